// The semi-supervised game: D learns classes from the few labelled samples and what is real from all others, and a baseline
// learns the same classes from the same labelled batches and nothing else. Labels of the other samples are never read.
// Sources: Odena 2016, section 2 (arXiv:1606.01583); weights, feature matching and batches: Salimans et al. 2016, sections 3.1
// and 5 (arXiv:1606.03498), openai/improved-gan mnist_svhn_cifar10/train_mnist_feature_matching.py.
//
// A step knows the held-out accuracy from a few held-out samples only, drawn at random and classified without dropout; the
// curve is a mean over about the last fifty steps. The exact figure over all held-out samples is a view.

import {
  add,
  argMax,
  cast,
  concat,
  equal,
  mean,
  mul,
  sigmoid,
  square,
  sub,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { choice, integer, number, type ParamValues, toggle } from '../../schema/params';
import type { SeriesSpec } from '../../schema/series';
import { hostInput } from '../../tfjs/host-input';
import type { Network, StepContext } from '../architecture';
import type { ClassedSamples, HeldOut } from '../datasets/held-out';
import type { LabelledSamples } from '../datasets/labelled-samples';
import { samplingMode } from '../layers/layer';
import { LOSSES } from '../losses';
import { oneHotRows } from './class-rows';
import { type Companion, type GameRules, plainRules, type RealSamples } from './game-rules';
import { runningMean } from './running-mean';
import {
  classLogits,
  classLoss,
  columns,
  headWidth,
  realLogit,
  rowsBetween,
} from './semi-supervised-heads';
import { type TwoPlayerParams, zAlone } from './two-player-params';

export const LABELS_PER_CLASS = ['1', '2', '3', '5', '10', '50', 'all'] as const;

export const SEMI_SUPERVISED_PARAMS = {
  labelsPerClass: choice({
    label: 'Labels per class',
    help: 'How many samples of each class come with their label; all others are seen without.',
    group: 'data',
    live: false,
    options: LABELS_PER_CLASS.map((id) => ({ id, label: id === 'all' ? 'All' : id })),
    default: '10',
  }),
  labelDraw: integer({
    label: 'Draw of the labelled ones',
    help: 'Another number draws other samples to be labelled: with few of them, luck decides a lot.',
    group: 'data',
    default: 1,
    min: 1,
    max: 999,
  }),
  labelledBatch: integer({
    label: 'Labelled batch',
    help: 'Labelled samples per update of D and of the baseline; all of them where there are no more.',
    group: 'training',
    default: 32,
    min: 1,
    max: 256,
    scale: 'log',
  }),
  head: choice({
    label: 'What stands for fake',
    help: 'How one network says both which class a sample is of and whether it is real.',
    group: 'discriminator',
    live: false,
    options: [
      { id: 'classFake', label: 'Paper: a class of its own' },
      { id: 'implicitFake', label: 'Nothing: no class fits' },
      { id: 'twoHeads', label: 'A second head' },
    ],
    default: 'implicitFake',
    paper: 'a class of its own',
  }),
  weightUnlabelled: number({
    label: 'Weight of unlabelled samples',
    help: 'How much it counts in D’s loss to take unlabelled samples for real.',
    group: 'loss',
    default: 0.5,
    min: 0,
    max: 4,
  }),
  weightFake: number({
    label: 'Weight of fakes',
    help: 'How much it counts in D’s loss to find generated samples out.',
    group: 'loss',
    default: 0.5,
    min: 0,
    max: 4,
  }),
  aimOfG: choice({
    label: 'What G aims at',
    help: 'To pass for real, or only to look the same on average to D’s last layer; the authors of the latter found worse pictures and a better classifier.',
    group: 'loss',
    live: false,
    options: [
      { id: 'pass', label: 'Pass for real' },
      { id: 'features', label: 'Feature matching' },
    ],
    default: 'pass',
  }),
  baseline: toggle({
    label: 'Train the baseline',
    help: 'A copy of D as it was at the start learns from the same labelled batches, and from nothing else.',
    group: 'training',
    default: true,
  }),
} as const;

type Params = TwoPlayerParams & ParamValues<typeof SEMI_SUPERVISED_PARAMS>;

export const SEMI_SUPERVISED_SERIES: readonly SeriesSpec[] = [
  {
    id: 'heldOutD',
    label: 'Held-out accuracy of D',
    chart: 'probability',
    role: 'd',
    unit: '',
    meaning:
      'Share of held-out samples whose class D finds; a mean over about fifty steps of a few samples each.',
  },
  {
    id: 'heldOutBaseline',
    label: 'Held-out accuracy of the baseline',
    chart: 'probability',
    role: 'neutral',
    unit: '',
    meaning:
      'The same of the classifier that saw the labelled samples alone; the gap is what unlabelled samples are worth.',
  },
  {
    id: 'labelledD',
    label: 'Accuracy of D on labelled samples',
    chart: 'probability',
    role: 'encoder',
    unit: '',
    meaning:
      'Of the labelled batch it is being trained on; at 1 with a low held-out accuracy D knows them by heart.',
  },
  {
    id: 'dHeldOut',
    label: 'D(held-out)',
    chart: 'probability',
    role: 'real',
    unit: '',
    meaning:
      'Mean probability that D gives held-out samples of being real, over about fifty steps.',
  },
  {
    id: 'classLossD',
    label: 'Class loss of D',
    chart: 'loss',
    role: 'encoder',
    unit: '',
    meaning: 'The part of D’s loss that comes from labelled samples, in nats.',
  },
  {
    id: 'classLossBaseline',
    label: 'Loss of the baseline',
    chart: 'loss',
    role: 'neutral',
    unit: '',
    meaning: 'What the baseline minimises: the class loss on the same labelled samples.',
  },
];

/** Held-out samples per step. A step is 5 to 10 % longer for them. */
const HELD_OUT_AT_ONCE = 16;
/** Of the curves: 16 samples in each of about 50 steps know an accuracy of 0.9 to about 0.01. */
const DECAY = 0.98;

/** Share of rows whose largest class logit is their label's, a scalar. */
const accuracy = (logits: Tensor, labels: Tensor): Tensor =>
  mean(cast(equal(argMax(logits, 1), labels), 'float32'));

export interface SemiSupervisedGame {
  readonly d: Network;
  readonly baseline: Network;
  readonly classes: number;
  /** Of one sample. */
  readonly sampleShape: readonly number[];
  readonly labelled: LabelledSamples;
  readonly heldOut: HeldOut;
}

/** The columns of D's output after its head, for feature matching. */
const features = (output: Tensor, { head }: Params, classes: number): Tensor =>
  columns(output, headWidth(head, classes), output.shape[1] ?? 0);

const labelledCount = ({ classes }: RealSamples): number => classes?.shape[0] ?? 0;

/** The classifier that sees labelled samples alone. */
export const baselineCompanion = ({
  baseline,
  classes,
}: SemiSupervisedGame): Companion<Params> => ({
  network: baseline,
  learningRate: ({ lrD }) => lrD,
  rests: (params) => !params.baseline,
  terms(real, { random }) {
    if (real.classes === null) throw new Error('the baseline was given no labels');
    const x = rowsBetween(real.x, 0, labelledCount(real));
    const mode = { norm: 'batch', updateRunning: true, dropout: random.noise } as const;
    const output = baseline.forward(x, { ...mode, condition: null });
    // Nothing is fake to it: whatever D's head is, this one has no use for more than the classes.
    const loss = classLoss('implicitFake', output, real.classes, classes);
    return { loss, report: { classLossBaseline: loss } };
  },
});

export function semiSupervisedRules(game: SemiSupervisedGame): GameRules<Params> {
  const { d, baseline, classes, sampleShape, labelled, heldOut } = game;
  const meanOf = {
    heldOutD: runningMean(d.variables, 'heldOutAccuracy', DECAY),
    dHeldOut: runningMean(d.variables, 'heldOutReal', DECAY),
    heldOutBaseline: runningMean(baseline.variables, 'heldOutAccuracy', DECAY),
  };

  /** Samples with what is read of their labels, as inputs of a step. */
  const given = <L extends Tensor>(
    count: number,
    draw: () => ClassedSamples,
    labelsOf: (labels: () => Int32Array) => L,
  ) => {
    let current: ClassedSamples | null = null;
    const x = hostInput([count, ...sampleShape], () => {
      current = draw();
      return current.values;
    });
    const labels = labelsOf(() => current?.labels ?? new Int32Array(count));
    return { x, labels };
  };

  /** Labelled samples first; of the others only the samples are used. */
  const takeReal = ({ params, random, nextBatch }: StepContext<Params>): RealSamples => {
    const count = labelled.batchSize(params.labelledBatch);
    const some = given(
      count,
      () => labelled.batch(random.data, params.labelledBatch),
      (labels) => hostInput([count, classes], () => oneHotRows(labels(), classes)) as Tensor2D,
    );
    return { x: concat([some.x, nextBatch().x], 0), condition: null, classes: some.labels };
  };

  const settings = (params: Params) => ({
    blend: params.lossBlend,
    smoothing: params.labelSmoothing,
  });

  return {
    ...plainRules<Params>(zAlone),
    takeReal,
    logits: (output, { head }) => realLogit(head, output, classes),
    termsOfD({ context, real, outputReal, outputFake }) {
      const { params } = context;
      const { head, loss, weightUnlabelled, weightFake } = params;
      if (real.classes === null) throw new Error('D was given no labels');
      const [count, all] = [labelledCount(real), outputReal.shape[0] ?? 0];
      const ofLabelled = rowsBetween(outputReal, 0, count);
      const classTerm = classLoss(head, ofLabelled, real.classes, classes);
      // A head of its own for "real" learns nothing of labelled samples by their classes.
      const judged = head === 'twoHeads' ? outputReal : rowsBetween(outputReal, count, all);
      const onReal = realLogit(head, judged, classes);
      const onFake = realLogit(head, outputFake, classes);
      // w_U · d_real + w_G · d_fake, where d = d_real + d_fake.
      const adversarial = add(
        mul(LOSSES[loss].d(onReal, onFake, settings(params)), weightUnlabelled),
        mul(LOSSES[loss].dFake(onFake), weightFake - weightUnlabelled),
      );
      const labels = argMax(real.classes, 1);
      return {
        loss: add(classTerm, adversarial),
        replacesAdversarial: true,
        report: {
          classLossD: classTerm,
          labelledD: accuracy(classLogits(ofLabelled, classes), labels),
        },
      };
    },
    termsOfG({ context, real, output, judge }) {
      const { params } = context;
      if (params.aimOfG === 'pass') return { loss: null, report: {} };
      const unlabelled =
        real === null
          ? context.nextBatch().x
          : rowsBetween(real.x, labelledCount(real), real.x.shape[0] ?? 0);
      const meanFeatures = (of: Tensor) => mean(features(of, params, classes), 0);
      return {
        loss: mean(square(sub(meanFeatures(judge(unlabelled, null)), meanFeatures(output)))),
        replacesAdversarial: true,
        report: {},
      };
    },
    observe({ params, random }) {
      const { x, labels } = given(
        HELD_OUT_AT_ONCE,
        () => heldOut.draw(random.data, HELD_OUT_AT_ONCE),
        (read) => hostInput([HELD_OUT_AT_ONCE], () => read(), 'int32'),
      );
      const ofD = d.forward(x, samplingMode('batch'));
      const isReal = mean(sigmoid(realLogit(params.head, ofD, classes)));
      const report = {
        heldOutD: meanOf.heldOutD(accuracy(classLogits(ofD, classes), labels)),
        dHeldOut: meanOf.dHeldOut(isReal),
      };
      if (!params.baseline) return report;
      const ofBaseline = classLogits(baseline.forward(x, samplingMode('batch')), classes);
      return { ...report, heldOutBaseline: meanOf.heldOutBaseline(accuracy(ofBaseline, labels)) };
    },
  };
}
