import { classAccuracy } from '../../../lib/gan/metrics/class-agreement';
import { type Arm, type Claim, type EvidenceData, figuresOf } from '../claim';
import { classDiversity } from '../class-diversity';
import { clearlyAbove, spreadText } from '../statistics';

const STEPS = 1000;
const SAMPLES = 1000;
const CLASSES = 10;
const LAMBDAS = [0.1, 1, 10] as const;

const arm = (data: EvidenceData, lambda: number): Arm => ({
  label: `λ = ${lambda}`,
  architecture: 'acgan',
  data,
  params: { size: 'S', lambda },
  phases: [{ steps: STEPS }],
});

const claimOn = (id: string, name: string, data: EvidenceData): Claim => ({
  id,
  claim: `On ${name} the samples of one class grow more alike as λ, the weight of AC-GAN’s classes, grows.`,
  source:
    'Gong et al. 2019 (arXiv:1907.02690), on the missing entropy term of AC-GAN; the sweep over λ is ours',
  refutedBy: `Diversity within classes at λ = ${LAMBDAS[2]} clearly above that at λ = ${LAMBDAS[0]} (two standard errors). Undecided where neither is clearly above.`,
  arms: LAMBDAS.map((lambda) => arm(data, lambda)),
  measures: {
    diversity: { label: 'diversity within classes, real ones 1', decimals: 3 },
    accuracy: { label: 'class accuracy of samples', decimals: 3 },
  },
  async measure(run) {
    const { values, asked } = await run.requested(SAMPLES);
    const seen = await run.digitsSeen(values);
    // Samples of another class than asked for would count as diversity.
    const right = Int32Array.from(asked, (label, i) => (seen[i] === label ? label : -1));
    return {
      diversity: classDiversity(run.source, values, right, CLASSES),
      accuracy: classAccuracy(asked, seen),
    };
  },
  judge(figures) {
    const of = (lambda: number) => figuresOf(figures, `λ = ${lambda}`, 'diversity');
    const [low, , high] = LAMBDAS.map(of);
    if (low === undefined || high === undefined) throw new Error('an arm is missing');
    const because = LAMBDAS.map(
      (lambda) => `diversity ${spreadText(of(lambda), 3)} at λ = ${lambda}`,
    ).join(', ');
    if (clearlyAbove(high, low)) return { verdict: 'refuted', because };
    return { verdict: clearlyAbove(low, high) ? 'supported' : 'undecided', because };
  },
  quickShare: 0.01,
});

export const ACGAN_DIVERSITY: readonly Claim[] = [
  claimOn('acgan-diversity-digits', 'digits', { dataset: 'digits' }),
  claimOn('acgan-diversity-mnist', 'real MNIST', 'mnist'),
];
