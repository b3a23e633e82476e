// Gradient penalties on D: pure functions of D and its inputs, differentiable with respect to D's weights (the corrected
// gradients of lib/tfjs make that second order right).

import {
  add,
  grad,
  mean,
  mul,
  reshape,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { NamedEntry } from '../schema/catalog';
import { hostInput } from '../tfjs/host-input';
import type { RandomStream } from './rng';

/** D as a function of its input: samples [N, …] to logits [N, 1]. */
export type Critic = (x: Tensor) => Tensor;

/** Squared norm of the gradient of D with respect to each sample, [N]. */
function squaredGradientNorms(d: Critic, x: Tensor): Tensor {
  const gradient = grad((input: Tensor) => sum(d(input)))(x);
  return sum(square(reshape(gradient, [x.shape[0] ?? 0, -1])), 1);
}

export interface Regularizer extends NamedEntry {
  readonly source: string;
  /** The parameter that weighs it; 0 switches it off. */
  readonly weight: 'r1Gamma' | 'gpLambda';
  /** Scalar, already weighted. */
  penalty(d: Critic, xReal: Tensor, xFake: Tensor, weight: number, random: RandomStream): Tensor;
}

const TABLE = {
  r1: {
    id: 'r1',
    label: 'R1',
    help: 'Punishes slopes of D at real data, so that D is flat where G has arrived.',
    source: 'γ/2 · E‖∇D(x_real)‖², Mescheder et al. 2018, eq. 9 (arXiv:1801.04406)',
    weight: 'r1Gamma',
    penalty: (d, xReal, _xFake, weight) => mul(mean(squaredGradientNorms(d, xReal)), weight / 2),
  },
  gradientPenalty: {
    id: 'gradientPenalty',
    label: 'Gradient penalty',
    help: 'Pulls the slope of D between real and fake samples towards 1.',
    source:
      'λ · E(‖∇D(x̂)‖ − 1)², x̂ uniform between a real and a fake sample, Gulrajani et al. 2017, eq. 3 (arXiv:1704.00028)',
    weight: 'gpLambda',
    penalty(d, xReal, xFake, weight, random) {
      const n = xReal.shape[0] ?? 0;
      // One mixing weight per sample, not per pixel.
      const mix = hostInput([n, ...xReal.shape.slice(1).map(() => 1)], () =>
        Float32Array.from({ length: n }, () => random.uniform()),
      );
      const between = add(xReal, mul(mix, sub(xFake, xReal)));
      // The square root has no finite slope at 0; a constant D would give NaN without the epsilon.
      const norms = sqrt(add(squaredGradientNorms(d, between), 1e-12));
      return mul(mean(square(sub(norms, 1))), weight);
    },
  },
} as const satisfies Readonly<Record<string, Regularizer>>;

export type RegularizerId = keyof typeof TABLE;
/** Every penalty, each callable with the whole signature. */
export const REGULARIZERS: Readonly<Record<RegularizerId, Regularizer>> = TABLE;
