// How far a figure would move with other samples: by resampling the samples it was computed from.
// Source: Efron 1979 (bootstrap).

import type { RandomStream } from '../rng';
import { type Slices, stretch } from './slices';

export interface Spread {
  readonly standardDeviation: number;
  /** How it was found. */
  readonly method: 'bootstrap' | 'standardError';
  /** Resamples, or values that the mean is of. */
  readonly count: number;
}

/** With count - 1 in the denominator; 0 for a single value. */
export function standardDeviation(values: ArrayLike<number>): number {
  const count = values.length;
  let mean = 0;
  for (let i = 0; i < count; i++) mean += (values[i] ?? 0) / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += ((values[i] ?? 0) - mean) ** 2;
  return Math.sqrt(squares / Math.max(1, count - 1));
}

/** Of a mean of independent values; what the bootstrap of a mean tends to, without resampling. */
export const spreadOfMean = (values: ArrayLike<number>): Spread => ({
  standardDeviation: standardDeviation(values) / Math.sqrt(values.length),
  method: 'standardError',
  count: values.length,
});

/** Standard deviation of a statistic over `resamples` draws of `rows` indices with replacement. */
export function* bootstrap(
  rows: number,
  options: {
    readonly resamples: number;
    readonly random: RandomStream;
    readonly statistic: (indices: Int32Array) => Slices<number>;
  },
): Slices<Spread> {
  const { resamples, random, statistic } = options;
  const found: number[] = [];
  for (let k = 0; k < resamples; k++) {
    const indices = Int32Array.from({ length: rows }, () => random.integer(rows));
    found.push(yield* stretch(statistic(indices), k / resamples, (k + 1) / resamples));
  }
  return { standardDeviation: standardDeviation(found), method: 'bootstrap', count: resamples };
}
