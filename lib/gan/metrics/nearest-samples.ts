// The nearest training images of each generated one, and how many generated ones are copies. Distances are those of whatever
// rows are given: pixels or features.

import { type Matrix, requirePair } from './matrix';
import type { Slices } from './slices';
import { squaredDistances } from './squared-distances';

export interface NearestSamples {
  /** Row of the nearest training sample, [generated.rows]. */
  readonly index: Int32Array;
  /** Euclidean distance to it, [generated.rows]. */
  readonly distance: Float32Array;
  /** Distance to the second nearest, [generated.rows]. */
  readonly second: Float32Array;
}

/** Before any training sample was seen. */
export const noNeighbours = (count: number): NearestSamples => ({
  index: new Int32Array(count).fill(-1),
  distance: new Float32Array(count).fill(Number.POSITIVE_INFINITY),
  second: new Float32Array(count).fill(Number.POSITIVE_INFINITY),
});

/**
 * Takes more training samples into account, in place, so that a large set need not be in memory as floats at once.
 * @param first the index of the first row of `training` in the whole set
 */
export function* takeNeighbours(
  found: NearestSamples,
  generated: Matrix,
  training: Matrix,
  first: number,
): Slices<void> {
  requirePair(generated, training, 1);
  const { index, distance, second } = found;
  const out = new Float64Array(training.rows);
  for (let i = 0; i < generated.rows; i++) {
    squaredDistances(generated, i, training, out);
    let best = (distance[i] ?? 0) ** 2;
    let next = (second[i] ?? 0) ** 2;
    for (let j = 0; j < out.length; j++) {
      const value = out[j] ?? 0;
      if (value < best) {
        next = best;
        best = value;
        index[i] = first + j;
      } else if (value < next) next = value;
    }
    distance[i] = Math.sqrt(best);
    second[i] = Math.sqrt(next);
    yield (i + 1) / generated.rows;
  }
}

/** @throws Error below two training samples */
export function* nearestSamples(generated: Matrix, training: Matrix): Slices<NearestSamples> {
  if (training.rows < 2) throw new Error('needs two training samples');
  const found = noNeighbours(generated.rows);
  yield* takeNeighbours(found, generated, training, 0);
  return found;
}

/** A sample this much nearer to one training sample than to any other counts as a copy of it. */
export const COPY_RATIO = 1 / 3;

/**
 * Share of the generated samples that are copies: nearest distance below COPY_RATIO times the second nearest. Training data
 * with duplicates hide copies from it.
 * Source: Yoon et al. 2023, section 3 (Diffusion probabilistic models generalize when they fail to memorize).
 */
export function memorisedShare({ distance, second }: NearestSamples): number {
  let copies = 0;
  for (let i = 0; i < distance.length; i++) {
    if ((distance[i] ?? 0) < COPY_RATIO * (second[i] ?? 0)) copies += 1;
  }
  return copies / distance.length;
}
