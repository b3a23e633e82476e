// AC-GAN: G is asked for a class and D, which is never told it, has to find it out by a second head. Both profit when it can be
// read, so G learns to make what it was asked for, and sometimes caricatures of it.
// Source: Odena, Olah and Shlens 2017 (arXiv:1610.09585), appendix A for CIFAR-10. No official code is known.
// Differs from the paper: the bodies are the common ones (base-networks.ts), so D is not six layers deep and its activations
// get no noise.

import type { Tensor } from '@tensorflow/tfjs-core';
import type { DataInfo } from '../../schema/data';
import type { ParamValues } from '../../schema/params';
import { defineArchitecture } from '../architecture';
import { classNames, whyWithoutClasses } from '../datasets/classes';
import { heldOutOf, trainingRows } from '../datasets/held-out';
import type { DataSource } from '../datasets/source';
import { classControl } from '../latent/class-control';
import { classLogitsOf } from '../training/class-head';
import { CLASS_HEAD_PARAMS, classHeadRules, classHeadSeries } from '../training/class-head-rules';
import { type TwoPlayerGame, twoPlayerModel } from '../training/two-player';
import { TWO_PLAYER_PARAMS, type TwoPlayerParams, zControl } from '../training/two-player-params';
import { twoPlayerSeries } from '../training/two-player-series';
import { classGrid } from '../views/class-grid';
import { classReading } from '../views/class-reading';
import { featureMaps } from '../views/feature-maps';
import { heldOutConfusion } from '../views/held-out-confusion';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { reals, samples } from '../views/samples';
import { categoryTheatre } from '../views/theatre';
import type { ViewDefinition } from '../views/view-definition';
import { BASE_PRESETS, sampleShape, whyNotBase } from './base-networks';
import { classHeadDiscriminator } from './class-head-networks';
import { conditionalGenerator } from './conditional-networks';
import { SIZE } from './size-param';
import { asConditional, UNBRANCHED_PARAMS } from './unbranched-conditioning';

const PARAMS = {
  size: SIZE,
  ...TWO_PLAYER_PARAMS,
  ...UNBRANCHED_PARAMS,
  conditioning: {
    ...UNBRANCHED_PARAMS.conditioning,
    help: 'How G is told the class; D never is.',
    default: 'concat',
    paper: 'beside the input, as it is',
  },
  dropoutD: { ...UNBRANCHED_PARAMS.dropoutD, paper: '0.5' },
  ...CLASS_HEAD_PARAMS,
} as const;

type Params = ParamValues<typeof PARAMS>;

const latents = (params: Params, data: DataInfo) => [zControl(params), classControl(data)] as const;

const classesOf = (x: Tensor, game: TwoPlayerGame): Tensor => classLogitsOf(game.output(x));

/** @param source of the run; null where views are only named */
function viewsOf(
  params: Params,
  data: DataInfo,
  source: DataSource | null,
): readonly ViewDefinition<TwoPlayerGame, TwoPlayerParams>[] {
  const controls = latents(params, data);
  const names = classNames(data);
  const confusion = heldOutConfusion({
    id: 'classHead',
    label: 'Classes found by D',
    help: 'Shares of each class of the held-out samples that D’s class head takes for which; the accuracy is exact.',
    names,
    sampleShape: sampleShape(data),
    logits: classesOf,
    heldOut() {
      if (source === null) throw new Error('there is no run yet');
      return heldOutOf(source);
    },
  });
  if (data.kind === 'points') {
    return [categoryTheatre(data.dim, controls), confusion, lossGradient, layerStatistics];
  }
  return [
    classGrid(controls),
    samples,
    classReading(
      names,
      [{ name: 'D', logits: classesOf }],
      'What both heads of D say of a picture: the probability of each class, and the verdict whether it is real.',
    ),
    confusion,
    reals,
    nearestNeighbours,
    featureMaps,
    lossGradient,
    layerStatistics,
  ];
}

/** Appendix A: G from 384 channels down, dropout and batch norm in D; no size of ours has six layers in D. */
const PAPER = {
  batchNormD: true,
  dropoutD: 0.5,
  batchSize: 100,
  lrG: 2e-4,
  lrD: 2e-4,
} as const;

/**
 * Told at every layer G heeds the class sooner. Without dropout fakes please the class head before they look like their class, and
 * those of a class grow alike.
 */
const ON_IMAGES = { conditioning: 'maps', dropoutD: 0.3 } as const;

const { points, images } = BASE_PRESETS;

export const acgan = defineArchitecture({
  id: 'acgan',
  label: 'AC-GAN',
  year: 2017,
  paper: {
    title: 'Conditional Image Synthesis with Auxiliary Classifier GANs',
    authors: 'Odena, Olah, Shlens',
    arxiv: '1610.09585',
  },
  branch: 'latent',
  parents: ['cgan'],
  summary:
    'G is asked for a class; D is not told which and must find it out. Samples become easy to tell apart, at times at the price of variety.',
  differences: [
    'D’s trunk halves the image until it is small instead of having six layers, and its activations get no noise.',
    'Kernels are 4 × 4 by default instead of 5 × 5.',
    'For images G is told the class at every layer and not only beside z, which takes fewer steps; the paper size has the paper’s way.',
    'By default D has no batch norm, and dropout of 0.3 on images instead of 0.5; the paper size has both.',
    'Whether the class head learns from fakes is a setting, since codes disagree; the paper’s way is the default.',
    'A part of the images is held out to measure the class head.',
  ],
  params: PARAMS,
  presets: {
    points: { ...points, paper: { ...PAPER, batchNormD: false, zDim: 2, hidden: 128, layers: 3 } },
    images: {
      nano: { ...images.nano, ...ON_IMAGES },
      S: { ...images.S, ...ON_IMAGES },
      M: { ...images.M, ...ON_IMAGES },
      paper: { ...PAPER, zDim: 100, ch: 96 },
    },
  },
  accepts: (data) => whyWithoutClasses(data) ?? whyNotBase(data) ?? true,
  trainingRows,
  latents,
  series: (params, data) => [
    ...twoPlayerSeries(params),
    ...classHeadSeries(classNames(data).length),
  ],
  views: (params, data) => viewsOf(params, data, null).map(({ spec }) => spec),
  create: (data, params, context) =>
    twoPlayerModel({
      g: conditionalGenerator(data, asConditional(params), context),
      d: classHeadDiscriminator(data, params, context),
      rules: classHeadRules({
        latents: (now: Params) => latents(now, data),
        weights: ({ lambda, eta }) => ({ d: lambda, g: lambda, eta }),
        softLabels: ({ softLabels }) => softLabels,
      }),
      optimizer: params.optimizer,
      views: viewsOf(params, data, context.source),
    }),
});
