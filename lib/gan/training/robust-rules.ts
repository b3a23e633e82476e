// The games of cgan and acgan with labels that are not to be trusted. In rcGAN the class that G was asked for goes through T before D
// is told it, so that fakes come with wrong labels as often as real samples do; in rAC-GAN the class head is held against noisy
// labels through T and against what was asked for as it is. Either way G is asked for true classes.
// Source: Kaneko et al. 2019 (arXiv:1811.11165); the first independently by Thekumparampil et al. 2018 (arXiv:1811.03205).

import {
  concat,
  div,
  matMul,
  slice,
  sum,
  type Tensor,
  type Tensor2D,
  transpose,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import { choice, number, type ParamValues } from '../../schema/params';
import { hostInput } from '../../tfjs/host-input';
import { posterior, type Transition } from '../label-noise';
import { categoryPart } from '../latent/category-rows';
import { CLASS_ID } from '../latent/class-control';
import { classHeadRules } from './class-head-rules';
import {
  CONDITIONAL_GAME_PARAMS,
  type ConditionalGameParams,
  conditionalRules,
} from './conditional-rules';
import { type Channel, channelOf, correctedCrossEntropy } from './forward-correction';
import type { GameRules } from './game-rules';
import { assumedTransition, dataTransition, type LabelNoiseParams } from './label-noise-params';
import { withNoisyLabels } from './noisy-labels';
import { drawnRows } from './sampled-rows';
import type { TwoPlayerParams } from './two-player-params';

const RC = { method: ['rcgan'] } as const;
const RAC = { method: ['racgan'] } as const;

export const ROBUST_GAME_PARAMS = {
  method: choice({
    essential: true,
    label: 'Where T goes in',
    help: 'rcGAN falsifies the classes that D is told about fakes; rAC-GAN has a class head and falsifies what it says before holding it against the labels.',
    group: 'model',
    live: false,
    options: [
      { id: 'rcgan', label: 'rcGAN: into what D is told' },
      { id: 'racgan', label: 'rAC-GAN: behind the class head' },
    ],
    default: 'rcgan',
  }),
  ...CONDITIONAL_GAME_PARAMS,
  hideLabel: { ...CONDITIONAL_GAME_PARAMS.hideLabel, visibleWhen: RC },
  shuffleLabels: { ...CONDITIONAL_GAME_PARAMS.shuffleLabels, visibleWhen: RC },
  mismatchWeight: { ...CONDITIONAL_GAME_PARAMS.mismatchWeight, visibleWhen: RC },
  fakeLabels: choice({
    label: 'Labels of D’s fakes',
    help: 'Drawn through T from the classes asked for; or those of the real batch, and G is asked for classes that may be behind them, as in the authors’ code.',
    group: 'training',
    options: [
      { id: 'uniform', label: 'Drawn from the classes asked for' },
      { id: 'data', label: 'Those of the real batch' },
    ],
    default: 'uniform',
    visibleWhen: RC,
    paper: 'drawn; those of the real batch in the authors’ code',
  }),
  lambdaD: number({
    label: 'λ of the classes for D',
    help: 'Weight of reading the noisy labels in D’s loss.',
    group: 'loss',
    default: 1,
    min: 0,
    max: 20,
    visibleWhen: RAC,
    paper: '1',
  }),
  lambdaG: number({
    label: 'λ of the classes for G',
    help: 'Weight of making the class asked for in G’s loss.',
    group: 'loss',
    default: 1,
    min: 0,
    max: 20,
    visibleWhen: RAC,
    paper: '0.1',
  }),
} as const;

type Params = TwoPlayerParams &
  LabelNoiseParams &
  ConditionalGameParams &
  ParamValues<typeof ROBUST_GAME_PARAMS>;

export interface RobustGame<P> {
  readonly latents: (params: P) => readonly LatentControl[];
  readonly classes: number;
  /** The own number of each image, for its label. */
  readonly own: Float64Array;
  /** T where the model finds it by itself; null where `params` say it. */
  readonly found: (() => Channel) | null;
}

const tableOf = ({ classes, values }: Transition): Tensor =>
  hostInput([classes, classes], () => Float32Array.from(values));

/** T as a constant of this step. */
export function channelIn<P extends Params>({ found, classes }: RobustGame<P>, params: P): Channel {
  if (found !== null) return found();
  const assumed = assumedTransition(params, classes);
  if (assumed === null) throw new Error('T is neither assumed nor found');
  return channelOf(tableOf(assumed));
}

/** P(class | label) of a table on the device: its columns, scaled to add up to 1. */
function posteriorTable<P extends Params>(game: RobustGame<P>, params: P): Tensor {
  const assumed = assumedTransition(params, game.classes);
  if (assumed !== null) return tableOf(posterior(assumed));
  const { table } = channelIn(game, params);
  const behind = transpose(table);
  return div(behind, sum(behind, 1, true));
}

function robustConditionalRules<P extends Params>(game: RobustGame<P>): GameRules<P> {
  const { latents } = game;
  /** Labels of real samples that go with the rows of a turn in place of drawn ones. */
  const paired = new WeakMap<Tensor, Tensor>();
  const rules = conditionalRules<P>({
    latents,
    toldOfFakes(classes, params, random) {
      const labels = matMul(classes, channelIn(game, params).table) as Tensor2D;
      return random === null ? labels : (drawnRows(labels, random.noise) as Tensor2D);
    },
  });
  return {
    ...rules,
    latentOfD(latent, { classes: labels }, { params, random }) {
      if (params.fakeLabels === 'uniform' || labels === null) return latent;
      const { offset, width } = categoryPart(latents(params), CLASS_ID);
      const [count, rowWidth] = latent.shape;
      const behind = drawnRows(matMul(labels, posteriorTable(game, params)), random.noise);
      const end = offset + width;
      const columns = (from: number, to: number): Tensor[] =>
        to > from ? [slice(latent, [0, from], [count, to - from])] : [];
      const rows = concat(
        [...columns(0, offset), behind, ...columns(end, rowWidth)],
        1,
      ) as Tensor2D;
      paired.set(rows, labels);
      return rows;
    },
    conditionOf(latent, params, random) {
      const labels = paired.get(latent);
      if (labels === undefined) return rules.conditionOf(latent, params, random);
      return params.hideLabel ? zerosLike(labels) : labels;
    },
  };
}

const robustClassHeadRules = <P extends Params>(game: RobustGame<P>): GameRules<P> =>
  classHeadRules<P>({
    latents: game.latents,
    weights: ({ lambdaD, lambdaG }) => ({ d: lambdaD, g: lambdaG, eta: 0 }),
    softLabels: () => 0,
    lossOnReal: (logits, labels, params) =>
      correctedCrossEntropy(logits, labels, channelIn(game, params)),
  });

/** @param method of the run, which no live change touches */
export function robustRules<P extends Params>(
  method: Params['method'],
  game: RobustGame<P>,
): GameRules<P> {
  const rules = method === 'rcgan' ? robustConditionalRules(game) : robustClassHeadRules(game);
  return {
    ...rules,
    takeReal: (context) =>
      rules.takeReal(
        withNoisyLabels(context, (params) => dataTransition(params, game.classes), game.own),
      ),
  };
}
