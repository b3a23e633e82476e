// Kernel distance: unbiased MMD² of features under a cubic kernel, in blocks. On Inception features it is the KID.
// Source: Bińkowski et al. 2018, section 4 (arXiv:1801.01401).

import type { RandomStream } from '../rng';
import { type Matrix, requirePair, selectRows } from './matrix';
import { type KernelRow, squaredMmd } from './maximum-mean-discrepancy';
import { type Slices, stretch } from './slices';

/** k(x, y) = (x · y / d + 1)³. */
export const cubicKernel: KernelRow = (a, row, b, out) => {
  const { columns } = a;
  const start = row * columns;
  for (let j = 0, at = 0; j < b.rows; j++) {
    let dot = 0;
    for (let k = start; k < start + columns; k++, at++) {
      dot += (a.values[k] ?? 0) * (b.values[at] ?? 0);
    }
    const base = dot / columns + 1;
    out[j] = base * base * base;
  }
};

export interface BlockOptions {
  readonly kernel: KernelRow;
  readonly blockSize: number;
  readonly random: RandomStream;
}

/**
 * Squared MMD of each of the disjoint blocks of `blockSize` random rows of both sets, [blocks]; what does not fill a block is left
 * out. Their mean is the kernel distance.
 * Differs from the paper: blocks are disjoint, so that their spread is honest; the paper draws 100 subsets with overlaps.
 */
export function* blockDistances(a: Matrix, b: Matrix, options: BlockOptions): Slices<Float64Array> {
  const { kernel, blockSize, random } = options;
  requirePair(a, b, blockSize);
  const blocks = Math.floor(Math.min(a.rows, b.rows) / blockSize);
  const orderOf = (m: Matrix) => random.shuffle(Int32Array.from({ length: m.rows }, (_, i) => i));
  const [first, second] = [orderOf(a), orderOf(b)];
  const found = new Float64Array(blocks);
  for (let block = 0; block < blocks; block++) {
    const part = (m: Matrix, order: Int32Array) =>
      selectRows(m, order.subarray(block * blockSize, (block + 1) * blockSize));
    const mmd = squaredMmd(part(a, first), part(b, second), kernel);
    found[block] = yield* stretch(mmd, block / blocks, (block + 1) / blocks);
  }
  return found;
}
