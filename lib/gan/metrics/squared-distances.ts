// Squared Euclidean distances between rows, one row of the result at a time: a whole table of 10,000 by 10,000 would not fit.
// By differences, not by |a|² + |b|² - 2ab, which loses the small distances that neighbours are made of.

import type { Matrix } from './matrix';

/** Distances of row `row` of a to every row of b, squared, into `out` [b.rows]. */
export function squaredDistances(a: Matrix, row: number, b: Matrix, out: Float64Array): void {
  const { columns } = a;
  const x = a.values;
  const y = b.values;
  const start = row * columns;
  for (let j = 0, at = 0; j < b.rows; j++) {
    let sum = 0;
    for (let k = start; k < start + columns; k++, at++) {
      const difference = (x[k] ?? 0) - (y[at] ?? 0);
      sum += difference * difference;
    }
    out[j] = sum;
  }
}

/** The `k` smallest of `values` in rising order, [k]; `skip` is left out. */
export function smallest(values: Float64Array, k: number, skip = -1): Float64Array {
  const found = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let j = 0; j < values.length; j++) {
    const value = values[j] ?? 0;
    if (j === skip || !(value < (found[k - 1] ?? 0))) continue;
    let at = k - 1;
    for (; at > 0 && (found[at - 1] ?? 0) > value; at--) found[at] = found[at - 1] ?? 0;
    found[at] = value;
  }
  return found;
}
