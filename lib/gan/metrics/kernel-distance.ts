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

export interface KernelDistance {
  /** Mean over the blocks. */
  readonly mean: number;
  /** Standard deviation over the blocks, with blocks - 1 in the denominator; 0 for one block. */
  readonly standardDeviation: number;
  readonly blocks: number;
}

/**
 * The estimate over disjoint blocks of `blockSize` random rows of each set; what does not fill a block is left out.
 * Differs from the paper: blocks are disjoint, so that their spread is honest; the paper draws 100 subsets with overlaps.
 */
export function* kernelDistance(
  a: Matrix,
  b: Matrix,
  { blockSize, random }: { readonly blockSize: number; readonly random: RandomStream },
): Slices<KernelDistance> {
  requirePair(a, b, blockSize);
  const blocks = Math.floor(Math.min(a.rows, b.rows) / blockSize);
  const orderOf = (m: Matrix) => random.shuffle(Int32Array.from({ length: m.rows }, (_, i) => i));
  const [first, second] = [orderOf(a), orderOf(b)];
  const found: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const part = (m: Matrix, order: Int32Array) =>
      selectRows(m, order.subarray(block * blockSize, (block + 1) * blockSize));
    const mmd = squaredMmd(part(a, first), part(b, second), cubicKernel);
    found.push(yield* stretch(mmd, block / blocks, (block + 1) / blocks));
  }
  const mean = found.reduce((sum, value) => sum + value, 0) / blocks;
  const squares = found.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardDeviation: Math.sqrt(squares / Math.max(1, blocks - 1)), blocks };
}
