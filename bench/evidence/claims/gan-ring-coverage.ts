import type { Arm, Claim } from '../claim';
import { figuresOf } from '../claim';
import { clearlyAbove, spreadText } from '../statistics';

const STEPS = 4000;

const arm = (loss: string, nCritic: number): Arm => ({
  label: `${loss}, k = ${nCritic}`,
  architecture: 'gan',
  data: { dataset: 'ring' },
  params: { loss, nCritic },
  phases: [{ steps: STEPS }],
});

const ARMS = [
  arm('nonSaturating', 1),
  arm('nonSaturating', 5),
  arm('minimax', 1),
  arm('minimax', 5),
  arm('leastSquares', 1),
  arm('hinge', 1),
] as const;

/** The number of D's steps is the paper's own remedy for a G that outruns D. */
export const GAN_RING_COVERAGE: Claim = {
  id: 'gan-ring-coverage',
  claim:
    'On the ring of eight, more steps of D per step of G (k = 5 instead of 1) do not cost modes, with either loss of G.',
  source:
    'Goodfellow et al. 2014, section 4 and algorithm 1 (arXiv:1406.2661): G must not be trained too much without updating D, or it collapses values of z',
  refutedBy: 'Modes covered at k = 1 clearly above k = 5 (two standard errors), for either loss.',
  arms: ARMS,
  measures: {
    modeCoverage: { label: 'modes of 8', decimals: 1 },
    highQualityShare: { label: 'high-quality share', decimals: 3 },
  },
  measure: (run) => run.metrics(['modeCoverage', 'highQualityShare']),
  judge(figures) {
    const modes = (label: string) => figuresOf(figures, label, 'modeCoverage');
    const pairs = ['nonSaturating', 'minimax'].map((loss) => ({
      loss,
      one: modes(`${loss}, k = 1`),
      five: modes(`${loss}, k = 5`),
    }));
    const because = pairs
      .map(
        ({ loss, one, five }) =>
          `${loss}: ${spreadText(one, 1)} modes at k = 1, ${spreadText(five, 1)} at k = 5`,
      )
      .join('; ');
    const refuted = pairs.some(({ one, five }) => clearlyAbove(one, five));
    return { verdict: refuted ? 'refuted' : 'supported', because };
  },
  quickShare: 0.02,
};
