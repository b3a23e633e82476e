import type { Arm, Claim, FinishedRun } from '../claim';
import { figuresOf } from '../claim';
import { spreadOf, spreadText } from '../statistics';

/** Steps of D alone against the untrained G, before G's one step. */
const ONLY_D = 500;
/** G's gradient must be so many times longer for the claim to hold; the theory gives (1 - D) / D at equal D. */
const FACTOR = 10;

const arm = (loss: string): Arm => ({
  label: loss,
  architecture: 'gan',
  data: { dataset: 'ring' },
  params: { loss, gEma: false },
  phases: [
    { steps: ONLY_D, set: { trainG: false } },
    { steps: 1, set: { trainG: true } },
  ],
});

const last = ({ history }: FinishedRun, id: string): number =>
  history.values[id]?.at(-1) ?? Number.NaN;

export const GAN_VANISHING_GRADIENT: Claim = {
  id: 'gan-vanishing-gradient',
  claim:
    'Once D rejects the samples, the minimax loss leaves G almost no gradient, and the non-saturating loss leaves it a strong one.',
  source: 'Goodfellow et al. 2014, section 3 (arXiv:1406.2661)',
  refutedBy: `G’s gradient under the non-saturating loss less than ${FACTOR} times as long as under minimax, after ${ONLY_D} steps of D alone.`,
  arms: [arm('minimax'), arm('nonSaturating')],
  measures: {
    gradNormG: { label: '‖∇G‖', decimals: 5 },
    dFake: { label: 'D(G(z))', decimals: 4 },
  },
  measure: async (run) => ({ gradNormG: last(run, 'gradNormG'), dFake: last(run, 'dFake') }),
  judge(figures) {
    const [weak, strong] = ['minimax', 'nonSaturating'].map((label) =>
      figuresOf(figures, label, 'gradNormG'),
    ) as [readonly number[], readonly number[]];
    const ratio = spreadOf(strong).mean / spreadOf(weak).mean;
    return {
      verdict: ratio >= FACTOR ? 'supported' : 'refuted',
      because: `‖∇G‖ ${spreadText(weak, 5)} with minimax, ${spreadText(strong, 3)} without saturation, ${ratio.toFixed(0)} times as long`,
    };
  },
  quickShare: 0.1,
};
