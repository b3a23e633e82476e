// Distances within and between small sets of samples, for detectors that look at a hundred rows.

import type { Matrix } from '../metrics/matrix';
import { squaredDistances } from '../metrics/squared-distances';

/** Distances of all pairs of different rows, unsorted, [rows (rows - 1) / 2]. */
export function pairDistances(a: Matrix): Float64Array {
  const pairs = new Float64Array((a.rows * (a.rows - 1)) / 2);
  const out = new Float64Array(a.rows);
  let at = 0;
  for (let i = 0; i < a.rows; i++) {
    squaredDistances(a, i, a, out);
    for (let j = i + 1; j < a.rows; j++) pairs[at++] = Math.sqrt(out[j] ?? 0);
  }
  return pairs;
}

/** The value below which the share `q` of the values lies. */
export function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Mean distance between rows of the same number. */
export function meanShift(a: Matrix, b: Matrix): number {
  let total = 0;
  for (let i = 0; i < a.rows; i++) {
    let sum = 0;
    for (let k = i * a.columns; k < (i + 1) * a.columns; k++) {
      sum += ((a.values[k] ?? 0) - (b.values[k] ?? 0)) ** 2;
    }
    total += Math.sqrt(sum);
  }
  return total / a.rows;
}

/** Distance of every row of a to its nearest row of b, [a.rows]; `others` leaves out the row of the same number. */
export function nearestDistances(a: Matrix, b: Matrix, others = false): Float64Array {
  const out = new Float64Array(b.rows);
  return Float64Array.from({ length: a.rows }, (_, i) => {
    squaredDistances(a, i, b, out);
    if (others) out[i] = Number.POSITIVE_INFINITY;
    return Math.sqrt(
      out.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    );
  });
}
