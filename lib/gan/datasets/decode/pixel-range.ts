// Arrays of any numbers as bytes 0…255: which range they are in is decided by their true minimum and maximum over the
// whole array, and said aloud, because the same file could be read in two ways.

import { PlaygroundError } from '../../../schema/errors';
import type { NumericArray, NumericValues } from './numeric-array';

export interface PixelBytes {
  readonly bytes: Uint8Array;
  /** How the numbers were read, when that was a decision. */
  readonly note: string | null;
}

/** How far rounding in other tools may carry a float beyond its range; less than half a byte step. */
const SLACK = 1e-3;

interface Range {
  readonly min: number;
  readonly max: number;
}

function rangeOf(name: string, values: NumericValues): Range {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
    if (!Number.isFinite(value)) {
      const problem = 'one of its pixels is not a finite number';
      throw new PlaygroundError('data.malformed', { format: `array "${name}"`, problem });
    }
  }
  return { min, max };
}

/** byte = round(value * scale + shift) */
function scaled(values: NumericValues, scale: number, shift: number): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Math.round((values[i] as number) * scale + shift);
  return bytes;
}

/**
 * Bytes stay as they are, except truth values and bytes that are only 0 and 1, whose 1 becomes white.
 * @returns bytes that may share the array's memory
 * @throws PlaygroundError data.malformed for NaN and infinity; data.unsupported for numbers in no known range
 */
export function toPixelBytes(array: NumericArray): PixelBytes {
  const { name, values } = array;
  if (values.length === 0) return { bytes: new Uint8Array(0), note: null };
  const { min, max } = rangeOf(name, values);
  if (array.isBoolean) return { bytes: scaled(values, 255, 0), note: null };
  const slack = values instanceof Float32Array || values instanceof Float64Array ? SLACK : 0;
  if (min >= -slack && max <= 1 + slack) {
    if (max <= 0) return { bytes: scaled(values, 0, 0), note: null };
    const note = `the numbers of "${name}" were read as 0 (black) to 1 (white)`;
    return { bytes: scaled(values, 255, 0), note };
  }
  if (min >= -1 - slack && max <= 1 + slack) {
    const note = `the numbers of "${name}" were read as -1 (black) to 1 (white)`;
    return { bytes: scaled(values, 127.5, 127.5), note };
  }
  if (min >= -slack && max <= 255 * (1 + slack)) {
    if (values instanceof Uint8Array) return { bytes: values, note: null };
    return { bytes: scaled(values, 1, 0), note: `the numbers of "${name}" were read as 0 to 255` };
  }
  throw new PlaygroundError('data.unsupported', {
    format: `array "${name}"`,
    feature: `numbers from ${min} to ${max} as pixels`,
    instead: 'numbers from 0 to 1, from -1 to 1 or from 0 to 255',
  });
}
