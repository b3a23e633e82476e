// Wrong labels as a channel: T[i][j] is the probability that a sample of class i comes with label j. Made-up channels and
// the labels that they give. Plain arithmetic on numbers row by row; no tensors.
// Sources: Kaneko et al. 2019 (arXiv:1811.11165); takuhirok/rGAN datasets/cifar.py for the symmetric kind, in which the
// label that replaces another may be the same.

import { PlaygroundError } from '../schema/errors';

/** [K, K], row by row; rows add up to 1. */
export interface Transition {
  readonly classes: number;
  readonly values: readonly number[];
}

const filled = (classes: number, value: (from: number, to: number) => number): Transition => ({
  classes,
  values: Array.from({ length: classes * classes }, (_, i) =>
    value(Math.floor(i / classes), i % classes),
  ),
});

export const at = ({ classes, values }: Transition, from: number, to: number): number =>
  values[from * classes + to] ?? 0;

export const noNoise = (classes: number): Transition =>
  filled(classes, (from, to) => (from === to ? 1 : 0));

/** (1 − r) I + (r / K) 11ᵀ: with probability r a label is replaced by any of the K, evenly. */
export const symmetricNoise = (classes: number, rate: number): Transition =>
  filled(classes, (from, to) => (from === to ? 1 - rate : 0) + rate / classes);

/** With probability r a class is taken for the one after it, the last for the first. */
export const nextClassNoise = (classes: number, rate: number): Transition =>
  filled(
    classes,
    (from, to) => (from === to ? 1 - rate : 0) + ((from + 1) % classes === to ? rate : 0),
  );

/** How far the sum of a row may be from 1: thirds are written with three digits. */
const SUM_TOLERANCE = 0.01;

/**
 * A channel as a person wrote it, its rows scaled to add up to 1 exactly; no numbers at all mean no noise.
 * @param key of the setting, for the error
 * @throws PlaygroundError config.wrongType when the numbers do not fill K rows that add up to about 1
 */
export function writtenNoise(key: string, numbers: readonly number[], classes: number): Transition {
  if (numbers.length === 0) return noNoise(classes);
  const expected = `${classes} rows of ${classes} numbers, each row adding up to 1`;
  if (numbers.length !== classes * classes) {
    throw new PlaygroundError('config.wrongType', {
      key,
      expected,
      actual: `${numbers.length} numbers`,
    });
  }
  const sums = Array.from({ length: classes }, (_, from) =>
    numbers.slice(from * classes, (from + 1) * classes).reduce((sum, value) => sum + value, 0),
  );
  const wrong = sums.findIndex((sum) => Math.abs(sum - 1) > SUM_TOLERANCE);
  if (wrong >= 0) {
    throw new PlaygroundError('config.wrongType', {
      key,
      expected,
      actual: `a row ${wrong + 1} that adds up to ${(sums[wrong] ?? 0).toPrecision(3)}`,
    });
  }
  return filled(classes, (from, to) => (numbers[from * classes + to] ?? 0) / (sums[from] ?? 1));
}

/**
 * Rows and columns swapped, which is the easiest mistake to make; rows scaled to add up to 1.
 * @throws PlaygroundError config.wrongType when a label never comes, so that its row would be empty
 */
export function transposed(key: string, transition: Transition): Transition {
  const { classes } = transition;
  const sums = Array.from({ length: classes }, (_, to) =>
    Array.from({ length: classes }, (__, from) => at(transition, from, to)).reduce(
      (sum, value) => sum + value,
      0,
    ),
  );
  const empty = sums.indexOf(0);
  if (empty >= 0) {
    throw new PlaygroundError('config.wrongType', {
      key,
      expected: 'noise in which every label comes up',
      actual: `a column ${empty + 1} of zeros`,
    });
  }
  return filled(classes, (from, to) => at(transition, to, from) / (sums[from] ?? 1));
}

/**
 * P(class | label) where all classes are equally frequent: row j holds the classes behind label j. Rows of labels that never come
 * are even.
 * Source: takuhirok/rGAN utils/util.py, which draws the classes that G is asked for from it.
 */
export function posterior(transition: Transition): Transition {
  const { classes } = transition;
  return filled(classes, (label, from) => {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += at(transition, k, label);
    return sum === 0 ? 1 / classes : at(transition, from, label) / sum;
  });
}

/** Σ |T − S| / K: 0 for equal channels, at most 2. */
export function differenceOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / Math.sqrt(a.length);
}

/**
 * The label that a sample of class `from` comes with.
 * @param u in [0, 1), the sample's own number. Its own class goes first, so that a sample whose label is right stays right when
 *   the noise is turned down.
 */
export function noisyLabel(transition: Transition, from: number, u: number): number {
  let sum = at(transition, from, from);
  if (u < sum) return from;
  let last = from;
  for (let to = 0; to < transition.classes; to++) {
    const share = to === from ? 0 : at(transition, from, to);
    if (share === 0) continue;
    sum += share;
    last = to;
    if (u < sum) return to;
  }
  // The shares add up to 1 but for rounding.
  return last;
}
