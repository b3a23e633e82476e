// act(x + bias) in one pass, and its gradient in one. TensorFlow.js has three passes forward (add, activation, and a
// reshape of the bias) and four backward.

import { add, mul, sum, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { type ComposedKernel, runMany, runOne } from './custom-kernel';
import {
  activate,
  activationGradient,
  assertFusable,
  type FusedActivation,
} from './fused-activation';
import { gradientWithOutputs } from './output-gradient';

export const BIAS_ACTIVATION = 'BiasActivation';
export const BIAS_ACTIVATION_GRAD = 'BiasActivationGrad';

/** Every axis but the last. */
export const outerAxes = (x: Tensor): number[] => x.shape.slice(0, -1).map((_, axis) => axis);

/**
 * act(x + bias) along the last axis.
 *
 * `x` – [..., C]; `bias` – [C]. Returns the shape of x. Twice differentiable in both.
 */
export function biasActivation<T extends Tensor>(
  x: T,
  bias: Tensor,
  activation: FusedActivation,
): T {
  assertFusable(activation);
  return runOne(BIAS_ACTIVATION, { x, bias }, activation) as T;
}

/**
 * [dx, dbias] of act(x + bias), from the output's gradient and the output itself.
 *
 * `dy`, `y` – of one shape [..., C]. Returns dx in that shape and dbias [C].
 */
export function biasActivationGradient(
  dy: Tensor,
  y: Tensor,
  activation: FusedActivation,
): readonly [Tensor, Tensor] {
  const [dx, dbias] = runMany(BIAS_ACTIVATION_GRAD, { dy, y }, activation);
  if (dx === undefined || dbias === undefined)
    throw new Error(`${BIAS_ACTIVATION_GRAD} has two outputs`);
  return [dx, dbias];
}

export const composedBiasActivation: ComposedKernel = ({ x, bias }, attributes) =>
  activate(add(x as Tensor, bias as Tensor), attributes as FusedActivation);

export const composedBiasActivationGradient: ComposedKernel = ({ dy, y }, attributes) => {
  const dx = activationGradient(dy as Tensor, y as Tensor, attributes as FusedActivation);
  // A copy where nothing is masked: a kernel's output may not be one of its inputs.
  return [dx === dy ? mul(dx, 1) : dx, sum(dx, outerAxes(dx))];
};

export const BIAS_ACTIVATION_GRADIENTS = [
  gradientWithOutputs<FusedActivation>(BIAS_ACTIVATION, [], ([dy], _, [y], activation) => {
    const [dx, dbias] = biasActivationGradient(dy, y, activation);
    return { x: () => dx, bias: () => dbias };
  }),
  // Linear in dy: cotangents ddx and ddbias give mask · (ddx + ddbias), with the mask a constant.
  gradientWithOutputs<FusedActivation>(
    BIAS_ACTIVATION_GRAD,
    ['y'],
    ([ddx, ddbias], [y], _, activation) => ({
      dy: () => activationGradient(add(ddx, ddbias as Tensor), y, activation),
      y: () => zerosLike(y),
    }),
  ),
];
