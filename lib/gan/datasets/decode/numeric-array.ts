// An array of numbers as a data file gives it, whatever the format: shape and values in C order. What it means (pictures
// or labels) is decided later, in array-images.ts and pair-arrays.ts.

import { PlaygroundError } from '../../../schema/errors';

export type NumericValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

export interface NumericArray {
  /** Shown in messages, and compared to find images and labels that belong together. */
  readonly name: string;
  readonly shape: readonly number[];
  /** May share the memory of the file. */
  readonly values: NumericValues;
  /** True for arrays of truth values, whose 1 means white. */
  readonly isBoolean: boolean;
}

/** The product of the sides, or null when it is too large to be exact. */
export function sizeOfShape(shape: readonly number[]): number | null {
  let product = 1;
  for (const side of shape) {
    product *= side;
    if (!Number.isSafeInteger(product)) return null;
  }
  return product;
}

/**
 * Checks that a file holds exactly the values that its header announces, before anything is allocated for them.
 * @returns the number of values
 * @throws PlaygroundError data.truncated, data.malformed
 */
export function checkSize(
  format: string,
  shape: readonly number[],
  bytesPerValue: number,
  sizes: { readonly headerBytes: number; readonly fileBytes: number },
): number {
  const count = sizeOfShape(shape);
  const expectedBytes = sizes.headerBytes + (count ?? Number.NaN) * bytesPerValue;
  if (count === null || !Number.isSafeInteger(expectedBytes)) {
    const problem = `its header announces an absurd shape, ${shape.join(' × ')}`;
    throw new PlaygroundError('data.malformed', { format, problem });
  }
  if (sizes.fileBytes < expectedBytes) {
    const details = { format, expectedBytes, actualBytes: sizes.fileBytes };
    throw new PlaygroundError('data.truncated', details);
  }
  if (sizes.fileBytes > expectedBytes) {
    const problem = `${sizes.fileBytes - expectedBytes} bytes follow the ${count} values it announces`;
    throw new PlaygroundError('data.malformed', { format, problem });
  }
  return count;
}
