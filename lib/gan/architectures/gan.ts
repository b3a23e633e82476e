// The original GAN on points and on images: fully connected nets, maxout or rectifier, the minimax game and its
// non-saturating form. Source: Goodfellow et al. 2014 (arXiv:1406.2661); layers and numbers of the `paper` size from
// goodfeli/adversarial mnist.yaml. Differs from the paper: Adam is the default, the SGD of the paper is a setting.

import type { DataInfo } from '../../schema/data';
import { choice, integer, number, type ParamValues, toggle } from '../../schema/params';
import { type CreateContext, defineArchitecture, type Network } from '../architecture';
import { imageRows } from '../datasets/batches';
import type { ImageSource } from '../datasets/source';
import type { Initializer } from '../layers/initializers';
import { sizeOf } from '../layers/layer';
import { type LayerSpec, sequential } from '../layers/sequential';
import { plainRules } from '../training/game-rules';
import { twoPlayerModel } from '../training/two-player';
import { TWO_PLAYER_PARAMS, zAlone } from '../training/two-player-params';
import { twoPlayerSeries } from '../training/two-player-series';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { reals, samples } from '../views/samples';
import { theatre, theatre1d } from '../views/theatre';
import { SIZE } from './size-param';

const LEAKY_SLOPE = 0.2;

const PARAMS = {
  size: SIZE,
  ...TWO_PLAYER_PARAMS,
  init: choice({
    label: 'Initial weights',
    help: 'The law that weights are drawn from before training.',
    group: 'model',
    live: false,
    options: [
      { id: 'he', label: 'He: by the width of the layer' },
      { id: 'paper', label: 'Paper: uniform ±0.05 in G, ±0.005 in D' },
    ],
    default: 'he',
    paper: 'uniform ±0.05 in G, ±0.005 in D',
  }),
  hiddenG: integer({
    label: 'Width of G',
    help: 'Units in each hidden layer of G.',
    group: 'generator',
    default: 256,
    min: 4,
    max: 4096,
    scale: 'log',
    paper: '1200',
  }),
  layersG: integer({
    label: 'Hidden layers of G',
    help: 'More layers bend the latent space more.',
    group: 'generator',
    default: 2,
    min: 1,
    max: 6,
    paper: '2',
  }),
  activationG: choice({
    label: 'Activation of G',
    help: 'What each hidden unit of G does with its sum.',
    group: 'generator',
    live: false,
    options: [
      { id: 'relu', label: 'ReLU' },
      { id: 'leakyRelu', label: 'Leaky ReLU' },
      { id: 'tanh', label: 'tanh' },
    ],
    default: 'relu',
    paper: 'ReLU',
  }),
  batchNormG: toggle({
    label: 'Batch norm in G',
    help: 'Not in the paper; later versions put it after each hidden layer.',
    group: 'generator',
    live: false,
    default: false,
  }),
  outputG: choice({
    label: 'Output of G',
    help: 'How image values are kept in range; points have a linear output.',
    group: 'generator',
    live: false,
    options: [
      { id: 'tanh', label: 'tanh' },
      { id: 'sigmoidToUnit', label: 'Sigmoid, rescaled to −1…1' },
    ],
    default: 'tanh',
    paper: 'sigmoid, pixels in 0…1',
  }),
  meanBias: toggle({
    label: 'Start at the mean image',
    help: 'G’s output bias starts so that the first samples look like the average training image.',
    group: 'generator',
    live: false,
    default: false,
    paper: 'on',
  }),
  hiddenD: integer({
    label: 'Width of D',
    help: 'Units in each hidden layer of D.',
    group: 'discriminator',
    default: 256,
    min: 4,
    max: 4096,
    scale: 'log',
    paper: '240',
  }),
  layersD: integer({
    label: 'Hidden layers of D',
    help: 'More layers let D draw more complicated borders.',
    group: 'discriminator',
    default: 2,
    min: 1,
    max: 6,
    paper: '2',
  }),
  activationD: choice({
    label: 'Activation of D',
    help: 'Maxout takes the largest of several sums: a learned convex activation.',
    group: 'discriminator',
    live: false,
    options: [
      { id: 'leakyRelu', label: 'Leaky ReLU' },
      { id: 'relu', label: 'ReLU' },
      { id: 'maxout', label: 'Maxout' },
      { id: 'tanh', label: 'tanh' },
    ],
    default: 'leakyRelu',
    paper: 'maxout',
  }),
  maxoutPieces: integer({
    label: 'Maxout pieces',
    help: 'How many sums each maxout unit chooses from.',
    group: 'discriminator',
    default: 5,
    min: 2,
    max: 10,
    visibleWhen: { activationD: ['maxout'] },
    paper: '5',
  }),
  dropoutInput: number({
    label: 'Dropout at D’s input',
    help: 'Share of pixels hidden from D at random.',
    group: 'discriminator',
    live: false,
    default: 0,
    min: 0,
    max: 0.9,
    paper: '0.2',
  }),
  dropoutHidden: number({
    label: 'Dropout in D',
    help: 'Share of D’s hidden units switched off at random.',
    group: 'discriminator',
    live: false,
    default: 0,
    min: 0,
    max: 0.9,
    paper: '0.5',
  }),
} as const;

type Params = ParamValues<typeof PARAMS>;

/** goodfeli/adversarial mnist.yaml. */
const PAPER_LIMIT_G = 0.05;
const PAPER_LIMIT_D = 0.005;

const initializer = (params: Params, limit: number): Initializer =>
  params.init === 'paper' ? { kind: 'uniform', limit } : { kind: 'he' };

const dataShape = (data: DataInfo): readonly number[] =>
  data.kind === 'points' ? [data.dim] : [data.size, data.size, data.channels];

/** Images that the mean is taken over; more would not change it visibly. */
const MEAN_IMAGES = 2000;
/** Keeps the inverse of the output activation finite where every training pixel is black. */
const MEAN_MARGIN = 0.02;

/** The output bias for which G's first samples are the average training image. */
function meanImageBias(output: Params['outputG'], source: ImageSource): Float32Array {
  const count = Math.min(MEAN_IMAGES, source.count);
  const { values } = imageRows(
    source,
    Int32Array.from({ length: count }, (_, i) => i),
  );
  const area = values.length / count;
  return Float32Array.from({ length: area }, (_, pixel) => {
    let mean = 0;
    for (let i = 0; i < count; i++) mean += (values[i * area + pixel] ?? 0) / count;
    const inside = Math.min(1 - MEAN_MARGIN, Math.max(MEAN_MARGIN - 1, mean));
    // logit((x + 1) / 2) = 2 artanh(x)
    return output === 'tanh' ? Math.atanh(inside) : 2 * Math.atanh(inside);
  });
}

function generator(data: DataInfo, params: Params, context: CreateContext): Network {
  const hidden = Array.from({ length: params.layersG }, (): LayerSpec[] => [
    { kind: 'dense', units: params.hiddenG, bias: !params.batchNormG },
    ...(params.batchNormG ? [{ kind: 'batchNorm' as const }] : []),
    { kind: 'activation', activation: params.activationG, slope: LEAKY_SLOPE },
  ]).flat();
  const shape = dataShape(data);
  const { source } = context;
  return sequential({
    name: 'G',
    inputShape: [params.zDim],
    layers: [
      ...hidden,
      {
        kind: 'dense',
        units: sizeOf(shape),
        bias: true,
        ...(source.kind === 'images' && params.meanBias
          ? { initialBias: () => meanImageBias(params.outputG, source) }
          : {}),
      },
      ...(data.kind === 'images'
        ? [
            { kind: 'activation' as const, activation: params.outputG, slope: 0 },
            { kind: 'reshape' as const, shape },
          ]
        : []),
    ],
    initializer: initializer(params, PAPER_LIMIT_G),
    random: context.random,
    purpose: context.purpose,
  });
}

function discriminator(data: DataInfo, params: Params, context: CreateContext): Network {
  const hidden = (): LayerSpec[] =>
    params.activationD === 'maxout'
      ? [{ kind: 'maxout', units: params.hiddenD, pieces: params.maxoutPieces }]
      : [
          { kind: 'dense', units: params.hiddenD, bias: true },
          { kind: 'activation', activation: params.activationD, slope: LEAKY_SLOPE },
        ];
  return sequential({
    name: 'D',
    inputShape: dataShape(data),
    layers: [
      ...(params.dropoutInput > 0 ? [{ kind: 'dropout' as const, rate: params.dropoutInput }] : []),
      ...Array.from({ length: params.layersD }, () => [
        ...hidden(),
        ...(params.dropoutHidden > 0
          ? [{ kind: 'dropout' as const, rate: params.dropoutHidden }]
          : []),
      ]).flat(),
      { kind: 'dense', units: 1, bias: true },
    ],
    initializer: initializer(params, PAPER_LIMIT_D),
    random: context.random,
    purpose: context.purpose,
  });
}

const viewsOf = (data: DataInfo) =>
  data.kind === 'images'
    ? [samples, reals, nearestNeighbours, lossGradient, layerStatistics]
    : [data.dim === 1 ? theatre1d : theatre, lossGradient, layerStatistics];

const POINTS = {
  zDim: 2,
  lrG: 1e-3,
  lrD: 1e-3,
  layersG: 3,
  layersD: 3,
  batchSize: 256,
  gEma: true,
} as const;

/** goodfeli/adversarial mnist.yaml. */
const PAPER = {
  optimizer: 'sgd',
  lrG: 0.1,
  lrD: 0.1,
  batchSize: 100,
  updateOrder: 'simultaneous',
  init: 'paper',
  activationD: 'maxout',
  maxoutPieces: 5,
  dropoutInput: 0.2,
  dropoutHidden: 0.5,
  prior: 'uniformUnitVariance',
} as const;

export const gan = defineArchitecture({
  id: 'gan',
  label: 'GAN',
  year: 2014,
  paper: {
    title: 'Generative Adversarial Networks',
    authors: 'Goodfellow, Pouget-Abadie, Mirza, Xu, Warde-Farley, Ozair, Courville, Bengio',
    arxiv: '1406.2661',
  },
  branch: 'network',
  parents: [],
  summary:
    'A generator turns noise into samples; its only teacher is a discriminator that learns to tell them from real data.',
  differences: [
    'Adam is the default; the paper’s SGD with momentum is a setting, and the paper size uses it.',
    'Pixels are in −1…1 instead of 0…1; the sigmoid output is rescaled.',
    'The convolutional generator of the CIFAR-10 experiment is not here; see DCGAN.',
    'The Parzen-window likelihood of the paper is not computed.',
  ],
  params: PARAMS,
  presets: {
    points: {
      nano: { ...POINTS, hiddenG: 32, hiddenD: 32, layersG: 2, layersD: 2, batchSize: 64 },
      S: { ...POINTS, hiddenG: 64, hiddenD: 64 },
      M: { ...POINTS, hiddenG: 128, hiddenD: 128 },
      paper: { ...PAPER, zDim: 2, hiddenG: 1200, hiddenD: 240, init: 'he' },
    },
    images: {
      nano: { zDim: 32, hiddenG: 64, hiddenD: 64, batchSize: 32 },
      S: { hiddenG: 256, hiddenD: 256 },
      M: { hiddenG: 512, hiddenD: 512 },
      paper: { ...PAPER, hiddenG: 1200, hiddenD: 240, outputG: 'sigmoidToUnit', meanBias: true },
    },
  },
  accepts: (data) =>
    data.kind === 'points' || data.size <= 64
      ? true
      : `its fully connected nets take images of at most 64 × 64, and these are ${data.size} × ${data.size}.`,
  latents: zAlone,
  series: twoPlayerSeries,
  views: (_params, data) => viewsOf(data).map(({ spec }) => spec),
  create: (data, params, context) =>
    twoPlayerModel({
      g: generator(data, params, context),
      d: discriminator(data, params, context),
      rules: plainRules(zAlone),
      optimizer: params.optimizer,
      views: viewsOf(data),
    }),
});
