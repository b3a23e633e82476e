// Batch normalisation over every axis but the last, with the choice of batch or running statistics left to the caller.
// Own, since the stock layer has no switch for updating the running averages and throws without gain or shift.
// Source: Ioffe and Szegedy 2015, algorithm 1 (arXiv:1502.03167).

import { add, mul, rsqrt, sub, type Tensor } from '@tensorflow/tfjs-core';
import { emaUpdate } from '../../tfjs/adam';
import { batchNormTraining } from '../../tfjs/ops/batch-norm-training';
import { activate, type FusedActivation, LINEAR } from '../../tfjs/ops/fused-activation';
import { constant } from './initializers';
import type { ForwardMode, Layer, LayerContext } from './layer';

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
  variables.create(`${name}/gamma`, [channels], () => constant(channels, 1));
  variables.create(`${name}/beta`, [channels], () => constant(channels, 0));
  variables.create(`${name}/runningMean`, [channels], () => constant(channels, 0), false);
  variables.create(`${name}/runningVariance`, [channels], () => constant(channels, 1), false);

  const follow = (mean: Tensor, variance: Tensor): void =>
    emaUpdate(
      [
        { shadow: variables.get(`${name}/runningMean`), source: mean },
        { shadow: variables.get(`${name}/runningVariance`), source: variance },
      ],
      BATCH_NORM_DECAY,
    );

  const apply = (x: Tensor, mode: ForwardMode, activation: FusedActivation): Tensor => {
    const gamma = variables.get(`${name}/gamma`);
    const beta = variables.get(`${name}/beta`);
    if (mode.norm === 'running') {
      const scale = mul(
        rsqrt(add(variables.get(`${name}/runningVariance`), BATCH_NORM_EPSILON)),
        gamma,
      );
      const centred = sub(x, variables.get(`${name}/runningMean`));
      return activate(add(mul(centred, scale), beta), activation);
    }
    const { y, mean, variance } = batchNormTraining(x, gamma, beta, {
      epsilon: BATCH_NORM_EPSILON,
      ...activation,
    });
    if (mode.updateRunning) follow(mean, variance);
    return y;
  };

  return {
    name,
    kind: spec.kind,
    outputShape: context.inputShape,
    parameters: 2 * channels,
    macs: 0,
    couplesSamples: true,
    forward: (x, mode) => apply(x, mode, LINEAR),
    forwardActivated: apply,
  };
}
