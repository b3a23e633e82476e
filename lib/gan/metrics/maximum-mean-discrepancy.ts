// Maximum mean discrepancy: how far two samples are apart in the mean of a kernel's features; 0 in expectation when both
// come from the same law.
// Source: Gretton et al. 2012, eq. 3 and lemma 6 (JMLR 13, 723-773).

import { type Matrix, requirePair } from './matrix';
import { type Slices, stretch } from './slices';
import { squaredDistances } from './squared-distances';

/** k(x, y) of rows x and y, from the index of x, into `out` [b.rows]. */
export type KernelRow = (a: Matrix, row: number, b: Matrix, out: Float64Array) => void;

/** exp(-|x - y|² / (2 σ²)). */
export const gaussianKernel =
  (sigma: number): KernelRow =>
  (a, row, b, out) => {
    squaredDistances(a, row, b, out);
    const scale = -1 / (2 * sigma * sigma);
    for (let j = 0; j < out.length; j++) out[j] = Math.exp((out[j] ?? 0) * scale);
  };

/** Mean of k over all pairs, the pairs of a row with itself left out where a is b. */
function* meanKernel(a: Matrix, b: Matrix, kernel: KernelRow): Slices<number> {
  const same = a === b;
  const out = new Float64Array(b.rows);
  let sum = 0;
  for (let i = 0; i < a.rows; i++) {
    kernel(a, i, b, out);
    let row = 0;
    for (let j = 0; j < b.rows; j++) row += out[j] ?? 0;
    sum += same ? row - (out[i] ?? 0) : row;
    yield (i + 1) / a.rows;
  }
  return sum / (a.rows * (same ? b.rows - 1 : b.rows));
}

/**
 * The unbiased estimate of MMD², Σ_{i≠j} k(x_i, x_j) / (m (m - 1)) + Σ_{i≠j} k(y_i, y_j) / (n (n - 1)) - 2 Σ k(x_i, y_j) / (m n).
 * Negative values occur when the laws agree.
 * @throws Error below two samples of each kind
 */
export function* squaredMmd(a: Matrix, b: Matrix, kernel: KernelRow): Slices<number> {
  requirePair(a, b, 2);
  // The same rows twice are one sample, not two: as two objects they are two samples that happen to agree.
  const second = a === b ? { ...b } : b;
  const withinA = yield* stretch(meanKernel(a, a, kernel), 0, 1 / 3);
  const withinB = yield* stretch(meanKernel(second, second, kernel), 1 / 3, 2 / 3);
  const across = yield* stretch(meanKernel(a, second, kernel), 2 / 3, 1);
  return withinA + withinB - 2 * across;
}

/**
 * The median distance between different rows, the usual kernel width where nothing better is known.
 * Source: Gretton et al. 2012, section 8.
 */
export function* medianDistance(a: Matrix): Slices<number> {
  const distances = new Float64Array((a.rows * (a.rows - 1)) / 2);
  const out = new Float64Array(a.rows);
  let at = 0;
  for (let i = 0; i < a.rows; i++) {
    squaredDistances(a, i, a, out);
    for (let j = i + 1; j < a.rows; j++) distances[at++] = out[j] ?? 0;
    yield (i + 1) / a.rows;
  }
  distances.sort();
  const middle = distances.length / 2;
  return Math.sqrt(
    ((distances[Math.ceil(middle - 1)] ?? 0) + (distances[Math.floor(middle)] ?? 0)) / 2,
  );
}
