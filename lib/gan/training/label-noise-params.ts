// The settings of noisy labels: what is done to the labels that a run sees, and what the model believes was done. Two knobs apart,
// since what happens when they disagree is half of the lesson.

import { choice, number, numbers, type ParamValues } from '../../schema/params';
import {
  nextClassNoise,
  noNoise,
  symmetricNoise,
  type Transition,
  transposed,
  writtenNoise,
} from '../label-noise';

/** A table of so many classes still fits into a link. */
const MOST_CLASSES = 20;

const KINDS = [
  { id: 'none', label: 'None' },
  { id: 'symmetric', label: 'Symmetric: any label, evenly' },
  { id: 'asymmetric', label: 'Asymmetric: taken for the next class' },
  { id: 'written', label: 'Written down' },
] as const;

export const LABEL_NOISE_PARAMS = {
  dataNoise: choice({
    essential: true,
    label: 'Noise of the labels',
    help: 'How the labels that the run sees are falsified. The same image always gets the same wrong label, as from a careless labeller.',
    group: 'data',
    options: KINDS,
    default: 'symmetric',
    live: false,
  }),
  dataRate: number({
    essential: true,
    label: 'Rate of the noise',
    help: 'The probability that a label is replaced.',
    group: 'data',
    default: 0.5,
    min: 0,
    max: 1,
    visibleWhen: { dataNoise: ['symmetric', 'asymmetric'] },
  }),
  dataTable: numbers({
    essential: true,
    label: 'Table of the noise',
    help: 'Row i: the probabilities of each label for a sample of class i, adding up to 1; empty for no noise.',
    group: 'data',
    min: 0,
    max: 1,
    maxLength: MOST_CLASSES ** 2,
    layout: 'square',
    visibleWhen: { dataNoise: ['written'] },
  }),
  modelNoise: choice({
    essential: true,
    label: 'Noise that the model assumes',
    help: 'The table T that it works with. None makes it the plain conditional GAN; transposed is the mistake that is easiest to make.',
    group: 'model',
    options: [
      { id: 'same', label: 'That of the labels' },
      { id: 'transposed', label: 'That of the labels, transposed' },
      ...KINDS,
      { id: 'estimated', label: 'Estimated from samples that a classifier is surest of' },
      { id: 'learned', label: 'Learned with a classifier' },
    ],
    default: 'same',
    live: false,
  }),
  modelRate: number({
    essential: true,
    label: 'Assumed rate',
    help: 'The probability of a replaced label that the model assumes.',
    group: 'model',
    default: 0.5,
    min: 0,
    max: 1,
    visibleWhen: { modelNoise: ['symmetric', 'asymmetric'] },
  }),
  modelTable: numbers({
    essential: true,
    label: 'Assumed table',
    help: 'Row i: the probabilities that the model assumes of each label for a sample of class i; empty for no noise.',
    group: 'model',
    min: 0,
    max: 1,
    maxLength: MOST_CLASSES ** 2,
    layout: 'square',
    visibleWhen: { modelNoise: ['written'] },
  }),
  traceWeight: number({
    label: 'Weight of little trust',
    help: 'How much the learned table is drawn away from “labels are right”; without it a classifier can explain the noise by itself.',
    group: 'loss',
    default: 0.3,
    min: 0,
    max: 2,
    visibleWhen: { modelNoise: ['learned'] },
  }),
} as const;

export type LabelNoiseParams = ParamValues<typeof LABEL_NOISE_PARAMS>;
type Kind = LabelNoiseParams['dataNoise'];

function channel(
  kind: Kind,
  classes: number,
  rate: number,
  written: { readonly key: string; readonly numbers: readonly number[] },
): Transition {
  switch (kind) {
    case 'none':
      return noNoise(classes);
    case 'symmetric':
      return symmetricNoise(classes, rate);
    case 'asymmetric':
      return nextClassNoise(classes, rate);
    case 'written':
      return writtenNoise(written.key, written.numbers, classes);
  }
}

/**
 * What is done to the labels.
 * @throws PlaygroundError config.wrongType for a written table that does not fit
 */
export const dataTransition = (params: LabelNoiseParams, classes: number): Transition =>
  channel(params.dataNoise, classes, params.dataRate, {
    key: 'dataTable',
    numbers: params.dataTable,
  });

/**
 * What the model assumes; null where it finds out by itself.
 * @throws PlaygroundError config.wrongType for a written table that does not fit, or noise that cannot be transposed
 */
export function assumedTransition(params: LabelNoiseParams, classes: number): Transition | null {
  switch (params.modelNoise) {
    case 'same':
      return dataTransition(params, classes);
    case 'transposed':
      return transposed('dataTable', dataTransition(params, classes));
    case 'estimated':
    case 'learned':
      return null;
    default:
      return channel(params.modelNoise, classes, params.modelRate, {
        key: 'modelTable',
        numbers: params.modelTable,
      });
  }
}
