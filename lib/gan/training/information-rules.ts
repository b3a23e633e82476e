// The game of InfoGAN: beside D's verdict, Q says which codes a sample was made from, and both D's and G's loss contain how badly
// it does so. Q belongs to D's variables, as in the official code (openai/InfoGAN algos/infogan_trainer.py), so that it learns in
// D's turn and G learns to be readable in its own. No label is ever read, and no real sample is read in training.
// Source: Chen et al. 2016, eq. 6 and section 6 (arXiv:1606.03657).

import { add, mul, slice, type Tensor } from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import { choice, number, type ParamValues } from '../../schema/params';
import type { SeriesSpec } from '../../schema/series';
import type { StepContext, StepReport } from '../architecture';
import { type CodeParams, codeControls, codeParts } from '../latent/code-controls';
import { type GameRules, plainRules, type Terms } from './game-rules';
import {
  highestBound,
  type Information,
  informationOf,
  type ReadPart,
  readParts,
  type Sigma,
} from './information-bound';
import type { TwoPlayerParams } from './two-player-params';

const MOST_WEIGHT = 10;

export const INFORMATION_PARAMS = {
  lambdaCategory: number({
    label: 'λ of categories',
    help: 'Weight of reading the categorical codes, in both players’ loss; at 0 nobody reads them.',
    group: 'loss',
    default: 1,
    min: 0,
    max: MOST_WEIGHT,
    paper: '1',
  }),
  lambdaContinuous: number({
    label: 'λ of continuous codes',
    help: 'Weight of reading the continuous codes; too much, and G hides them in a corner of the picture like a watermark.',
    group: 'loss',
    default: 1,
    min: 0,
    max: MOST_WEIGHT,
    paper: '1',
  }),
  informed: choice({
    label: 'Who pays for the codes',
    help: 'With Q alone, Q learns to read but G does not learn to be readable: what it reads then is there by chance.',
    group: 'loss',
    options: [
      { id: 'both', label: 'Q and G' },
      { id: 'reader', label: 'Q alone' },
    ],
    default: 'both',
    paper: 'Q and G',
  }),
  sigma: choice({
    label: 'σ of Q',
    help: 'How sure Q is of a continuous code: always σ = 1, or as sure as it has learned to be. The surer, the harder it pulls: then give these codes less λ.',
    group: 'loss',
    live: false,
    options: [
      { id: 'fixed', label: 'Fixed at 1' },
      { id: 'learned', label: 'Learned' },
    ],
    default: 'fixed',
    paper: 'fixed at 1 for digits',
  }),
} as const;

export type InformationParams = ParamValues<typeof INFORMATION_PARAMS>;
type Params = TwoPlayerParams & CodeParams & InformationParams;

/** D's verdict is in the first column, what Q says in the others. */
export const Q_FROM = 1;

const SIGMA_AT_REST = { value: 1, label: 'σ = 1' };

/** What such a run plots besides what every run does. */
export function informationSeries(params: CodeParams & { readonly sigma: Sigma }): SeriesSpec[] {
  const parts = codeParts(codeControls(params));
  const categorical = parts.filter(({ control }) => control.kind === 'category');
  const continuous = parts.filter(({ control }) => control.kind === 'code');
  const highest = highestBound(continuous, params.sigma);
  return [
    ...(categorical.length === 0
      ? []
      : ([
          {
            id: 'miCategories',
            label: 'Information of categories',
            chart: 'other',
            role: 'encoder',
            unit: 'nat',
            meaning:
              'At least so much do the samples tell of their categories; at the line Q reads every one, at 0 or below it reads nothing.',
            reference: { value: highestBound(categorical, params.sigma) ?? 0, label: 'all of it' },
          },
          {
            id: 'readCategories',
            label: 'Categories read right',
            chart: 'probability',
            role: 'encoder',
            unit: '',
            meaning: 'Share of fresh samples whose category Q reads right.',
            reference: { value: 1 / params.categories, label: 'chance' },
          },
        ] satisfies SeriesSpec[])),
    ...(continuous.length === 0
      ? []
      : ([
          {
            id: 'miCodes',
            label: 'Information of continuous codes',
            chart: 'other',
            role: 'encoder',
            unit: 'nat',
            meaning:
              'At least so much do the samples tell of their continuous codes, all together; a σ fixed at 1 keeps it low however well they are read.',
            ...(highest === null
              ? { reference: { value: 0, label: 'nothing' } }
              : { reference: { value: highest, label: 'most with σ = 1' } }),
          },
          {
            id: 'codeError',
            label: 'Error of continuous codes',
            chart: 'other',
            role: 'encoder',
            unit: '',
            meaning:
              'Root mean square of what Q reads less the code; a reader that knows nothing reaches the line.',
            reference: {
              value: (params.codeHigh - params.codeLow) / Math.sqrt(12),
              label: 'chance',
            },
          },
        ] satisfies SeriesSpec[])),
    ...(continuous.length === 0 || params.sigma === 'fixed'
      ? []
      : ([
          {
            id: 'sigma',
            label: 'σ of Q',
            chart: 'other',
            role: 'encoder',
            unit: '',
            meaning: 'How sure Q is of continuous codes on average: the width of its guess.',
            reference: SIGMA_AT_REST,
          },
        ] satisfies SeriesSpec[])),
  ];
}

function reportOf({ categories, codes }: Information): StepReport {
  return {
    ...(categories ? { miCategories: categories.bound, readCategories: categories.accuracy } : {}),
    ...(codes ? { miCodes: codes.bound, codeError: codes.error } : {}),
    ...(codes?.sigma ? { sigma: codes.sigma } : {}),
  };
}

/** λ · loss of both kinds; a weight of 0 keeps its term, so that all of Q's variables have a gradient. */
function weightedLoss(
  { categories, codes }: Information,
  params: InformationParams,
  share: number,
): Tensor | null {
  const terms = [
    ...(categories ? [mul(categories.loss, share * params.lambdaCategory)] : []),
    ...(codes ? [mul(codes.loss, share * params.lambdaContinuous)] : []),
  ];
  return terms.length === 0 ? null : terms.reduce((a, b) => add(a, b));
}

/** The rules of a game whose D also reads codes. */
export function informationRules<P extends Params>(
  latents: (params: P) => readonly LatentControl[],
): GameRules<P> {
  const partsOf = (params: P): readonly ReadPart[] =>
    readParts(latents(params), params.sigma, Q_FROM);
  const movesG = ({ params, players }: StepContext<P>) => players.g && params.trainG;
  return {
    ...plainRules(latents),
    logits: (output) => slice(output, [0, 0], [output.shape[0] ?? 0, Q_FROM]),
    termsOfD({ context, fake, outputFake }): Terms {
      const { params } = context;
      const read = informationOf(outputFake, fake.latent, partsOf(params), params.sigma);
      // G's turn tells what the same step's Q then reads, on samples of its own.
      return {
        loss: weightedLoss(read, params, 1),
        report: movesG(context) ? {} : reportOf(read),
      };
    },
    termsOfG({ context, fake, output }): Terms {
      const { params } = context;
      const read = informationOf(output, fake.latent, partsOf(params), params.sigma);
      return {
        loss: weightedLoss(read, params, params.informed === 'both' ? 1 : 0),
        report: reportOf(read),
      };
    },
  };
}
