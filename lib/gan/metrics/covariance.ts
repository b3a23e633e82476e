// Mean and covariance of rows, in double precision and about the mean, since feature means are large beside their spread.

import type { Matrix } from './matrix';
import type { Slices } from './slices';

export interface Gaussian {
  readonly dim: number;
  /** [dim] */
  readonly mean: Float64Array;
  /** [dim, dim], with N - 1 in the denominator. */
  readonly covariance: Float64Array;
}

const ROWS_PER_SLICE = 64;

/** @throws Error below two rows */
export function* gaussianOf(a: Matrix): Slices<Gaussian> {
  const { rows, columns: dim, values } = a;
  if (rows < 2) throw new Error(`a covariance needs two samples, got ${rows}`);
  const mean = new Float64Array(dim);
  for (let i = 0; i < values.length; i++) {
    mean[i % dim] = (mean[i % dim] ?? 0) + (values[i] ?? 0) / rows;
  }
  const covariance = new Float64Array(dim * dim);
  const centred = new Float64Array(dim);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < dim; k++) centred[k] = (values[row * dim + k] ?? 0) - (mean[k] ?? 0);
    for (let k = 0; k < dim; k++) {
      const scaled = (centred[k] ?? 0) / (rows - 1);
      for (let l = 0, at = k * dim; l <= k; l++, at++) {
        covariance[at] = (covariance[at] ?? 0) + scaled * (centred[l] ?? 0);
      }
    }
    if (row % ROWS_PER_SLICE === 0) yield row / rows;
  }
  for (let k = 0; k < dim; k++) {
    for (let l = 0; l < k; l++) covariance[l * dim + k] = covariance[k * dim + l] ?? 0;
  }
  return { dim, mean, covariance };
}
