// rGAN: conditional GANs that learn from labels of which many are wrong. The way labels go wrong, a table T, stands between what G is
// asked for and what D is told (rcGAN), or between what a class head says and the labels (rAC-GAN).
// Sources: Kaneko, Ushiku and Harada 2019 (arXiv:1811.11165), takuhirok/rGAN; rcGAN also Thekumparampil et al. 2018
// (arXiv:1811.03205). Networks and games are those of cgan and acgan.

import type { Tensor } from '@tensorflow/tfjs-core';
import type { DataInfo } from '../../schema/data';
import type { ParamValues } from '../../schema/params';
import { type CreateContext, defineArchitecture, type Network } from '../architecture';
import { classNames, whyWithoutClasses } from '../datasets/classes';
import { heldOutOf, trainingRows } from '../datasets/held-out';
import { categoryPart } from '../latent/category-rows';
import { CLASS_ID, classControl } from '../latent/class-control';
import { sequential } from '../layers/sequential';
import { classLogitsOf } from '../training/class-head';
import { classHeadSeries } from '../training/class-head-rules';
import { CONDITIONAL_SERIES } from '../training/conditional-rules';
import {
  assumedTransition,
  dataTransition,
  LABEL_NOISE_PARAMS,
} from '../training/label-noise-params';
import { noiseOfImages } from '../training/noisy-labels';
import {
  channelIn,
  ROBUST_GAME_PARAMS,
  type RobustGame,
  robustRules,
} from '../training/robust-rules';
import {
  createTable,
  type Finding,
  foundChannel,
  TRANSITION_SERIES,
  transitionCompanion,
} from '../training/transition-companion';
import { type TwoPlayerGame, twoPlayerModel } from '../training/two-player';
import { TWO_PLAYER_PARAMS, zControl } from '../training/two-player-params';
import { twoPlayerSeries } from '../training/two-player-series';
import { classGrid } from '../views/class-grid';
import { classReading } from '../views/class-reading';
import { featureMaps } from '../views/feature-maps';
import { givenLabels } from '../views/given-labels';
import { heldOutConfusion } from '../views/held-out-confusion';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { requestedSeen } from '../views/requested-seen';
import { samples } from '../views/samples';
import { categoryTheatre } from '../views/theatre';
import { transitionTable } from '../views/transition-table';
import type { ViewDefinition } from '../views/view-definition';
import {
  BASE_PRESETS,
  baseInitializer,
  sampleShape,
  trunkLayers,
  whyNotBase,
} from './base-networks';
import { classHeadDiscriminator } from './class-head-networks';
import { conditionalDiscriminator, conditionalGenerator } from './conditional-networks';
import { SIZE } from './size-param';
import { asConditional, UNBRANCHED_PARAMS } from './unbranched-conditioning';

const PARAMS = {
  size: SIZE,
  ...TWO_PLAYER_PARAMS,
  ...UNBRANCHED_PARAMS,
  ...LABEL_NOISE_PARAMS,
  ...ROBUST_GAME_PARAMS,
} as const;

type Params = ParamValues<typeof PARAMS>;
type View = ViewDefinition<TwoPlayerGame, Params>;

const latents = (params: Params, data: DataInfo) => [zControl(params), classControl(data)] as const;

const findingOf = ({ modelNoise }: Params): Finding | null =>
  modelNoise === 'estimated' || modelNoise === 'learned' ? modelNoise : null;

/** What a run is made of besides its two players. */
interface Parts {
  readonly game: RobustGame<Params>;
  readonly source: CreateContext['source'];
}

const classesOf = (x: Tensor, game: TwoPlayerGame): Tensor => classLogitsOf(game.output(x));

function classHeadViews(params: Params, data: DataInfo, parts: () => Parts): readonly View[] {
  if (params.method === 'rcgan') return [];
  const names = classNames(data);
  const confusion = heldOutConfusion({
    id: 'classHead',
    label: 'Classes found by D',
    help: 'Shares of each class of the held-out samples, by their right labels, that D’s class head takes for which.',
    names,
    sampleShape: sampleShape(data),
    logits: classesOf,
    heldOut: () => heldOutOf(parts().source),
  });
  if (data.kind === 'points') return [confusion];
  const reading = classReading(
    names,
    [{ name: 'D', logits: classesOf }],
    'What both heads of D say of a picture: the probability of each class, and the verdict whether it is real.',
  );
  return [confusion, reading];
}

/** @param parts called when a view is drawn; the list of views is needed before there is a run */
function viewsOf(params: Params, data: DataInfo, parts: () => Parts): readonly View[] {
  const controls = latents(params, data);
  const tables = {
    names: classNames(data),
    table: (now: Params) => channelIn(parts().game, now).table,
  };
  const noise: readonly View[] = [
    requestedSeen<Params>(categoryPart(controls, CLASS_ID), tables),
    transitionTable<Params>(tables),
  ];
  const heads = classHeadViews(params, data, parts);
  if (data.kind === 'points') {
    return [categoryTheatre(data.dim, controls), ...noise, ...heads, lossGradient, layerStatistics];
  }
  return [
    classGrid(controls),
    ...noise,
    givenLabels<Params>(() => parts().game.own),
    ...heads,
    samples,
    nearestNeighbours,
    featureMaps,
    lossGradient,
    layerStatistics,
  ];
}

const notYet = (): never => {
  throw new Error('there is no run yet');
};

/** C: a trunk like D's, and the logits of the classes. */
function classifier(data: DataInfo, params: Params, context: CreateContext): Network {
  return sequential({
    name: 'C',
    inputShape: sampleShape(data),
    layers: [
      ...trunkLayers(data, params),
      { kind: 'dense', units: classNames(data).length, bias: true },
    ],
    initializer: baseInitializer(data),
    random: context.random,
    purpose: context.purpose,
  });
}

function create(data: DataInfo, params: Params, context: CreateContext) {
  const classes = classNames(data).length;
  // Tables that do not fit are refused before anything is built.
  dataTransition(params, classes);
  assumedTransition(params, classes);
  const conditional = asConditional(params);
  const g = conditionalGenerator(data, conditional, context);
  const d =
    params.method === 'rcgan'
      ? conditionalDiscriminator(data, conditional, context)
      : classHeadDiscriminator(data, params, context);
  const finding = findingOf(params);
  const c = finding === null ? null : classifier(data, params, context);
  if (c !== null && finding !== null) createTable(c, finding, classes);
  const game: RobustGame<Params> = {
    latents: (now) => latents(now, data),
    classes,
    own: noiseOfImages(context.source, context.seed),
    found: c === null || finding === null ? null : () => foundChannel(c, finding),
  };
  return twoPlayerModel<Params>({
    g,
    d,
    rules: robustRules(params.method, game),
    optimizer: params.optimizer,
    views: viewsOf(params, data, () => ({ game, source: context.source })),
    ...(c === null || finding === null
      ? {}
      : { companions: { C: transitionCompanion<Params>(c, finding, classes) } }),
  });
}

/** Our bodies instead of residual nets, with the rates and weights of takuhirok/rGAN scripts/train.sh. */
const PAPER = {
  loss: 'hinge',
  lrG: 2e-4,
  lrD: 2e-4,
  beta1: 0,
  beta2: 0.9,
  nCritic: 5,
  lambdaG: 0.1,
} as const;

/** As in cgan: without it D takes thousands of steps to heed labels of images, of noisy ones more still. */
const SHOWN_WRONG = { mismatchWeight: 1 } as const;

const { points, images } = BASE_PRESETS;

export const rgan = defineArchitecture({
  id: 'rgan',
  label: 'rGAN',
  year: 2019,
  paper: {
    title: 'Label-Noise Robust Generative Adversarial Networks',
    authors: 'Kaneko, Ushiku, Harada',
    arxiv: '1811.11165',
  },
  branch: 'latent',
  parents: ['cgan', 'acgan'],
  summary:
    'Half of the labels may be wrong: knowing how labels go wrong, it learns to make the true class all the same, where a plain conditional GAN makes mixtures.',
  differences: [
    'Networks are those of our CGAN and AC-GAN instead of residual nets; D is told the class at every layer instead of by projection.',
    'Finding T is from other papers (Patrini et al. 2017, Thekumparampil et al. 2018): anchors are the surest samples of each batch, averaged over batches.',
    'Asymmetric noise takes every class for the next one; pairs such as cats and dogs can be written down.',
    'By default G is asked for every class equally often and labels of fakes are drawn, as in the paper’s text; the authors’ code pairs them with real labels, which is a setting.',
    'In rcGAN the smaller sizes show D real images with other labels than they came with (Reed et al. 2016), so that it learns sooner to heed labels.',
    'A part of the images is held out to measure the class head.',
  ],
  params: PARAMS,
  presets: {
    points: { ...points, paper: { ...PAPER, zDim: 2, hidden: 128, layers: 3 } },
    images: {
      nano: { ...images.nano, ...SHOWN_WRONG },
      S: { ...images.S, ...SHOWN_WRONG },
      M: { ...images.M, ...SHOWN_WRONG },
      paper: { ...PAPER, zDim: 128, ch: 64, batchSize: 64 },
    },
  },
  accepts: (data) => whyWithoutClasses(data) ?? whyNotBase(data) ?? true,
  trainingRows,
  latents,
  series: (params, data) => [
    ...twoPlayerSeries(params),
    ...(params.method === 'rcgan' ? CONDITIONAL_SERIES : classHeadSeries(classNames(data).length)),
    ...(findingOf(params) === null ? [] : TRANSITION_SERIES),
  ],
  views: (params, data) => viewsOf(params, data, notYet).map(({ spec }) => spec),
  create,
});
