import { classAccuracy, confusionMatrix } from '../../../lib/gan/metrics/class-agreement';
import { purityOf } from '../../../lib/gan/views/requested-seen';
import type { ParamRecord } from '../../../lib/schema/params';
import { type Arm, type Claim, type EvidenceData, type FinishedRun, figuresOf } from '../claim';
import { clearlyAbove, spreadOf, spreadText } from '../statistics';

const STEPS = 1000;
/** Half of the labels say nothing, so that D needs longer to heed them. */
const HALF_OF_LABELS = { steps: 3000, params: { dataRate: 0.5 } } as const;
const SAMPLES = 1000;
const CLASSES = 10;
/** What knowing the noise has to be worth. */
const GAIN = 0.2;
const SOURCE = 'Kaneko, Ushiku and Harada 2019 (arXiv:1811.11165)';

const arm = (
  label: string,
  data: EvidenceData,
  architecture: 'rgan' | 'cgan',
  params: ParamRecord,
  steps: number = STEPS,
): Arm => ({
  label,
  architecture,
  data,
  params: { size: 'S', ...params },
  phases: [{ steps }],
});

async function measure(run: FinishedRun) {
  const { values, asked } = await run.requested(SAMPLES);
  const seen = await run.digitsSeen(values);
  const perClass = SAMPLES / CLASSES;
  const shares = confusionMatrix(asked, seen, CLASSES).map((count) => count / perClass);
  return { purity: purityOf(shares, CLASSES), accuracy: classAccuracy(asked, seen) };
}

const COMMON = {
  measures: {
    purity: { label: 'largest share of a requested class', decimals: 3 },
    accuracy: { label: 'class accuracy of samples', decimals: 3 },
  },
  measure,
  quickShare: 0.01,
} as const;

const symmetric = (id: string, name: string, data: EvidenceData): Claim => {
  const arms = ['knows the noise', 'believes the labels'] as const;
  const { steps, params } = HALF_OF_LABELS;
  return {
    ...COMMON,
    id,
    claim: `With half of the labels of ${name} drawn at random, rcGAN that knows so makes purer classes than one that believes the labels, by at least ${GAIN}.`,
    source: `${SOURCE}; the threshold is ours`,
    refutedBy: `A mean gain in purity (the largest share of one digit among samples asked for one class) below ${GAIN}.`,
    arms: [
      arm(arms[0], data, 'rgan', { ...params, modelNoise: 'same' }, steps),
      arm(arms[1], data, 'rgan', { ...params, modelNoise: 'none' }, steps),
    ],
    judge(figures) {
      const of = (label: string) => figuresOf(figures, label, 'purity');
      const [knows, believes] = [of(arms[0]), of(arms[1])];
      const gain = spreadOf(knows).mean - spreadOf(believes).mean;
      return {
        verdict: gain >= GAIN ? 'supported' : 'refuted',
        because: `purity ${spreadText(knows, 3)} with the right T, ${spreadText(believes, 3)} without`,
      };
    },
  };
};

const transposed = (id: string, name: string, data: EvidenceData): Claim => {
  const arms = ['T right', 'T transposed'] as const;
  const noise = { dataNoise: 'asymmetric', dataRate: 0.4 } as const;
  return {
    ...COMMON,
    id,
    claim: `With 40 % of the labels of ${name} moved to the next class, rcGAN with T transposed is worse than with T as it is.`,
    source: `${SOURCE} state T as P(label | class); the comparison is ours`,
    refutedBy:
      'A class accuracy with T right that is not clearly above that with T transposed (two standard errors).',
    arms: [
      arm(arms[0], data, 'rgan', { ...noise, modelNoise: 'same' }),
      arm(arms[1], data, 'rgan', { ...noise, modelNoise: 'transposed' }),
    ],
    judge(figures) {
      const of = (label: string) => figuresOf(figures, label, 'accuracy');
      const [right, wrong] = [of(arms[0]), of(arms[1])];
      return {
        verdict: clearlyAbove(right, wrong) ? 'supported' : 'refuted',
        because: `class accuracy ${spreadText(right, 3)} with T right, ${spreadText(wrong, 3)} transposed`,
      };
    },
  };
};

const clean = (id: string, name: string, data: EvidenceData): Claim => {
  const arms = ['rgan', 'cgan'] as const;
  return {
    ...COMMON,
    id,
    claim: `With right labels of ${name}, rcGAN does as well as the plain conditional GAN.`,
    source: `${SOURCE}: without noise T is the identity and the two are the same`,
    refutedBy: 'Either class accuracy clearly above the other (two standard errors).',
    arms: [
      arm(arms[0], data, 'rgan', { dataNoise: 'none', modelNoise: 'same' }),
      arm(arms[1], data, 'cgan', {}),
    ],
    judge(figures) {
      const of = (label: string) => figuresOf(figures, label, 'accuracy');
      const [robust, plain] = [of(arms[0]), of(arms[1])];
      const apart = clearlyAbove(robust, plain) || clearlyAbove(plain, robust);
      return {
        verdict: apart ? 'refuted' : 'supported',
        because: `class accuracy ${spreadText(robust, 3)} of rgan, ${spreadText(plain, 3)} of cgan`,
      };
    },
  };
};

const on = (suffix: string, name: string, data: EvidenceData): readonly Claim[] => [
  symmetric(`rgan-symmetric-${suffix}`, name, data),
  transposed(`rgan-transposed-${suffix}`, name, data),
  clean(`rgan-clean-${suffix}`, name, data),
];

export const RGAN_LABEL_NOISE: readonly Claim[] = [
  ...on('digits', 'digits', { dataset: 'digits' }),
  ...on('mnist', 'real MNIST', 'mnist'),
];
