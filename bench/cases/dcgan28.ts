// DCGAN at 28 × 28 × 1, ch 32, batch 32, z of 64: D, then G, non-saturating, Adam. Twins: bench/pytorch/dcgan28.py and
// bench/stock/dcgan28.ts. The page's DCGAN is the same but for the batch norm behind G's dense layer, which there has one
// scale per unit, as in the official code, and here one per channel, as is usual in PyTorch.

import type { CreateContext, Network } from '../../lib/gan/architecture';
import { DCGAN_INITIALIZER } from '../../lib/gan/layers/initializers';
import { type LayerSpec, sequential } from '../../lib/gan/layers/sequential';
import { plainRules } from '../../lib/gan/training/game-rules';
import { twoPlayerModel } from '../../lib/gan/training/two-player';
import { TWO_PLAYER_PARAMS, zAlone } from '../../lib/gan/training/two-player-params';
import { twoPlayerSeries } from '../../lib/gan/training/two-player-series';
import { defaultsOf } from '../../lib/schema/params';
import { syntheticSource } from '../synthetic-images';
import type { BenchCase } from './bench-case';
import { yardstickArchitecture } from './yardstick-architecture';

const CH = 32;
const Z_DIM = 64;
const START = 7;
const KERNEL = 4;

const RELU: LayerSpec = { kind: 'activation', activation: 'relu', slope: 0 };
const LEAKY_RELU: LayerSpec = { kind: 'activation', activation: 'leakyRelu', slope: 0.2 };

const G: readonly LayerSpec[] = [
  { kind: 'dense', units: START * START * 2 * CH, bias: false },
  { kind: 'reshape', shape: [START, START, 2 * CH] },
  { kind: 'batchNorm' },
  RELU,
  { kind: 'convTranspose', filters: CH, kernel: KERNEL, bias: false },
  { kind: 'batchNorm' },
  RELU,
  { kind: 'convTranspose', filters: 1, kernel: KERNEL, bias: true },
  { kind: 'activation', activation: 'tanh', slope: 0 },
];

const D: readonly LayerSpec[] = [
  { kind: 'conv', filters: CH, kernel: KERNEL, stride: 2, bias: true },
  LEAKY_RELU,
  { kind: 'conv', filters: 2 * CH, kernel: KERNEL, stride: 2, bias: true },
  LEAKY_RELU,
  { kind: 'dense', units: 1, bias: true },
];

const network = (
  name: string,
  inputShape: readonly number[],
  layers: readonly LayerSpec[],
  { random, purpose }: CreateContext,
): Network =>
  sequential({ name, inputShape, layers, initializer: DCGAN_INITIALIZER, random, purpose });

const architecture = yardstickArchitecture({
  id: 'dcgan28',
  params: TWO_PLAYER_PARAMS,
  series: twoPlayerSeries,
  create: (_data, params, context) =>
    twoPlayerModel({
      g: network('G', [Z_DIM], G, context),
      d: network('D', [28, 28, 1], D, context),
      optimizer: params.optimizer,
      views: [],
      rules: plainRules(zAlone),
    }),
});

export const dcgan28: BenchCase = {
  id: 'dcgan28',
  title: 'DCGAN 28 × 28, ch 32, batch 32',
  architecture,
  params: {
    ...defaultsOf(TWO_PLAYER_PARAMS),
    batchSize: 32,
    zDim: Z_DIM,
    lrG: 2e-4,
    lrD: 2e-4,
    beta1: 0.5,
    beta2: 0.999,
  },
  source: () => syntheticSource(28, 1),
};
