// Writes arrays of bytes as gzipped IDX files, the format of MNIST, which every tool reads. The same input gives the same
// bytes on every machine: no time stamp, and a compressor that is pinned with the project.

import { gzipSync } from 'fflate';

const UNSIGNED_BYTES = 0x08;

/**
 * @param shape sizes of the dimensions, outermost first
 * @param values as many bytes as the product of the shape
 */
export function idxFile(shape: readonly number[], values: Uint8Array): Uint8Array {
  const expected = shape.reduce((product, size) => product * size, 1);
  if (values.length !== expected) {
    throw new Error(`${values.length} bytes for the shape ${shape.join(' × ')}`);
  }
  const file = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(file.buffer);
  file.set([0, 0, UNSIGNED_BYTES, shape.length]);
  shape.forEach((size, k) => {
    view.setUint32(4 + 4 * k, size);
  });
  file.set(values, 4 + 4 * shape.length);
  return gzipSync(file, { level: 9, mtime: 0 });
}
