// The directions in which rows vary most, for drawing them in the plane: the leading eigenvectors of the covariance by
// orthogonal iteration. Enough for a picture; nearly equal variances may not have come apart.
// Source: Golub and Van Loan, Matrix Computations, section 8.2.4.

import { gaussianOf } from './covariance';
import { type Matrix, rowOf } from './matrix';
import { complete } from './slices';

const ITERATIONS = 60;

export interface PlaneOfRows {
  /** [dim] */
  readonly mean: Float64Array;
  /** Two orthonormal directions, [dim] each, the one of the larger variance first. */
  readonly axes: readonly [Float64Array, Float64Array];
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);

/** Makes `v` a unit vector at right angles to `to`; a vector without length becomes the first axis that is not. */
function orthonormal(v: Float64Array, to: Float64Array | null): Float64Array {
  const straighten = (u: Float64Array): Float64Array => {
    const share = to === null ? 0 : dot(u, to);
    return u.map((value, k) => value - share * (to?.[k] ?? 0));
  };
  const unit = (u: Float64Array): Float64Array | null => {
    const length = Math.sqrt(dot(u, u));
    return length > 1e-12 ? u.map((value) => value / length) : null;
  };
  const found = unit(straighten(v));
  if (found !== null) return found;
  for (let k = 0; k < v.length; k++) {
    const axis = unit(straighten(v.map((_, i) => (i === k ? 1 : 0))));
    if (axis !== null) return axis;
  }
  throw new Error('there is no second direction');
}

/** @throws Error for rows of fewer than two numbers, or fewer than two rows */
export function principalPlane(rows: Matrix): PlaneOfRows {
  const { dim, mean, covariance } = complete(gaussianOf(rows));
  const times = (v: Float64Array): Float64Array =>
    v.map((_, i) => dot(covariance.subarray(i * dim, (i + 1) * dim), v));
  // Any start that is not special to the data: the powers of an irrational rotation.
  const start = (step: number) =>
    Float64Array.from({ length: dim }, (_, k) => Math.cos(step * (k + 1)));
  let first = orthonormal(start(1), null);
  let second = orthonormal(start(2), first);
  for (let i = 0; i < ITERATIONS; i++) {
    first = orthonormal(times(first), null);
    second = orthonormal(times(second), first);
  }
  return { mean, axes: [first, second] };
}

/** Coordinates of rows in the plane: [rows] along each axis. */
export function inPlane(
  rows: Matrix,
  { mean, axes }: PlaneOfRows,
): readonly [Float32Array, Float32Array] {
  const along = (axis: Float64Array): Float32Array =>
    Float32Array.from({ length: rows.rows }, (_, row) =>
      rowOf(rows, row).reduce(
        (sum, value, k) => sum + (value - (mean[k] ?? 0)) * (axis[k] ?? 0),
        0,
      ),
    );
  return [along(axes[0]), along(axes[1])];
}
