// The conditional GAN: both players are told a class, so that G can be asked for one and D judges whether a sample is real and
// of it. Source: Mirza and Osindero 2014 (arXiv:1411.1784). Differs from the paper: its label branches and its SGD are the
// `paper` size; by default convolutional nets read the label at every layer.

import type { DataInfo } from '../../schema/data';
import type { ParamValues } from '../../schema/params';
import { defineArchitecture } from '../architecture';
import { whyWithoutClasses } from '../datasets/classes';
import { classControl } from '../latent/class-control';
import {
  CONDITIONAL_GAME_PARAMS,
  CONDITIONAL_SERIES,
  conditionalRules,
} from '../training/conditional-rules';
import { twoPlayerModel } from '../training/two-player';
import { TWO_PLAYER_PARAMS, zControl } from '../training/two-player-params';
import { twoPlayerSeries } from '../training/two-player-series';
import { classGrid } from '../views/class-grid';
import { featureMaps } from '../views/feature-maps';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { reals, samples } from '../views/samples';
import { categoryTheatre } from '../views/theatre';
import { BASE_PRESETS, whyNotBase } from './base-networks';
import {
  CONDITIONAL_NETWORK_PARAMS,
  conditionalDiscriminator,
  conditionalGenerator,
} from './conditional-networks';
import { SIZE } from './size-param';

const PARAMS = {
  size: SIZE,
  ...TWO_PLAYER_PARAMS,
  ...CONDITIONAL_NETWORK_PARAMS,
  ...CONDITIONAL_GAME_PARAMS,
} as const;

type Params = ParamValues<typeof PARAMS>;

const latents = (params: Params, data: DataInfo) => [zControl(params), classControl(data)] as const;

function viewsOf(params: Params, data: DataInfo) {
  const controls = latents(params, data);
  if (data.kind === 'points') {
    return [categoryTheatre(data.dim, controls), lossGradient, layerStatistics];
  }
  const maps = params.conditioning === 'branches' ? [] : [featureMaps];
  return [
    classGrid(controls),
    samples,
    reals,
    nearestNeighbours,
    ...maps,
    lossGradient,
    layerStatistics,
  ];
}

const NANO_BRANCHES = {
  branchZ: 16,
  branchLabelG: 32,
  jointG: 64,
  branchX: 32,
  branchLabelD: 8,
  jointD: 32,
  pieces: 2,
  piecesJoint: 2,
} as const;
const M_BRANCHES = {
  branchZ: 128,
  branchLabelG: 512,
  jointG: 512,
  branchX: 128,
  branchLabelD: 32,
  jointD: 128,
} as const;

/** Section 4.1; momentum and the end of the decay as in the code that it builds on, goodfeli/adversarial. */
const PAPER = {
  conditioning: 'branches',
  branchZ: 200,
  branchLabelG: 1000,
  jointG: 1200,
  dropoutG: 0.5,
  branchX: 240,
  branchLabelD: 50,
  jointD: 240,
  dropoutD: 0.5,
  pieces: 5,
  piecesJoint: 4,
  optimizer: 'sgd',
  lrG: 0.1,
  lrD: 0.1,
  lrDecay: 1.00004,
  momentum: 0.5,
  momentumFinal: 0.7,
  batchSize: 100,
  prior: 'uniform01',
} as const;

const { points, images } = BASE_PRESETS;

/** Without it D takes thousands of steps more to heed labels: what is real is easier to see than what is of a class. */
const SHOWN_WRONG = { mismatchWeight: 1 } as const;

export const cgan = defineArchitecture({
  id: 'cgan',
  label: 'CGAN',
  year: 2014,
  paper: {
    title: 'Conditional Generative Adversarial Nets',
    authors: 'Mirza, Osindero',
    arxiv: '1411.1784',
  },
  branch: 'latent',
  parents: ['gan'],
  summary:
    'Both players are told a class: G can be asked for one, and D lets a sample pass only as real and as what it was asked to be.',
  differences: [
    'By default convolutional nets read the label at every layer; the paper’s fully connected label branches are a setting, and the paper size uses them.',
    'Adam is the default; the paper’s SGD with momentum is a setting, and the paper size uses it.',
    'Pixels are in −1…1 instead of 0…1; the sigmoid output is rescaled.',
    'Wrong labels as further fakes are from a later paper (Reed et al. 2016); the smaller sizes use them on images, since D then learns sooner to heed labels.',
    'The experiment that tags photographs with words is not here.',
    'The Parzen-window likelihood of the paper is not computed.',
  ],
  params: PARAMS,
  presets: {
    points: {
      nano: { ...points.nano, ...NANO_BRANCHES },
      S: points.S,
      M: { ...points.M, ...M_BRANCHES },
      paper: { ...PAPER, zDim: 2 },
    },
    images: {
      nano: { ...images.nano, ...SHOWN_WRONG, ...NANO_BRANCHES },
      S: { ...images.S, ...SHOWN_WRONG },
      M: { ...images.M, ...SHOWN_WRONG, ...M_BRANCHES },
      paper: { ...PAPER, zDim: 100 },
    },
  },
  accepts: (data) => whyWithoutClasses(data) ?? whyNotBase(data) ?? true,
  latents,
  series: (params) => [...twoPlayerSeries(params), ...CONDITIONAL_SERIES],
  views: (params, data) => viewsOf(params, data).map(({ spec }) => spec),
  create: (data, params, context) =>
    twoPlayerModel({
      g: conditionalGenerator(data, params, context),
      d: conditionalDiscriminator(data, params, context),
      rules: conditionalRules({ latents: (now: Params) => latents(now, data) }),
      optimizer: params.optimizer,
      views: viewsOf(params, data),
    }),
});
