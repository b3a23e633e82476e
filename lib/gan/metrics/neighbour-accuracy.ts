// How often the nearest other sample is of the same class: what a representation is worth to the simplest classifier there is.
// Source: Donahue et al. 2017, section 4.1, one nearest neighbour by Euclidean distance (arXiv:1605.09782).

import { type Matrix, requirePair } from './matrix';
import type { Slices } from './slices';
import { squaredDistances } from './squared-distances';

/** Rows with their classes, [rows]. */
export interface LabelledRows {
  readonly rows: Matrix;
  readonly labels: ArrayLike<number>;
}

/**
 * Share of `asked` whose nearest row of `known` is of their class.
 * @param known null: each row's nearest is sought among the other rows of `asked`
 */
export function* neighbourAccuracy(
  asked: LabelledRows,
  known: LabelledRows | null = null,
): Slices<number> {
  const { rows, labels } = known ?? asked;
  requirePair(asked.rows, rows, known === null ? 2 : 1);
  const distances = new Float64Array(rows.rows);
  let right = 0;
  for (let i = 0; i < asked.rows.rows; i++) {
    squaredDistances(asked.rows, i, rows, distances);
    if (known === null) distances[i] = Number.POSITIVE_INFINITY;
    let best = 0;
    for (let j = 1; j < distances.length; j++) {
      if ((distances[j] ?? 0) < (distances[best] ?? 0)) best = j;
    }
    if (labels[best] === asked.labels[i]) right += 1;
    yield (i + 1) / asked.rows.rows;
  }
  return right / asked.rows.rows;
}
