// DCGAN: strided convolutions, batch norm nearly everywhere, ReLU in G, leaky ReLU in D, Adam with a low β1.
// Source: Radford, Metz and Chintala 2015 (arXiv:1511.06434); Newmu/dcgan_code faces/train_uncond_dcgan.py.
// Differs from the paper: kernels of 4 instead of 5 (a kernel that the stride divides makes less of a checkerboard), image
// sides of 28, 32 and 64, no weight decay. The 28-pixel chain 7 → 14 → 28 follows the same rules.

import type { DataInfo, ImagesInfo } from '../../schema/data';
import { choice, integer, number, type ParamValues, toggle } from '../../schema/params';
import { type CreateContext, defineArchitecture, type Network } from '../architecture';
import { DCGAN_INITIALIZER } from '../layers/initializers';
import { type LayerSpec, sequential } from '../layers/sequential';
import { plainRules } from '../training/game-rules';
import { twoPlayerModel } from '../training/two-player';
import { TWO_PLAYER_PARAMS, zAlone } from '../training/two-player-params';
import { twoPlayerSeries } from '../training/two-player-series';
import { featureMaps } from '../views/feature-maps';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { reals, samples } from '../views/samples';
import { downChain, upChain, whyNoChain } from './image-chains';
import { SIZE } from './size-param';

const PARAMS = {
  size: SIZE,
  ...TWO_PLAYER_PARAMS,
  ch: integer({
    label: 'Base width',
    help: 'Channels of the map next to the image; each stage deeper has twice as many.',
    group: 'model',
    default: 32,
    min: 2,
    max: 256,
    scale: 'log',
    paper: '128',
  }),
  kernel: choice({
    label: 'Kernel',
    help: 'Side of the convolution windows; 5 is the paper’s, 4 leaves fewer checkerboards.',
    group: 'model',
    live: false,
    options: [
      { id: '4', label: '4 × 4' },
      { id: '5', label: '5 × 5' },
    ],
    default: '4',
    paper: '5 × 5',
  }),
  upBlock: choice({
    label: 'Upsampling in G',
    help: 'Transposed convolution, or copying each pixel into a 2 × 2 block before a 3 × 3 convolution.',
    group: 'generator',
    live: false,
    options: [
      { id: 'convTranspose', label: 'Transposed convolution' },
      { id: 'nearest', label: 'Nearest neighbour + convolution' },
    ],
    default: 'convTranspose',
  }),
  batchNormG: toggle({
    label: 'Batch norm in G',
    help: 'Normalises each channel over the batch; without it deep generators tend to collapse.',
    group: 'generator',
    live: false,
    default: true,
  }),
  batchNormD: toggle({
    label: 'Batch norm in D',
    help: 'In every layer of D but the first.',
    group: 'discriminator',
    live: false,
    default: true,
  }),
  batchNormFirstD: toggle({
    label: 'Batch norm in D’s first layer',
    help: 'Against the paper’s advice: D can then no longer see how bright a batch is. Try it and watch.',
    group: 'discriminator',
    live: false,
    default: false,
    paper: 'off',
  }),
  slope: number({
    label: 'Leak of D',
    help: 'Slope of leaky ReLU for negative input.',
    group: 'discriminator',
    live: false,
    default: 0.2,
    min: 0,
    max: 1,
    paper: '0.2',
  }),
} as const;

type Params = ParamValues<typeof PARAMS>;

const imagesOnly = (data: DataInfo): ImagesInfo => {
  if (data.kind !== 'images') throw new Error('DCGAN was given points');
  return data;
};

/** z → the smallest maps, then doublings with half the channels each, down to the image. */
function generator(data: ImagesInfo, params: Params, context: CreateContext): Network {
  const up = (filters: number, bias: boolean): LayerSpec[] =>
    params.upBlock === 'nearest'
      ? [{ kind: 'upsample' }, { kind: 'conv', filters, kernel: 3, stride: 1, bias }]
      : [{ kind: 'convTranspose', filters, kernel: Number(params.kernel), bias }];
  return sequential({
    name: 'G',
    inputShape: [params.zDim],
    layers: upChain(data, { ch: params.ch, batchNorm: params.batchNormG, up }),
    initializer: DCGAN_INITIALIZER,
    random: context.random,
    purpose: context.purpose,
  });
}

/** The mirror image: halvings with twice the channels each, then one logit. */
function discriminator(data: ImagesInfo, params: Params, context: CreateContext): Network {
  const maps = downChain(data, {
    ch: params.ch,
    kernel: Number(params.kernel),
    slope: params.slope,
    batchNorm: { first: params.batchNormFirstD, others: params.batchNormD },
  });
  return sequential({
    name: 'D',
    inputShape: [data.size, data.size, data.channels],
    layers: [...maps, { kind: 'dense', units: 1, bias: true }],
    initializer: DCGAN_INITIALIZER,
    random: context.random,
    purpose: context.purpose,
  });
}

/** Small nets see digits after some hundred steps at these rates; the paper's 2e-4 takes a few times as long. */
const BRISK = { lrG: 5e-4, lrD: 3e-4, gEma: true } as const;

const VIEWS = [samples, reals, nearestNeighbours, featureMaps, lossGradient, layerStatistics];

export const dcgan = defineArchitecture({
  id: 'dcgan',
  label: 'DCGAN',
  year: 2015,
  paper: {
    title:
      'Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks',
    authors: 'Radford, Metz, Chintala',
    arxiv: '1511.06434',
  },
  branch: 'network',
  parents: ['gan'],
  summary:
    'A recipe that makes convolutional GANs trainable: strided convolutions, batch norm, ReLU and leaky ReLU, a calm Adam.',
  differences: [
    'Kernels are 4 × 4 by default; the paper’s 5 × 5 is a setting.',
    'The smaller sizes learn faster than the paper’s 0.0002 and keep a moving average of G.',
    'Images are 28, 32 or 64 pixels wide; the 28-pixel chain starts at 7 × 7.',
    'The official code’s weight decay is left out.',
  ],
  params: PARAMS,
  presets: {
    images: {
      nano: { ...BRISK, ch: 8, zDim: 32, batchSize: 16 },
      S: { ...BRISK, ch: 16, zDim: 64, batchSize: 32 },
      M: { ...BRISK, ch: 32, zDim: 100, batchSize: 64 },
      paper: { ch: 128, kernel: '5', prior: 'uniform', batchSize: 128 },
    },
  },
  accepts(data) {
    if (data.kind !== 'images') return 'it convolves over images, and these are points.';
    return whyNoChain(data) ?? true;
  },
  latents: zAlone,
  series: twoPlayerSeries,
  views: () => VIEWS.map(({ spec }) => spec),
  create: (data, params, context) =>
    twoPlayerModel({
      g: generator(imagesOnly(data), params, context),
      d: discriminator(imagesOnly(data), params, context),
      rules: plainRules(zAlone),
      optimizer: params.optimizer,
      views: VIEWS,
    }),
});
