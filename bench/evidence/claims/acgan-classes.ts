import { classAccuracy } from '../../../lib/gan/metrics/class-agreement';
import { type Arm, type Claim, type EvidenceData, figuresOf } from '../claim';
import { spreadOf, spreadText } from '../statistics';

const STEPS = 2000;
/** With the 32 of the size the samples stay too rough for the classifier. */
const BATCH_SIZE = 64;
const SAMPLES = 1000;
/** At least, with the class term. */
const RIGHT = 0.95;
/** Less, without it. */
const LEFT_TO_CHANCE = 0.5;

const arm = (data: EvidenceData, lambda: number): Arm => ({
  label: `λ = ${lambda}`,
  architecture: 'acgan',
  data,
  params: { size: 'S', batchSize: BATCH_SIZE, lambda },
  phases: [{ steps: STEPS }],
});

const claimOn = (id: string, name: string, data: EvidenceData): Claim => ({
  id,
  claim: `On ${name} AC-GAN makes the class that it is asked for; without the class term (λ = 0) it does not.`,
  source: 'Odena, Olah and Shlens 2017, section 4 (arXiv:1610.09585); the thresholds are ours',
  refutedBy: `A mean share of samples that the independent classifier sees as what was asked for below ${RIGHT} with λ = 1, or of at least ${LEFT_TO_CHANCE} with λ = 0.`,
  arms: [arm(data, 1), arm(data, 0)],
  measures: { accuracy: { label: 'class accuracy of samples', decimals: 3 } },
  async measure(run) {
    const { values, asked } = await run.requested(SAMPLES);
    return { accuracy: classAccuracy(asked, await run.digitsSeen(values)) };
  },
  judge(figures) {
    const of = (label: string) => figuresOf(figures, label, 'accuracy');
    const [on, off] = [of('λ = 1'), of('λ = 0')];
    const holds = spreadOf(on).mean >= RIGHT && spreadOf(off).mean < LEFT_TO_CHANCE;
    return {
      verdict: holds ? 'supported' : 'refuted',
      because: `class accuracy ${spreadText(on, 3)} with λ = 1, ${spreadText(off, 3)} with λ = 0`,
    };
  },
  quickShare: 0.01,
});

export const ACGAN_CLASSES: readonly Claim[] = [
  claimOn('acgan-classes-digits', 'digits', { dataset: 'digits' }),
  claimOn('acgan-classes-mnist', 'real MNIST', 'mnist'),
];
