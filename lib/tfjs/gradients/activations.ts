// Activations. The piecewise-linear ones multiply by a constant mask (their second derivative is zero almost
// everywhere); the smooth ones compute their value anew from the saved input, so that they differentiate again.

import {
  add,
  Elu,
  Exp,
  exp,
  LeakyRelu,
  minimum,
  mul,
  Prelu,
  Relu,
  Relu6,
  Selu,
  Sigmoid,
  sigmoid,
  square,
  step,
  sub,
  Tanh,
  type Tensor,
  tanh,
} from '@tensorflow/tfjs-core';
import { withoutGradient } from '../without-gradient';
import { both, defineGradient, defineUnaryGradient, sumToShape } from './gradient-config';

// Klambauer et al. 2017, Self-Normalizing Neural Networks, section 2 (arXiv:1706.02515); the digits of the kernels.
const SELU_SCALE = 1.0507009873554805;
const SELU_SCALE_ALPHA = 1.7580993408473768;

/** 1 where x > 0, else `below`. */
const positive = (x: Tensor, below = 0): Tensor => withoutGradient(() => step(x, below));
const notPositive = (x: Tensor): Tensor => withoutGradient(() => sub(1, step(x)));

/** slope for x > 0, scale·exp(x) else; exp sees min(x, 0), since exp of a large x would be infinity times zero. */
const exponentialLinearSlope = (x: Tensor, slope: number, scale: number): Tensor =>
  add(
    withoutGradient(() => mul(step(x), slope)),
    mul(
      withoutGradient(() => mul(sub(1, step(x)), scale)),
      exp(minimum(x, 0)),
    ),
  );

export const ACTIVATION_GRADIENTS = [
  defineUnaryGradient(Relu, (dy, x) => mul(dy, positive(x))),
  defineUnaryGradient<{ alpha: number }>(LeakyRelu, (dy, x, { alpha }) =>
    mul(dy, positive(x, alpha)),
  ),
  defineUnaryGradient(Relu6, (dy, x) =>
    mul(
      dy,
      withoutGradient(() => mul(step(x), step(sub(6, x)))),
    ),
  ),
  defineGradient(Prelu, ['x', 'alpha'], (dy, saved) => {
    const [x, alpha] = both(saved);
    return {
      x: () => mul(dy, add(positive(x), mul(notPositive(x), alpha))),
      alpha: () => sumToShape(mul(mul(dy, notPositive(x)), x), alpha.shape),
    };
  }),
  defineUnaryGradient(Elu, (dy, x) => mul(dy, exponentialLinearSlope(x, 1, 1))),
  defineUnaryGradient(Selu, (dy, x) =>
    mul(dy, exponentialLinearSlope(x, SELU_SCALE, SELU_SCALE_ALPHA)),
  ),
  defineUnaryGradient(Tanh, (dy, x) => mul(dy, sub(1, square(tanh(x))))),
  defineUnaryGradient(Sigmoid, (dy, x) => {
    const y = sigmoid(x);
    return mul(dy, mul(y, sub(1, y)));
  }),
  defineUnaryGradient(Exp, (dy, x) => mul(dy, exp(x))),
];
