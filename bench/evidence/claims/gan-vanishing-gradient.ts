import type { Arm, Claim, FinishedRun } from '../claim';
import { figuresOf } from '../claim';
import { spreadOf } from '../statistics';

/** Steps of D alone against the untrained G, before G's one step: D half-way, and D sure of itself. */
const ONLY_D = [500, 20_000] as const;
/** The paper's premise, "rejects samples with high confidence". */
const REJECTED = 0.01;
/** G's gradient must be so many times longer for the claim to hold; at equal D the theory gives (1 - D) / D. */
const FACTOR = 10;

const labelOf = (loss: string, steps: number) => `${loss}, D alone for ${steps}`;

const arm = (loss: string, steps: number): Arm => ({
  label: labelOf(loss, steps),
  architecture: 'gan',
  data: { dataset: 'ring' },
  params: { loss, gEma: false },
  phases: [
    { steps, set: { trainG: false } },
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
  refutedBy: `With D(G(z)) below ${REJECTED}: G’s gradient under the non-saturating loss less than ${FACTOR} times as long as under minimax. Undecided where D does not get that far.`,
  arms: ONLY_D.flatMap((steps) => [arm('minimax', steps), arm('nonSaturating', steps)]),
  measures: {
    gradNormG: { label: '‖∇G‖', decimals: 5 },
    dFake: { label: 'D(G(z))', decimals: 4 },
  },
  measure: async (run) => ({ gradNormG: last(run, 'gradNormG'), dFake: last(run, 'dFake') }),
  judge(figures) {
    const rows = ONLY_D.map((steps) => {
      const norms = (loss: string) => figuresOf(figures, labelOf(loss, steps), 'gradNormG');
      const [weak, strong] = [norms('minimax'), norms('nonSaturating')];
      return {
        ratio: spreadOf(strong).mean / spreadOf(weak).mean,
        dFake: spreadOf(figuresOf(figures, labelOf('minimax', steps), 'dFake')).mean,
      };
    });
    const because = rows
      .map(
        ({ ratio, dFake }) =>
          `at D(G(z)) = ${dFake.toFixed(4)} the gradient is ${ratio.toFixed(1)} times as long without saturation`,
      )
      .join('; ');
    const decisive = rows.filter(({ dFake }) => dFake < REJECTED);
    if (decisive.length === 0) return { verdict: 'undecided', because };
    const holds = decisive.every(({ ratio }) => ratio >= FACTOR);
    return { verdict: holds ? 'supported' : 'refuted', because };
  },
  quickShare: 0.1,
};
