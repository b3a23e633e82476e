// What can be wrong with a run, in words: all that a catalog needs of the detectors.

import type { SymptomEntry, SymptomId } from '../../schema/health';

export const SYMPTOM_TEXTS = {
  discriminatorTooStrong: {
    id: 'discriminatorTooStrong',
    label: 'D is too strong',
    help: 'D has been right about nearly every sample, real or fake, for a while; what G learns from it becomes noise.',
    remedy:
      'Slow D down or blur what it sees: a lower rate of D, fewer steps of D, instance noise, or a gradient penalty (R1).',
  },
  vanishingGradient: {
    id: 'vanishingGradient',
    label: 'G’s gradient vanishes',
    help: 'The gradient that reaches G is a tiny part of what it was: G stands still, whatever its samples look like.',
    remedy:
      'Use the non-saturating loss, give G more to learn from by weakening D, or start again with a smaller rate where an output is saturated.',
  },
  modeCollapse: {
    id: 'modeCollapse',
    label: 'Mode collapse',
    help: 'G gives nearly the same samples for different z: far more pairs of them are close than among real samples.',
    remedy:
      'Give D more time (more steps of D, a lower rate of G), or smooth it with a gradient penalty; then start over if G does not spread out again.',
  },
  classCollapse: {
    id: 'classCollapse',
    label: 'Collapse within a class',
    help: 'For one class asked of it, G gives nearly the same sample whatever z is, although the others vary.',
    remedy:
      'Lower the weight of the class term, which pays for typical samples, and give D more time.',
  },
  oscillation: {
    id: 'oscillation',
    label: 'Oscillation',
    help: 'The sample of one and the same z keeps jumping across the data from look to look: the players chase each other in circles.',
    remedy: 'Lower both rates, average G’s weights (EMA), or add a gradient penalty.',
  },
  memorisation: {
    id: 'memorisation',
    label: 'Memorisation',
    help: 'Generated samples lie much closer to training samples than these lie to one another: G repeats what it was shown.',
    remedy:
      'Train on more data, make the networks smaller, or stop earlier. No live setting brings the lost variety back.',
  },
  explodingGradient: {
    id: 'explodingGradient',
    label: 'Gradients run away',
    help: 'A gradient is many times longer than it used to be; the next steps may overflow.',
    remedy: 'Lower the learning rates, or bound D with a gradient penalty.',
  },
  deadUnits: {
    id: 'deadUnits',
    label: 'Dead units',
    help: 'More than two fifths of a layer is 0 for every sample; such units get no gradient and never come back.',
    remedy:
      'Start again with a lower rate, or with leaky ReLU, which keeps a gradient on the negative side.',
  },
} as const satisfies { readonly [Id in SymptomId]: SymptomEntry & { readonly id: Id } };

/** For the catalog. */
export const SYMPTOM_ENTRIES: readonly SymptomEntry[] = Object.values(SYMPTOM_TEXTS);
