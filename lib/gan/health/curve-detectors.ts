// Symptoms that the curves show: a D that is sure, a G without gradient, gradients that run away.

import {
  changed,
  type Detector,
  judgedBy,
  lastValues,
  notJudged,
  orNull,
  scaled,
} from './detector';
import { meanOf, quantile } from './distances';
import { SYMPTOM_TEXTS } from './symptoms';

/** Losses whose logits are log-odds, so that sigmoid of them is a probability; elsewhere D(real) near 1 is no news. */
const PROBABILITY_LOSSES: readonly unknown[] = ['nonSaturating', 'minimax', 'blend'];
const WINDOW = 50;
const TOO_SHORT = `needs ${WINDOW} steps`;

/** Where D is right so clearly that G learns by its mistakes no more. */
const SURE_OF_REAL = 0.99;
const SURE_OF_FAKE = 0.01;
/** D is ahead for a while in most runs, and G catches up. */
const SURE_FOR = 100;

export const discriminatorTooStrong: Detector = {
  ...SYMPTOM_TEXTS.discriminatorTooStrong,
  judge(evidence) {
    if (!PROBABILITY_LOSSES.includes(evidence.params.loss)) {
      return notJudged('D’s outputs are probabilities under cross-entropy losses only');
    }
    const real = lastValues(evidence, 'dReal', SURE_FOR);
    const fake = lastValues(evidence, 'dFake', SURE_FOR);
    if (real === null || fake === null) return notJudged(`needs ${SURE_FOR} steps`);
    return judgedBy(
      {
        label: 'mean D(real)',
        value: meanOf(real),
        threshold: SURE_OF_REAL,
        suspicious: 'above',
        share: true,
      },
      {
        label: 'mean D(fake)',
        value: meanOf(fake),
        threshold: SURE_OF_FAKE,
        suspicious: 'below',
        share: true,
      },
    );
  },
  remedyFor: (params) =>
    orNull({
      ...scaled(params, 'lrD', 0.25),
      ...changed(params, { instanceNoise: 0.1, nCritic: 1 }),
    }),
};

/** G's gradient against its own longest stretch, and against D's, which sees the same loss. */
const SHARE_OF_PEAK = 0.02;
const SHARE_OF_D = 0.05;

export const vanishingGradient: Detector = {
  ...SYMPTOM_TEXTS.vanishingGradient,
  judge(evidence) {
    const norms = lastValues(evidence, 'gradNormG', WINDOW);
    const all = lastValues(evidence, 'gradNormG', 1);
    if (norms === null || all === null) return notJudged(TOO_SHORT);
    const ofD = lastValues(evidence, 'gradNormD', WINDOW);
    const history = [...(evidence.history.values.gradNormG ?? [])].filter((value) => value >= 0);
    const now = quantile(norms, 0.5);
    return judgedBy(
      {
        label: 'median ‖∇G‖ against its 90th percentile so far',
        value: now / Math.max(quantile(history, 0.9), Number.MIN_VALUE),
        threshold: SHARE_OF_PEAK,
        suspicious: 'below',
      },
      ...(ofD === null
        ? []
        : [
            {
              label: 'median ‖∇G‖ against the largest ‖∇D‖ so far',
              value:
                now /
                Math.max(
                  ...[...(evidence.history.values.gradNormD ?? [])].filter((value) => value >= 0),
                  Number.MIN_VALUE,
                ),
              threshold: SHARE_OF_D,
              suspicious: 'below' as const,
            },
          ]),
    );
  },
  remedyFor: (params) =>
    orNull({ ...changed(params, { loss: 'nonSaturating' }), ...scaled(params, 'lrD', 0.25) }),
};

/** How many times the early gradient the present one may be. */
const GROWTH = 30;
const EARLY = 50;

export const explodingGradient: Detector = {
  ...SYMPTOM_TEXTS.explodingGradient,
  judge(evidence) {
    const candidates = ['gradNormD', 'gradNormG'].flatMap((id) => {
      const values = [...(evidence.history.values[id] ?? [])].filter((value) => value >= 0);
      if (values.length < EARLY + 20) return [];
      const before = quantile(values.slice(0, EARLY), 0.5);
      const growth = quantile(values.slice(-20), 0.5) / Math.max(before, Number.MIN_VALUE);
      return [{ id, growth }];
    });
    if (candidates.length === 0) return notJudged(`needs ${EARLY + 20} steps`);
    const worst = candidates.reduce((a, b) => (b.growth > a.growth ? b : a));
    return judgedBy({
      label: `median ‖∇${worst.id.endsWith('D') ? 'D' : 'G'}‖ of the last 20 steps against the first ${EARLY}`,
      value: worst.growth,
      threshold: GROWTH,
      suspicious: 'above',
    });
  },
  remedyFor: (params) => orNull({ ...scaled(params, 'lrD', 0.25), ...scaled(params, 'lrG', 0.25) }),
};
