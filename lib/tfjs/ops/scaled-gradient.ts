// A value whose gradient counts by a share only: how one pass serves a loss that two networks pay with different weights.

import { clone, customGrad, mul, type Tensor } from '@tensorflow/tfjs-core';
import { withoutGradient } from '../without-gradient';

/** x, with `share` times its gradient, of the first order; 0 lets nothing through. */
export function scaledGradient(x: Tensor, share: number): Tensor {
  if (share === 0) return withoutGradient(() => clone(x));
  if (share === 1) return x;
  return customGrad((input) => ({
    value: clone(input as Tensor),
    gradFunc: (dy: Tensor) => [mul(dy, share)],
  }))(x);
}
