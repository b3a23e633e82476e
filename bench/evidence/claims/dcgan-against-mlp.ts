import { type Arm, type Claim, type EvidenceData, figuresOf } from '../claim';
import { clearlyAbove, spreadText } from '../statistics';

/** Of 32 images each: equally many for both networks. */
const STEPS = 1500;
const MEASURES = ['frechet', 'precision', 'recall'] as const;

const arm = (architecture: 'gan' | 'dcgan', data: EvidenceData): Arm => ({
  label: architecture,
  architecture,
  data,
  params: { size: 'S', batchSize: 32 },
  phases: [{ steps: STEPS }],
});

/** `features` – the feature set that the figures of these data rest on, by its name. */
const claimOn = (id: string, name: string, data: EvidenceData, features: string): Claim => ({
  id,
  claim: `After equally many images of ${name}, the convolutional DCGAN is closer to the data than the fully connected GAN of the same size setting.`,
  source:
    'Radford, Metz and Chintala 2016, section 5 (arXiv:1511.06434), who compare features; the comparison of samples is ours',
  refutedBy: `The Fréchet distance of dcgan clearly above that of gan (two standard errors). Undecided where neither is clearly above.`,
  arms: [arm('gan', data), arm('dcgan', data)],
  measures: {
    frechet: { label: `Fréchet distance · ${features}`, decimals: 2 },
    precision: { label: `precision · ${features}`, decimals: 3 },
    recall: { label: `recall · ${features}`, decimals: 3 },
    trainingSeconds: { label: 'seconds of training', decimals: 0 },
  },
  measure: async (run) => ({ ...(await run.metrics(MEASURES)), trainingSeconds: run.seconds }),
  judge(figures) {
    const [gan, dcgan] = [
      figuresOf(figures, 'gan', 'frechet'),
      figuresOf(figures, 'dcgan', 'frechet'),
    ];
    const because = `Fréchet distance ${spreadText(dcgan, 2)} of dcgan, ${spreadText(gan, 2)} of gan`;
    if (clearlyAbove(dcgan, gan)) return { verdict: 'refuted', because };
    return { verdict: clearlyAbove(gan, dcgan) ? 'supported' : 'undecided', because };
  },
  quickShare: 0.01,
});

export const DCGAN_AGAINST_MLP: readonly Claim[] = [
  claimOn(
    'dcgan-against-mlp-digits',
    'digits',
    { dataset: 'digits' },
    'digits classifier features',
  ),
  claimOn('dcgan-against-mlp-mnist', 'real MNIST', 'mnist', 'random convolutions features'),
];
