// Batch normalisation over every axis but the last, with the choice of batch or running statistics left to the caller.
// Own, since the stock layer has no switch for updating the running averages and throws without gain or shift.
// Source: Ioffe and Szegedy 2015, algorithm 1 (arXiv:1502.03167).

import { add, mean, mul, rsqrt, square, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { constant } from './initializers';
import type { Layer, LayerContext } from './layer';

export interface BatchNormSpec {
  readonly kind: 'batchNorm';
}

/** Decay of the running averages and epsilon, as carpedm20/DCGAN-tensorflow ops.py. */
export const BATCH_NORM_DECAY = 0.9;
export const BATCH_NORM_EPSILON = 1e-5;

/** y = gamma (x - mean) / sqrt(var + eps) + beta per last-axis channel. Gain starts at 1, shift at 0. */
export function batchNorm(spec: BatchNormSpec, context: LayerContext): Layer {
  const channels = context.inputShape.at(-1) ?? 0;
  const { variables, name } = context;
  const axes = context.inputShape.map((_, axis) => axis); // every axis but the last, batch included
  variables.create(`${name}/gamma`, [channels], () => constant(channels, 1));
  variables.create(`${name}/beta`, [channels], () => constant(channels, 0));
  variables.create(`${name}/runningMean`, [channels], () => constant(channels, 0), false);
  variables.create(`${name}/runningVariance`, [channels], () => constant(channels, 1), false);

  const follow = (key: string, value: Tensor): void => {
    tidy(() => {
      const kept = variables.get(`${name}/${key}`);
      variables.assign(
        `${name}/${key}`,
        add(mul(kept, BATCH_NORM_DECAY), mul(value, 1 - BATCH_NORM_DECAY)),
      );
    });
  };

  return {
    name,
    kind: spec.kind,
    outputShape: context.inputShape,
    parameters: 2 * channels,
    macs: 0,
    forward(x, mode) {
      const gamma = variables.get(`${name}/gamma`);
      const beta = variables.get(`${name}/beta`);
      if (mode.norm === 'running') {
        const scale = mul(
          rsqrt(add(variables.get(`${name}/runningVariance`), BATCH_NORM_EPSILON)),
          gamma,
        );
        return add(mul(sub(x, variables.get(`${name}/runningMean`)), scale), beta);
      }
      const centre = mean(x, axes); // [C]
      const centred = sub(x, centre);
      const variance = mean(square(centred), axes); // [C]
      if (mode.updateRunning) {
        follow('runningMean', centre);
        follow('runningVariance', variance);
      }
      return add(mul(centred, mul(rsqrt(add(variance, BATCH_NORM_EPSILON)), gamma)), beta);
    },
  };
}
