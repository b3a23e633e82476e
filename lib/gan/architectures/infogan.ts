// InfoGAN: part of G's input is a code that a second head of D, Q, has to read off the sample, so that the code comes to mean
// something about it; no label says what. Source: Chen et al. 2016 (arXiv:1606.03657); numbers of the `paper` size from
// openai/InfoGAN launchers/run_mnist_exp.py. Differs from the paper: the bound is the true one, small sizes have narrower
// layers.

import type { DataInfo } from '../../schema/data';
import type { ParamValues } from '../../schema/params';
import { defineArchitecture } from '../architecture';
import { classNames } from '../datasets/classes';
import { CODE_PARAMS, codeControls } from '../latent/code-controls';
import { readParts } from '../training/information-bound';
import {
  INFORMATION_PARAMS,
  informationRules,
  informationSeries,
  Q_FROM,
} from '../training/information-rules';
import { twoPlayerModel } from '../training/two-player';
import { TWO_PLAYER_PARAMS, zControl } from '../training/two-player-params';
import { twoPlayerSeries } from '../training/two-player-series';
import { codePaths } from '../views/code-paths';
import { codeReading } from '../views/code-reading';
import { codeSweep } from '../views/code-sweep';
import { codeTable } from '../views/code-table';
import { featureMaps } from '../views/feature-maps';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { reals, samples } from '../views/samples';
import { categoryTheatre, theatre, theatre1d } from '../views/theatre';
import { BASE_PRESETS, sampleShape, whyNotBase } from './base-networks';
import { CODE_NETWORK_PARAMS, codeGenerator, readingDiscriminator } from './code-networks';
import { SIZE } from './size-param';

const PARAMS = {
  size: SIZE,
  ...TWO_PLAYER_PARAMS,
  ...CODE_PARAMS,
  ...CODE_NETWORK_PARAMS,
  ...INFORMATION_PARAMS,
} as const;

type Params = ParamValues<typeof PARAMS>;

/** z first, so that G's inputs from there on are the codes. */
const latents = (params: Params) => [zControl(params), ...codeControls(params)];

const plainTheatre = (dim: 1 | 2) => (dim === 1 ? theatre1d : theatre);

function viewsOf(params: Params, data: DataInfo) {
  const controls = latents(params);
  const parts = readParts(controls, params.sigma, Q_FROM);
  const codes = codeControls(params);
  const category = codes.find(({ kind }) => kind === 'category');
  const table =
    category !== undefined && classNames(data).length > 1
      ? [codeTable(data, sampleShape(data), parts)]
      : [];
  if (data.kind === 'points') {
    return [
      category === undefined
        ? plainTheatre(data.dim)
        : categoryTheatre(data.dim, controls, category.id),
      ...(params.continuousCodes > 0 ? [codePaths(controls)] : []),
      ...table,
      lossGradient,
      layerStatistics,
    ];
  }
  return [
    ...(codes.length > 0 ? [codeSweep(controls)] : []),
    samples,
    reals,
    ...(codes.length > 0 ? [codeReading(parts, params.sigma)] : []),
    ...table,
    nearestNeighbours,
    ...(params.qPlace === 'apart' ? [] : [featureMaps]),
    lossGradient,
    layerStatistics,
  ];
}

/** As many categories as the ring has clouds. */
const OF_POINTS = { categories: 8, continuousCodes: 1 } as const;

/** Of the official code. With a faster D and batch norm in it, G can stay for long with pictures that only D's borders betray. */
const RATES = { lrG: 1e-3, lrD: 2e-4 } as const;

/** Of the official code's run on digits. */
const PAPER = {
  ...RATES,
  batchSize: 128,
  prior: 'uniform',
} as const;

const { points, images } = BASE_PRESETS;

export const infogan = defineArchitecture({
  id: 'infogan',
  label: 'InfoGAN',
  year: 2016,
  paper: {
    title:
      'InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets',
    authors: 'Chen, Duan, Houthooft, Schulman, Sutskever, Abbeel',
    arxiv: '1606.03657',
  },
  branch: 'latent',
  parents: ['gan'],
  summary:
    'G gets a code beside its noise, and a reader Q must recover it from the sample: the code comes to mean something, and no label says what.',
  differences: [
    'The curves show the true lower bound of the mutual information; the official code reports more, since it scores codes drawn evenly from a range by a normal law.',
    'Pixels are in −1…1 instead of 0…1; G ends in tanh.',
    'D’s leak is 0.2 instead of 0.1.',
    'Kernels, maps and their start are those of our DCGAN; sizes below the paper’s have fewer fully connected units.',
  ],
  params: PARAMS,
  presets: {
    points: {
      nano: { ...points.nano, ...OF_POINTS },
      S: { ...points.S, ...OF_POINTS },
      M: { ...points.M, ...OF_POINTS, qHidden: 64 },
      paper: { ...points.M, ...PAPER, ...OF_POINTS, qHidden: 128 },
    },
    images: {
      // So small a D needs its eye for how bright a batch is.
      nano: { ...images.nano, ...RATES, fullyConnected: 128, qHidden: 16, batchNormD: false },
      S: { ...images.S, ...RATES, fullyConnected: 256 },
      M: { ...images.M, ...RATES, fullyConnected: 512, qHidden: 64 },
      paper: { ...PAPER, ch: 64, zDim: 62, fullyConnected: 1024, qHidden: 128 },
    },
  },
  accepts: (data) => whyNotBase(data) ?? true,
  latents,
  series: (params) => [...twoPlayerSeries(params), ...informationSeries(params)],
  views: (params, data) => viewsOf(params, data).map(({ spec }) => spec),
  create: (data, params, context) => {
    const controls = latents(params);
    return twoPlayerModel({
      g: codeGenerator(data, params, controls, context),
      d: readingDiscriminator(data, params, controls, context),
      rules: informationRules(latents),
      optimizer: params.optimizer,
      views: viewsOf(params, data),
    });
  },
});
