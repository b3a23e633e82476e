// The game of AC-GAN: D is not told the class and has to find it out, and both players profit from a class that can be read. What
// D pays for reading real samples may be replaced, for labels that are not to be trusted.
// Source: Odena et al. 2017, eq. 2 and 3 (arXiv:1610.09585). Whether the class head is trained on fakes too (η) is in dispute:
// the paper's L_C has both; keras-team/keras PR 8482 and POSTECH-CVLab/PyTorch-StudioGAN src/worker.py train it on real samples.

import { add, mul, slice, type Tensor } from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import { number, type ParamValues } from '../../schema/params';
import type { SeriesSpec } from '../../schema/series';
import type { Batch, StepContext } from '../architecture';
import { crossEntropy } from '../cross-entropy';
import { categoryPart } from '../latent/category-rows';
import { CLASS_ID } from '../latent/class-control';
import { classLogitsOf, shareRead, softened, verdictOf } from './class-head';
import { classRows } from './class-rows';
import { type GameRules, plainRules } from './game-rules';

export const CLASS_HEAD_PARAMS = {
  lambda: number({
    essential: true,
    label: 'λ of the classes',
    help: 'Weight of reading the classes, in both players’ loss; at 0 nothing ties a sample to the class that was asked for.',
    group: 'loss',
    default: 1,
    min: 0,
    max: 20,
    paper: '1',
  }),
  eta: number({
    essential: true,
    label: 'η: fakes for the class head',
    help: 'How much the class head also learns from fakes, by the class asked for: 1 as in the paper, 0 from real samples alone.',
    group: 'loss',
    default: 1,
    min: 0,
    max: 1,
    paper: '1',
  }),
  softLabels: number({
    label: 'Soft class labels',
    help: 'Share of each class label that is spread over all classes, so that the class head never grows certain.',
    group: 'loss',
    default: 0,
    min: 0,
    max: 0.5,
  }),
} as const;

export type ClassHeadParams = ParamValues<typeof CLASS_HEAD_PARAMS>;

/** What such a run plots besides what every run does. */
export const classHeadSeries = (classes: number): readonly SeriesSpec[] => [
  {
    id: 'classLossReal',
    label: 'Class loss on real samples',
    chart: 'other',
    role: 'real',
    unit: 'nat',
    meaning:
      'What D’s class head pays for the labels of real samples; at the line it knows nothing.',
    reference: { value: Math.log(classes), label: 'knows nothing' },
  },
  {
    id: 'classLossFake',
    label: 'Class loss on fakes',
    chart: 'other',
    role: 'fake',
    unit: 'nat',
    meaning: 'How badly the class head reads off a generated sample what G was asked for.',
  },
  {
    id: 'readReal',
    label: 'Real classes read right',
    chart: 'probability',
    role: 'd',
    unit: '',
    meaning: 'Share of the real batch whose label the class head reads; samples that it trains on.',
    reference: { value: 1 / classes, label: 'chance' },
  },
  {
    id: 'readFake',
    label: 'Asked classes read',
    chart: 'probability',
    role: 'g',
    unit: '',
    meaning:
      'Share of G’s samples in which the class head reads what was asked for. It flatters: both learn it together.',
  },
];

export interface ClassHeadGame<P> {
  /** z and the classes, by the id CLASS_ID. */
  readonly latents: (params: P) => readonly LatentControl[];
  /** Of the classes in D's and in G's loss, and within D's of those of fakes. */
  readonly weights: (params: P) => { readonly d: number; readonly g: number; readonly eta: number };
  readonly softLabels: (params: P) => number;
  /** Scalar that D pays for real samples, from logits and label rows [N, K]; their cross-entropy when absent. */
  readonly lossOnReal?: (logits: Tensor, classes: Tensor, params: P) => Tensor;
}

/** The classes that rows of a latent ask for, [N, K]. */
export function askedClasses(latent: Tensor, controls: readonly LatentControl[]): Tensor {
  const { offset, width } = categoryPart(controls, CLASS_ID);
  return slice(latent, [0, offset], [latent.shape[0] ?? 0, width]);
}

/** Real samples with their labels beside them, which D is not told. */
const untold = (batch: Batch, classes: number) => ({
  x: batch.x,
  condition: null,
  classes: classRows(batch, classes),
});

/** The rules of a game whose D has a class head. */
export function classHeadRules<P>({
  latents,
  weights,
  softLabels,
  lossOnReal = crossEntropy,
}: ClassHeadGame<P>): GameRules<P> {
  const asked = (latent: Tensor, params: P): Tensor => askedClasses(latent, latents(params));
  const target = (classes: Tensor, params: P): Tensor => softened(classes, softLabels(params));
  return {
    ...plainRules(latents),
    takeReal: (context: StepContext<P>) =>
      untold(context.nextBatch(), categoryPart(latents(context.params), CLASS_ID).width),
    logits: verdictOf,
    termsOfD({ context: { params }, real, fake, outputReal, outputFake }) {
      if (real.classes === null) throw new Error('real samples without classes');
      const { d, eta } = weights(params);
      const onReal = classLogitsOf(outputReal);
      const lossReal = lossOnReal(onReal, target(real.classes, params), params);
      const lossFake = (): Tensor =>
        crossEntropy(classLogitsOf(outputFake), target(asked(fake.latent, params), params));
      // A weight of 0 keeps its term, so that all of the head's variables have a gradient.
      const both = eta > 0 ? add(lossReal, mul(lossFake(), eta)) : lossReal;
      return {
        loss: mul(both, d),
        report: { classLossReal: lossReal, readReal: shareRead(onReal, real.classes) },
      };
    },
    termsOfG({ context: { params }, fake, output }) {
      const classes = asked(fake.latent, params);
      const logits = classLogitsOf(output);
      const loss = crossEntropy(logits, target(classes, params));
      return {
        loss: mul(loss, weights(params).g),
        report: { classLossFake: loss, readFake: shareRead(logits, classes) },
      };
    },
  };
}
