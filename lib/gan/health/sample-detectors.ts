// Symptoms that samples show: few different ones, the same few per class, samples that wander, copies of training data,
// silent units. All compare with the same number of real samples, so that the data's own clumps do not count.

import type { Matrix } from '../metrics/matrix';
import { selectRows } from '../metrics/matrix';
import { changed, type Detector, judgedBy, notJudged, orNull, scaled } from './detector';
import { meanOf, meanShift, nearestDistances, pairDistances, quantile } from './distances';
import type { HealthEvidence, Probe } from './probe';
import { SYMPTOM_TEXTS } from './symptoms';

/** The closest share of real pairs says what "the same" means. */
const CLOSE_PAIRS = 0.05;
/** Before this, an untrained G's samples all lie together. */
const FIRST_STEP = 200;
/** A symptom must be in so many probes on end. */
const PERSISTENT = 4;
/** The same of mode collapse: a convolutional G gives much the same image for some hundred steps before it spreads out. */
const COLLAPSED_FOR = { points: PERSISTENT, images: 6 } as const;

/** How many times as many generated pairs as real ones are close. About M / m where G covers m of M equal modes. */
function crowding(generated: Matrix, real: Matrix): number {
  const close = quantile(pairDistances(real), CLOSE_PAIRS);
  const pairs = pairDistances(generated);
  const share = pairs.filter((distance) => distance <= close).length / pairs.length;
  return share / CLOSE_PAIRS;
}

/** The last probes after the first steps, or null where there are too few. */
function settledProbes({ probes }: HealthEvidence, looks: number): readonly Probe[] | null {
  const settled = probes.filter(({ step }) => step >= FIRST_STEP).slice(-looks);
  return settled.length === looks ? settled : null;
}

const tooEarly = (looks: number) => notJudged(`needs ${looks} looks after step ${FIRST_STEP}`);
const CROWDED = 3;

/** The least of several, so that one lucky or unlucky look does not decide. */
const least = (values: readonly number[]): number => Math.min(...values);

/** Samples that still move apart are those of a G that has only begun to learn; from half of the looks to the other half. */
const SPREADING = 0.05;
/** m different images of equal shares are 1 - 1 / m of the real mean distance apart: this is less than two. */
const ALIKE = 0.4;

const weakenG = (params: HealthEvidence['params']) =>
  orNull({
    ...scaled(params, 'lrG', 0.5),
    ...changed(params, { nCritic: 2, r1Gamma: 1 }),
  });

export const modeCollapse: Detector = {
  ...SYMPTOM_TEXTS.modeCollapse,
  judge(evidence) {
    const looks = COLLAPSED_FOR[evidence.kind];
    const probes = settledProbes(evidence, looks);
    if (probes === null) return tooEarly(looks);
    const spreadOfReal = meanOf(pairDistances(evidence.real));
    const spreads = probes.map(({ generated }) => meanOf(pairDistances(generated)) / spreadOfReal);
    const half = spreads.length / 2;
    const spread = meanOf(spreads.slice(half));
    return judgedBy(
      {
        label: 'close pairs of generated samples against real ones',
        value: least(probes.map(({ generated }) => crowding(generated, evidence.real))),
        threshold: CROWDED,
        suspicious: 'above',
      },
      {
        label:
          'growth of the mean distance of generated samples, in mean distances of real samples',
        value: spread - meanOf(spreads.slice(0, half)),
        threshold: SPREADING,
        suspicious: 'below',
      },
      // Points may be few places far apart.
      ...(evidence.kind === 'points'
        ? []
        : [
            {
              label: 'mean distance of generated samples, in mean distances of real samples',
              value: spread,
              threshold: ALIKE,
              suspicious: 'below' as const,
            },
          ]),
    );
  },
  remedyFor: weakenG,
};

const ROWS_PER_CLASS = 4;

const rowsOfClass = (rows: Matrix, classes: ArrayLike<number>, wanted: number): Matrix =>
  selectRows(
    rows,
    Array.from({ length: rows.rows }, (_, i) => i).filter((i) => classes[i] === wanted),
  );

export const classCollapse: Detector = {
  ...SYMPTOM_TEXTS.classCollapse,
  judge(evidence) {
    const { classes, real } = evidence;
    if (classes === null) return notJudged('the samples have no classes');
    const probes = settledProbes(evidence, PERSISTENT);
    if (probes === null) return tooEarly(PERSISTENT);
    const wanted = [...new Set(Array.from(classes.generated))].filter(
      (label) =>
        rowsOfClass(real, classes.real, label).rows >= ROWS_PER_CLASS &&
        Array.from(classes.generated).filter((other) => other === label).length >= ROWS_PER_CLASS,
    );
    if (wanted.length === 0) return notJudged('too few samples of each class');
    // Mean distances instead of counted pairs: a class has few samples here.
    const spreads = wanted.map((label) => {
      const spreadOfReal = meanOf(pairDistances(rowsOfClass(real, classes.real, label)));
      return {
        label,
        spread:
          Math.max(
            ...probes.map(({ generated }) =>
              meanOf(pairDistances(rowsOfClass(generated, classes.generated, label))),
            ),
          ) / spreadOfReal,
      };
    });
    const worst = spreads.reduce((a, b) => (b.spread < a.spread ? b : a));
    return judgedBy({
      label: `mean distance within class ${worst.label} against real samples`,
      value: worst.spread,
      threshold: 0.25,
      suspicious: 'below',
    });
  },
  remedyFor: (params) =>
    Number(params.lambda) > 0 ? scaled(params, 'lambda', 0.25) : weakenG(params),
};

/** Probes that a wandering G must wander through. */
const WANDERING = 5;
/** As far as two real samples lie apart on average: a jump across all of the data. */
const SHIFT = 1;
/** One for a straight way; a half and less for a way back and forth. */
const DIRECTED = 0.45;

export const oscillation: Detector = {
  ...SYMPTOM_TEXTS.oscillation,
  judge({ probes, real }) {
    const settled = probes.filter(({ step }) => step >= FIRST_STEP).slice(-WANDERING - 1);
    if (settled.length < WANDERING + 1) {
      return notJudged(`needs ${WANDERING + 1} looks after step ${FIRST_STEP}`);
    }
    const scale = meanOf(pairDistances(real));
    const first = settled[0]?.generated;
    const last = settled.at(-1)?.generated;
    if (first === undefined || last === undefined) throw new Error('no looks');
    const shifts = settled.slice(1).map(({ generated }, i) => {
      const before = settled[i];
      if (before === undefined) throw new Error('one shift too many');
      return meanShift(before.generated, generated) / scale;
    });
    return judgedBy(
      {
        label: 'median move of a sample between two looks, in mean distances of real samples',
        value: quantile(shifts, 0.5),
        threshold: SHIFT,
        suspicious: 'above',
      },
      {
        label: 'share of the moves that leads somewhere',
        value: meanShift(first, last) / scale / shifts.reduce((sum, shift) => sum + shift, 0),
        threshold: DIRECTED,
        suspicious: 'below',
      },
    );
  },
  remedyFor: (params) =>
    orNull({
      ...scaled(params, 'lrD', 0.5),
      ...scaled(params, 'lrG', 0.5),
      ...changed(params, { r1Gamma: 1 }),
    }),
};

/** Copies lie this much closer to training data than real samples lie to each other. */
const COPY = 0.35;

export const memorisation: Detector = {
  ...SYMPTOM_TEXTS.memorisation,
  judge(evidence) {
    const { training, probes } = evidence;
    if (training === null) return notJudged('points are drawn anew and never repeat');
    if (settledProbes(evidence, PERSISTENT) === null) return tooEarly(PERSISTENT);
    if (training.apart === 0) return notJudged('most training images have an exact double');
    const now = probes[probes.length - 1]?.generated ?? probes[0].generated;
    return judgedBy({
      label:
        'median distance of a generated sample to training data against that of training data to each other',
      value: quantile(nearestDistances(now, training.rows), 0.5) / training.apart,
      threshold: COPY,
      suspicious: 'below',
    });
  },
  remedyFor: () => null,
};

const SILENT = 0.4;

export const deadUnits: Detector = {
  ...SYMPTOM_TEXTS.deadUnits,
  judge({ probes }) {
    const last = probes[probes.length - 1] ?? probes[0];
    if (last.silent.length === 0) return notJudged('this run has no layer statistics');
    const worst = last.silent.reduce((a, b) => (b.share > a.share ? b : a));
    return judgedBy({
      label: `share of silent units in ${worst.layer}`,
      value: worst.share,
      threshold: SILENT,
      suspicious: 'above',
      share: true,
    });
  },
  remedyFor: (params) => orNull({ ...scaled(params, 'lrD', 0.5), ...scaled(params, 'lrG', 0.5) }),
};
