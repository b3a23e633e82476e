// IDX, the format of MNIST: two zero bytes, a type, a rank, big-endian sides, big-endian values. Images are rank 3 (or 4
// with colours), labels rank 1. Source: "The MNIST database of handwritten digits" (LeCun, Cortes, Burges), FILE FORMATS.

import { PlaygroundError } from '../../../schema/errors';
import { NUMBER_LAYOUTS, type NumberType, readNumbers } from './number-types';
import { checkSize, type NumericArray } from './numeric-array';

const FORMAT = 'IDX';
const MAX_RANK = 4;
const TYPES: ReadonlyMap<number, NumberType> = new Map([
  [0x08, 'u1'],
  [0x09, 'i1'],
  [0x0b, 'i2'],
  [0x0c, 'i4'],
  [0x0d, 'f4'],
  [0x0e, 'f8'],
]);

export function isIdx(bytes: Uint8Array): boolean {
  const rank = bytes[3] ?? 0;
  return (
    bytes[0] === 0 && bytes[1] === 0 && TYPES.has(bytes[2] ?? 0) && rank >= 1 && rank <= MAX_RANK
  );
}

/** The number of bytes that the header announces for the whole file; NaN when the header itself is cut. */
export function idxLength(bytes: Uint8Array): number {
  const rank = bytes[3] ?? 0;
  const type = TYPES.get(bytes[2] ?? 0);
  const headerBytes = 4 + 4 * rank;
  if (type === undefined || bytes.length < headerBytes) return Number.NaN;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 1;
  for (let at = 4; at < headerBytes; at += 4) count *= view.getUint32(at, false);
  return headerBytes + count * NUMBER_LAYOUTS[type].bytes;
}

/**
 * @param name of the file, for messages and to find its partner
 * @throws PlaygroundError data.truncated, data.malformed
 */
export function decodeIdx(name: string, bytes: Uint8Array): NumericArray {
  const type = TYPES.get(bytes[2] ?? 0);
  if (!isIdx(bytes) || type === undefined) {
    throw new PlaygroundError('data.malformed', {
      format: FORMAT,
      problem: 'its first four bytes are unknown',
    });
  }
  const rank = bytes[3] as number;
  const headerBytes = 4 + 4 * rank;
  if (bytes.length < headerBytes) {
    const details = { format: FORMAT, expectedBytes: headerBytes, actualBytes: bytes.length };
    throw new PlaygroundError('data.truncated', details);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis, false));
  checkSize(FORMAT, shape, NUMBER_LAYOUTS[type].bytes, { headerBytes, fileBytes: bytes.length });
  return {
    name,
    shape,
    values: readNumbers(bytes.subarray(headerBytes), type, false),
    isBoolean: false,
  };
}
