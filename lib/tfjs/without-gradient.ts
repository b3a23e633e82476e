// Values that the tape must treat as constants: masks, counts, indices, targets. TensorFlow.js has no stop-gradient; a
// custom gradient without inputs has the same effect, because the tape then knows no way from x to its result.

import { clone, customGrad, type Tensor } from '@tensorflow/tfjs-core';

/** Runs `f` off the tape: its result enters later operations as a constant, at every order of differentiation. */
export function withoutGradient<T extends Tensor>(f: () => T): T {
  return customGrad(() => ({ value: f(), gradFunc: () => [] }))() as T;
}

/** The value of `x` as a constant (another tensor; the caller's tidy disposes it). */
export function stopGradient<T extends Tensor>(x: T): T {
  return withoutGradient(() => clone(x));
}
