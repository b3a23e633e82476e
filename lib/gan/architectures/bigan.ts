// BiGAN: an encoder E beside G, and a D that judges pairs. To be indistinguishable as pairs, (x, E(x)) and (G(z), z), E and G
// must invert each other, although nothing measures what comes back.
// Source: Donahue, Krähenbühl and Darrell 2017 (arXiv:1605.09782); jeffdonahue/bigan. The same idea: Dumoulin et al. 2017
// (arXiv:1606.00704).

import type { DataInfo } from '../../schema/data';
import type { ParamValues } from '../../schema/params';
import { defineArchitecture } from '../architecture';
import { encoderModel } from '../training/encoder-game';
import { ENCODER_PARAMS } from '../training/encoder-params';
import { encoderSeries } from '../training/encoder-series';
import { TWO_PLAYER_PARAMS, zAlone } from '../training/two-player-params';
import { betweenReals } from '../views/between-reals';
import { cycles, latentMoments } from '../views/cycles';
import { encoderNeighbours } from '../views/encoder-neighbours';
import { featureMaps } from '../views/feature-maps';
import { inversion } from '../views/inversion';
import { latentScatter } from '../views/latent-scatter';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { pointReconstructions } from '../views/point-reconstructions';
import { reconstructions } from '../views/reconstructions';
import { reals, samples } from '../views/samples';
import { theatre, theatre1d } from '../views/theatre';
import { BASE_PRESETS, whyNotBase } from './base-networks';
import {
  PAIR_NETWORK_PARAMS,
  pairDiscriminator,
  pairEncoder,
  pairGenerator,
} from './pair-networks';
import { SIZE } from './size-param';

const PARAMS = {
  size: SIZE,
  ...ENCODER_PARAMS,
  ...TWO_PLAYER_PARAMS,
  updateOrder: { ...TWO_PLAYER_PARAMS.updateOrder, default: 'simultaneous' },
  prior: { ...TWO_PLAYER_PARAMS.prior, default: 'uniform' },
  ...PAIR_NETWORK_PARAMS,
} as const;

type Params = ParamValues<typeof PARAMS>;

const viewsOf = (params: Params, data: DataInfo) => {
  const numbers = [latentScatter, cycles, latentMoments, lossGradient, layerStatistics];
  if (data.kind === 'points') {
    return data.dim === 1 ? [theatre1d, ...numbers] : [theatre, pointReconstructions, ...numbers];
  }
  const maps = params.net === 'dense' ? [] : [featureMaps];
  const neighbours = [encoderNeighbours, nearestNeighbours];
  return [
    reconstructions,
    samples,
    inversion,
    betweenReals,
    reals,
    ...neighbours,
    ...maps,
    ...numbers,
  ];
};

/** train_mnist.sh; the weight decay and the fall of the learning rate after epoch 200 are left out. */
const PAPER = {
  net: 'dense',
  units: 1024,

  zIntoG: 'every',
  zDim: 50,
  batchSize: 128,
} as const;

const { points, images } = BASE_PRESETS;
/** The paper’s: more of z helps neighbours by E(x), less of it comes back sooner. */
const IMAGES = { zDim: 50 } as const;
const POINTS = { zIntoD: 'every' } as const;

export const bigan = defineArchitecture({
  id: 'bigan',
  label: 'BiGAN',
  year: 2016,
  paper: {
    title: 'Adversarial Feature Learning',
    authors: 'Donahue, Krähenbühl, Darrell',
    arxiv: '1605.09782',
  },
  branch: 'latent',
  parents: ['gan'],
  summary:
    'An encoder learns beside G to turn samples back into latents, only because D judges pairs: sample and latent must belong together.',
  differences: [
    'Convolutional nets are the default; the fully connected ones of the digits experiment are a setting, and the paper size uses them.',
    'Losses are sums over both kinds of pairs where the official code halves them; Adam does not mind.',
    'Batch norm keeps its gain and shift, and layers without it have biases; the code of the digits experiment has neither.',
    'Weight decay and the fall of the learning rate in the second half of training are left out.',
    'Pixels are in −1…1 instead of 0…1; the sigmoid output is rescaled.',
    'Gradient penalties, where they are switched on, look at the slope of D in x alone.',
    'The nets for photographs and the tests of what they have learned are not here.',
  ],
  params: PARAMS,
  presets: {
    points: {
      nano: { ...points.nano, ...POINTS },
      S: { ...points.S, ...POINTS },
      M: { ...points.M, ...POINTS },
      paper: { ...PAPER, ...POINTS, zDim: 2, hidden: 1024 },
    },
    images: {
      nano: { ...images.nano, ...IMAGES, zDim: 16 },
      S: { ...images.S, ...IMAGES },
      M: { ...images.M, ...IMAGES },
      paper: PAPER,
    },
  },
  accepts: (data) => whyNotBase(data) ?? true,
  latents: zAlone,
  series: encoderSeries,
  views: (params, data) => viewsOf(params, data).map(({ spec }) => spec),
  create: (data, params, context) =>
    encoderModel({
      g: pairGenerator(data, params, context),
      e: pairEncoder(data, params, context),
      d: pairDiscriminator(data, params, context),
      params,
      latents: zAlone,
      views: viewsOf(params, data),
    }),
});
