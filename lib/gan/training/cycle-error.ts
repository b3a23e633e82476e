// How far a sample is from what comes back of it, beside how far it is from what comes back of another: the ratio is 1 where
// nothing of the sample itself survives the way, and 0 where all of it does.
// Source: EGr, EGr_b of the official code of Donahue et al. 2017 (arXiv:1605.09782), README of jeffdonahue/bigan.

import {
  add,
  concat,
  div,
  mean,
  reshape,
  type Scalar,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';

export interface CycleError {
  /** Mean length of the difference between a sample and what came back of it. */
  readonly error: Scalar;
  /** The same between a sample and what came back of its neighbour in the batch. */
  readonly shuffled: Scalar;
  readonly ratio: Scalar;
}

/** A batch whose samples all come back alike has no shuffled error; the ratio is then large, not infinite. */
const EPSILON = 1e-6;

/** Every sample in the place of the one before it, the first in that of the last. */
export function rolled<T extends Tensor>(x: T): T {
  const [count = 0, ...shape] = x.shape;
  if (count < 2) return x;
  const zeros = shape.map(() => 0);
  return concat([
    slice(x, [1, ...zeros], [count - 1, ...shape]),
    slice(x, [0, ...zeros], [1, ...shape]),
  ]) as T;
}

const meanDistance = (a: Tensor, b: Tensor): Scalar => {
  const difference = reshape(sub(a, b), [a.shape[0] ?? 0, -1]);
  return mean(sqrt(sum(square(difference), 1))) as Scalar;
};

/** Of samples [N, …] and what came back of each, in the same order. */
export function cycleError(x: Tensor, back: Tensor): CycleError {
  const error = meanDistance(x, back);
  const shuffled = meanDistance(rolled(x), back);
  return { error, shuffled, ratio: div(error, add(shuffled, EPSILON)) as Scalar };
}
