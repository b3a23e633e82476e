import { type Arm, type Claim, figuresOf } from '../claim';
import { clearlyAbove, spreadText } from '../statistics';

const STEPS = 1500;
const MEASURES = ['frechet', 'precision', 'recall'] as const;
const FEATURES = 'digits classifier features';

const arm = (label: string, batchNormG: boolean, batchNormD: boolean): Arm => ({
  label,
  architecture: 'dcgan',
  data: { dataset: 'digits' },
  params: { size: 'S', batchSize: 32, batchNormG, batchNormD },
  phases: [{ steps: STEPS }],
});

const ARMS = [
  arm('in G and D', true, true),
  arm('in G alone', true, false),
  arm('in neither', false, false),
] as const;

export const DCGAN_BATCH_NORM: Claim = {
  id: 'dcgan-batch-norm',
  claim:
    'DCGAN needs batch norm: without it in both networks its samples are farther from the data.',
  source: 'Radford, Metz and Chintala 2016, section 3 (arXiv:1511.06434)',
  refutedBy:
    'The Fréchet distance with batch norm in both clearly above that without any (two standard errors). Undecided where neither is clearly above.',
  arms: ARMS,
  measures: {
    frechet: { label: `Fréchet distance · ${FEATURES}`, decimals: 2 },
    precision: { label: `precision · ${FEATURES}`, decimals: 3 },
    recall: { label: `recall · ${FEATURES}`, decimals: 3 },
  },
  measure: (run) => run.metrics(MEASURES),
  judge(figures) {
    const of = (label: string) => figuresOf(figures, label, 'frechet');
    const [both, neither] = [of('in G and D'), of('in neither')];
    const because = ARMS.map(
      ({ label }) => `Fréchet distance ${spreadText(of(label), 2)} ${label}`,
    ).join(', ');
    if (clearlyAbove(both, neither)) return { verdict: 'refuted', because };
    return { verdict: clearlyAbove(neither, both) ? 'supported' : 'undecided', because };
  },
  quickShare: 0.01,
};
