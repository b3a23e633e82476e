// The conditional game: D is told a class with every sample, and judges whether the sample is real and of that class. What D is
// told about a generated sample – the class that G was asked for, or a noisy version of it – is the architecture's choice.
// Sources: Mirza and Osindero 2014, eq. 2 (arXiv:1411.1784); real samples with wrong labels as further fakes: Reed et al. 2016,
// section 4.2 (arXiv:1605.05396), who give them half of the fakes' weight.

import {
  concat,
  matMul,
  mean,
  mul,
  sigmoid,
  slice,
  sub,
  type Tensor,
  type Tensor2D,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import { choice, number, type ParamValues, toggle } from '../../schema/params';
import type { SeriesSpec } from '../../schema/series';
import { hostInput } from '../../tfjs/host-input';
import { categoryPart } from '../latent/category-rows';
import { CLASS_ID } from '../latent/class-control';
import { LOSSES } from '../losses';
import type { RandomStream, RandomStreams } from '../rng';
import { classRows } from './class-rows';
import { type GameRules, plainRules } from './game-rules';
import type { TwoPlayerParams } from './two-player-params';

export const CONDITIONAL_GAME_PARAMS = {
  hideLabel: toggle({
    label: 'Hide the label from D',
    help: 'D is told zeros instead of the class, so that nothing makes G heed it. Watch the columns lose their meaning.',
    group: 'discriminator',
    default: false,
  }),
  shuffleLabels: toggle({
    label: 'Shuffle the labels',
    help: 'Sabotage: the labels of each real batch are dealt out anew, so that they say nothing about the samples.',
    group: 'data',
    default: false,
  }),
  fakeLabels: choice({
    label: 'Labels of D’s fakes',
    help: 'Which classes G is asked for in D’s turn: all equally often, or those of the real batch.',
    group: 'training',
    options: [
      { id: 'uniform', label: 'All equally often' },
      { id: 'data', label: 'Those of the real batch' },
    ],
    default: 'uniform',
  }),
  mismatchWeight: number({
    label: 'Weight of wrong labels',
    help: 'D also learns to reject real samples with a wrong label, with this weight; 0 leaves that to the fakes.',
    group: 'loss',
    default: 0,
    min: 0,
    max: 2,
  }),
} as const;

export type ConditionalGameParams = ParamValues<typeof CONDITIONAL_GAME_PARAMS>;
type Params = TwoPlayerParams & ConditionalGameParams;

/** What a conditional run plots besides what every run does. */
export const CONDITIONAL_SERIES: readonly SeriesSpec[] = [
  {
    id: 'dWrong',
    label: 'D(real, wrong label)',
    chart: 'probability',
    role: 'neutral',
    unit: '',
    meaning:
      'Mean probability that D gives real samples with a wrong label; far below D(real) it heeds the label.',
  },
  {
    id: 'labelGap',
    label: 'Label gap of D',
    chart: 'other',
    role: 'd',
    unit: '',
    meaning:
      'How much lower D’s logit of a real sample is with a wrong label than with its own; at 0 D ignores the label.',
    reference: { value: 0, label: 'label ignored' },
  },
];

export interface ConditionalGame<P> {
  /** z and the classes, by the id CLASS_ID. */
  readonly latents: (params: P) => readonly LatentControl[];
  /**
   * What D is told about samples that G was asked for, [N, K]; the classes themselves when absent. No gradient flows through it.
   * @param random null in pictures, where nothing may be drawn: then what D is told on average
   */
  readonly toldOfFakes?: (classes: Tensor2D, params: P, random: RandomStreams | null) => Tensor2D;
}

/** Without a weight the wrong labels are only looked at, for which a part of the batch is enough. */
const LOOKED_AT = 0.25;

/** Sends every class to the one so many further on, [K, K]; never to itself. The same for the whole batch. */
function otherClass(classes: number, random: RandomStream): Tensor2D {
  return hostInput([classes, classes], () => {
    const shift = 1 + random.integer(classes - 1);
    const values = new Float32Array(classes * classes);
    for (let from = 0; from < classes; from++) {
      values[from * classes + ((from + shift) % classes)] = 1;
    }
    return values;
  });
}

const rowsFrom = (x: Tensor, count: number): Tensor =>
  x.shape[0] === count ? x : slice(x, 0, count);

/** The rules of a game in which D is told the class. */
export function conditionalRules<P extends Params>({
  latents,
  toldOfFakes = (classes) => classes,
}: ConditionalGame<P>): GameRules<P> {
  const classPart = (params: P) => categoryPart(latents(params), CLASS_ID);
  const tell = (classes: Tensor, { hideLabel }: P): Tensor =>
    hideLabel ? zerosLike(classes) : classes;
  return {
    ...plainRules(latents),
    takeReal({ nextBatch, params, random }) {
      const batch = nextBatch();
      const classes = classRows(batch, classPart(params).width, (labels) =>
        params.shuffleLabels ? random.noise.shuffle(labels.slice()) : labels,
      );
      return { x: batch.x, classes, condition: tell(classes, params) };
    },
    latentOfD(latent, { classes }, { params }) {
      if (params.fakeLabels === 'uniform' || classes === null) return latent;
      const { offset, width } = classPart(params);
      const [count, rowWidth] = latent.shape;
      const end = offset + width;
      const columns = (from: number, to: number): Tensor[] =>
        to > from ? [slice(latent, [0, from], [count, to - from])] : [];
      return concat([...columns(0, offset), classes, ...columns(end, rowWidth)], 1) as Tensor2D;
    },
    conditionOf(latent, params, random) {
      const { offset, width } = classPart(params);
      const classes: Tensor2D = slice(latent, [0, offset], [latent.shape[0], width]);
      return tell(toldOfFakes(classes, params, random), params);
    },
    termsOfD({ context: { params, random }, real, outputReal, judge }) {
      if (real.classes === null) throw new Error('real samples without classes');
      const { loss, hideLabel } = params;
      // A wrong label that D is not told is none, and the sample is real.
      const weight = hideLabel ? 0 : params.mismatchWeight;
      const { width } = classPart(params);
      const batch = real.x.shape[0] ?? 0;
      const count = weight > 0 ? batch : Math.max(1, Math.round(LOOKED_AT * batch));
      const wrong = matMul(rowsFrom(real.classes, count), otherClass(width, random.noise));
      const logits = judge(rowsFrom(real.x, count), tell(wrong, params));
      return {
        loss: weight > 0 ? mul(LOSSES[loss].dFake(logits), weight) : null,
        report: {
          dWrong: mean(sigmoid(logits)),
          labelGap: mean(sub(rowsFrom(outputReal, count), logits)),
        },
      };
    },
  };
}
