// Archimedean spirals with noise: long thin arms that a generator has to unroll from a simple latent cloud.

import { integer, number } from '../../../schema/params';
import { type Curve, noisyCurves } from './noisy-curve';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

const OUTER_RADIUS = 2.5;

/** The arms start at this share of the outer radius, so that they do not melt together in the middle. */
const INNER_SHARE = 0.12;

export const spiral = definePoints({
  id: 'spiral',
  dim: 2,
  label: 'Spiral',
  help: 'Arms that wind around the middle: one long thin shape, hard to cover from end to end.',
  params: {
    arms: integer({
      label: 'Arms',
      help: 'The number of arms.',
      group: 'data',
      default: 2,
      min: 1,
      max: 4,
    }),
    turns: number({
      label: 'Turns',
      help: 'How often each arm winds around the middle.',
      group: 'data',
      live: false,
      default: 1.25,
      min: 0.5,
      max: 2.5,
    }),
    noise: number({
      label: 'Noise σ',
      help: 'How far the points stray from the arms.',
      group: 'data',
      live: false,
      default: 0.06,
      min: 0.02,
      max: 0.3,
      scale: 'log',
    }),
  },
  create({ arms, turns, noise }) {
    const curves = Array.from({ length: arms }, (_, k): Curve => {
      const start = (2 * Math.PI * k) / arms;
      return (u) => {
        // Radius grows with the square root of u, because an arm's length grows with the square of its radius: the
        // points lie almost evenly along it.
        const t = Math.sqrt(INNER_SHARE ** 2 + u * (1 - INNER_SHARE ** 2));
        const angle = start + 2 * Math.PI * turns * t;
        return [OUTER_RADIUS * t * Math.cos(angle), OUTER_RADIUS * t * Math.sin(angle)];
      };
    });
    return noisyCurves(curves, noise, PLOT_EXTENT);
  },
});
