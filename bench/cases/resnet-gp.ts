// One step of a WGAN-GP critic: a residual network at 32 × 32 × 3, ch 32, batch 16, with the gradient penalty, which
// differentiates twice. The fakes are given, so that the step is the critic's alone. Twins: bench/pytorch/resnet_gp.py and
// bench/stock/resnet-gp.ts.

import { add, reshape, type Scalar, tensor, tidy } from '@tensorflow/tfjs-core';
import { samplingMode, sizeOf } from '../../lib/gan/layers/layer';
import { LOSSES } from '../../lib/gan/losses';
import { Optimizer } from '../../lib/gan/optimizers';
import { REGULARIZERS } from '../../lib/gan/regularizers';
import { createStream } from '../../lib/gan/rng';
import { gradientsOf } from '../../lib/gan/training/network-gradients';
import { optimizerSettings } from '../../lib/gan/training/schedule';
import { TWO_PLAYER_PARAMS } from '../../lib/gan/training/two-player-params';
import { twoPlayerSeries } from '../../lib/gan/training/two-player-series';
import { defaultsOf } from '../../lib/schema/params';
import { syntheticSource } from '../synthetic-images';
import type { BenchCase } from './bench-case';
import { residualCritic } from './resnet-critic';
import { yardstickArchitecture } from './yardstick-architecture';

const CH = 32;
const BATCH_SIZE = 16;
/**
 * Forward passes that one step is worth. Real and fake: forward 1, backward 2 each. Penalty: forward and the gradient in x,
 * then for each of that gradient's convolutions the two of its own; the rectifiers add nothing to a second derivative.
 */
const PASSES = 3 + 3 + 2 + 2;

const architecture = yardstickArchitecture({
  id: 'resnet-gp',
  params: TWO_PLAYER_PARAMS,
  series: (params) => twoPlayerSeries(params).filter(({ id }) => id === 'lossD'),
  create(_data, params, context) {
    const d = residualCritic(CH, context);
    const optimizer = new Optimizer(params.optimizer, d.variables);
    const shape = [params.batchSize, ...d.inputShape];
    const random = createStream(1, 'bench');
    const xFake = tensor(
      Float32Array.from({ length: sizeOf(shape) }, () => random.uniformBetween(-1, 1)),
      shape,
    );
    const critic = (x: typeof xFake) => d.forward(x, samplingMode('batch'));
    const macs = d.layers.reduce((sum, layer) => sum + layer.macs, 0);
    const notHere = (): never => {
      throw new Error('resnet-gp is only measured');
    };
    return {
      networks: { D: d },
      optimizers: { D: optimizer },
      emas: {},
      step: (context) =>
        tidy(() => {
          const { x: xReal } = context.nextBatch();
          const update = gradientsOf(d, () => {
            const loss = LOSSES.wasserstein.d(critic(xReal), critic(xFake), {
              blend: 0,
              smoothing: 0,
            });
            const penalty = REGULARIZERS.gradientPenalty.penalty(
              critic,
              xReal,
              xFake,
              context.params.gpLambda,
              context.random.noise,
            );
            return reshape(add(loss, penalty), []) as Scalar;
          });
          optimizer.apply(update.gradients, () =>
            optimizerSettings(context.params, context.params.lrD, context),
          );
          return { lossD: update.value };
        }),
      generate: notHere,
      view: notHere,
      flopsPerStep: ({ batchSize }) => 2 * batchSize * PASSES * macs,
      activationFloats: ({ batchSize }) =>
        4 * batchSize * d.layers.reduce((sum, layer) => sum + 3 * sizeOf(layer.outputShape), 0),
      dispose() {
        xFake.dispose();
        optimizer.dispose();
        d.variables.dispose();
      },
    };
  },
});

export const resnetGp: BenchCase = {
  id: 'resnet-gp',
  title: 'WGAN-GP ResNet critic 32 × 32 × 3, ch 32, batch 16',
  architecture,
  params: {
    ...defaultsOf(TWO_PLAYER_PARAMS),
    batchSize: BATCH_SIZE,
    // Section 4 of the paper.
    gpLambda: 10,
    lrD: 2e-4,
    beta1: 0,
    beta2: 0.9,
  },
  source: () => syntheticSource(32, 3),
};
