// Sliced Wasserstein distance: the mean over random directions of the distance between the two sorted projections.
// Source: Rabin et al. 2011, eq. 14 (Wasserstein barycenter and its application to texture mixing); order 1 as in Karras
// et al. 2018, section 5 (arXiv:1710.10196).

import type { RandomStream } from '../rng';
import { type Matrix, requirePair } from './matrix';
import type { Slices } from './slices';

/** `count` random unit vectors of `dim` numbers, [count, dim]. */
export function randomDirections(random: RandomStream, count: number, dim: number): Matrix {
  const values = new Float32Array(count * dim);
  for (let row = 0; row < count; row++) {
    let squared = 0;
    for (let k = 0; k < dim; k++) {
      const value = random.normal();
      values[row * dim + k] = value;
      squared += value * value;
    }
    const scale = 1 / Math.sqrt(squared);
    for (let k = 0; k < dim; k++) values[row * dim + k] = (values[row * dim + k] ?? 0) * scale;
  }
  return { rows: count, columns: dim, values };
}

function projected(a: Matrix, directions: Matrix, direction: number): Float64Array {
  const { columns } = a;
  const from = direction * columns;
  const out = new Float64Array(a.rows);
  for (let i = 0, at = 0; i < a.rows; i++) {
    let sum = 0;
    for (let k = 0; k < columns; k++, at++) {
      sum += (a.values[at] ?? 0) * (directions.values[from + k] ?? 0);
    }
    out[i] = sum;
  }
  return out.sort();
}

/**
 * ∫ |F⁻¹(u) - G⁻¹(u)|^order du of two sorted samples, which may differ in length. Exact: both quantile functions are steps.
 */
export function sortedWasserstein(a: Float64Array, b: Float64Array, order: 1 | 2): number {
  let sum = 0;
  let u = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = (i + 1) / a.length;
    const endB = (j + 1) / b.length;
    const end = Math.min(endA, endB);
    sum += (end - u) * Math.abs((a[i] ?? 0) - (b[j] ?? 0)) ** order;
    u = end;
    if (endA <= endB) i++;
    if (endB <= endA) j++;
  }
  return sum;
}

/**
 * (mean over the directions of W_order^order)^(1 / order).
 * @param directions unit vectors, [L, dim]
 */
export function* slicedWasserstein(
  a: Matrix,
  b: Matrix,
  directions: Matrix,
  order: 1 | 2,
): Slices<number> {
  requirePair(a, b, 1);
  let sum = 0;
  for (let k = 0; k < directions.rows; k++) {
    const first = projected(a, directions, k);
    yield (k + 0.5) / directions.rows;
    sum += sortedWasserstein(first, projected(b, directions, k), order);
    yield (k + 1) / directions.rows;
  }
  return (sum / directions.rows) ** (1 / order);
}
