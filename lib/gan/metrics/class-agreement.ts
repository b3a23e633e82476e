// Does a conditional generator make what it was asked for? The classes asked for against the classes that an independent
// classifier sees.
// Source: accuracy of AC-GAN's samples under a classifier, Odena et al. 2017, section 4.2 (arXiv:1610.09585).

import { negentropy } from './inception-score';
import type { Matrix } from './matrix';

/** The class with the largest logit per row, [N]. */
export function predictedClasses({ rows, columns, values }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let k = 1; k < columns; k++) {
      if ((values[row * columns + k] ?? 0) > (values[row * columns + best] ?? 0)) best = k;
    }
    return best;
  });
}

/** Counts [classes, classes]: row the class asked for, column the class seen. */
export function confusionMatrix(
  asked: ArrayLike<number>,
  seen: ArrayLike<number>,
  classes: number,
): Float32Array {
  if (asked.length !== seen.length) throw new Error(`${asked.length} and ${seen.length} labels`);
  const counts = new Float32Array(classes * classes);
  for (let i = 0; i < asked.length; i++) {
    const cell = (asked[i] ?? 0) * classes + (seen[i] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

/** Share of samples seen as what was asked for, in [0, 1]. */
export function classAccuracy(asked: ArrayLike<number>, seen: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < asked.length; i++) if (asked[i] === seen[i]) right += 1;
  return right / asked.length;
}

/** Share of the samples per class, [classes]. */
export function classShares(labels: ArrayLike<number>, classes: number): Float64Array {
  const shares = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) {
    shares[labels[i] ?? 0] = (shares[labels[i] ?? 0] ?? 0) + 1 / labels.length;
  }
  return shares;
}

/** Entropy of the shares in nats, in [0, log K]; log K when all classes are made equally often, 0 when only one is. */
export const classEntropy = (shares: ArrayLike<number>): number => -negentropy(shares);
