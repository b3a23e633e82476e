import { LABELS_PER_CLASS } from '../../../lib/gan/training/semi-supervised-rules';
import type { ViewData } from '../../../lib/schema/views';
import {
  type Arm,
  type Claim,
  type EvidenceData,
  type Figures,
  type FinishedRun,
  figuresOf,
} from '../claim';
import { spreadOf, spreadText } from '../statistics';

const STEPS = 1000;
const FEWEST_SEEDS = 5;
/** The counts of the claim; 3 is a setting for toys. */
const COUNTS = LABELS_PER_CLASS.filter((count) => count !== '3');
const FEW = '10 per class';
const ALL = 'all per class';

const arm = (count: string, data: EvidenceData): Arm => ({
  label: `${count} per class`,
  architecture: 'sgan',
  data,
  params: { size: 'S', batchSize: 32, labelsPerClass: count },
  phases: [{ steps: STEPS }],
});

function accuracyIn(view: ViewData): number {
  if (view.kind !== 'matrix') throw new Error(`a ${view.kind} has no accuracy`);
  const found = view.figures.find(({ label }) => label === 'Held-out accuracy');
  if (found === undefined) throw new Error('the matrix states no accuracy');
  return found.value;
}

async function measure({ trainer }: FinishedRun) {
  const sgan = accuracyIn(await trainer.view('confusionD', {}));
  const baseline = accuracyIn(await trainer.view('confusionBaseline', {}));
  return { sgan, baseline, gain: sgan - baseline };
}

function judge(figures: Readonly<Record<string, Figures>>): ReturnType<Claim['judge']> {
  const few = figuresOf(figures, FEW, 'gain');
  const all = figuresOf(figures, ALL, 'gain');
  const because = `gain ${spreadText(few, 3)} with 10 labels per class, ${spreadText(all, 3)} with all`;
  if (few.length < FEWEST_SEEDS) {
    return { verdict: 'undecided', because: `${because}; fewer than ${FEWEST_SEEDS} seeds` };
  }
  const { mean, deviation } = spreadOf(few);
  if (mean <= 0 || spreadOf(all).mean >= mean) return { verdict: 'refuted', because };
  const clear = mean > (2 * deviation) / Math.sqrt(few.length);
  return { verdict: clear ? 'supported' : 'undecided', because };
}

/** Each run trains both networks on the same labelled batches, so that gains are differences within a run. */
const claimOn = (name: string, shown: string, data: EvidenceData): Claim => ({
  id: `sgan-labels-${name}`,
  claim: `On ${shown}, a classifier that learns from 10 labels per class, from all other images without labels and against a generator finds more held-out classes than one that sees the labelled images alone; with all labels the gap is smaller.`,
  source:
    'Odena 2016, section 3.2 and table 1 (arXiv:1606.01583): .928 against .895 at 100 labels, .964 against .965 at 1000',
  refutedBy: `Over at least ${FEWEST_SEEDS} seeds: a mean gain with 10 labels per class of 0 or less, or one that is no larger than with all labels. Undecided where that gain is within two standard errors of 0.`,
  arms: COUNTS.map((count) => arm(count, data)),
  measures: {
    sgan: { label: 'held-out accuracy of sgan', decimals: 3 },
    baseline: { label: 'of its baseline', decimals: 3 },
    gain: { label: 'gain', decimals: 3 },
  },
  measure,
  judge,
  chart: {
    title: `Held-out accuracy on ${shown} by labels per class`,
    across: 'labels per class',
    up: 'held-out accuracy',
    places: COUNTS.map((count) => ({ label: count, arm: `${count} per class` })),
    lines: [
      { label: 'SGAN', measure: 'sgan' },
      { label: 'labelled images alone', measure: 'baseline' },
    ],
  },
  quickShare: 0.01,
});

export const SGAN_LABELS: readonly Claim[] = [
  claimOn('digits', 'digits', { dataset: 'digits' }),
  claimOn('mnist', 'real MNIST', 'mnist'),
];
