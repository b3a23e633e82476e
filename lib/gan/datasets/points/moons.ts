// Two interleaved half circles with noise: connected, curved, and not linearly separable. The shape is the well-known one
// (unit half circles, the lower shifted by (1, 0.5)), centred and scaled to the common frame.

import { number } from '../../../schema/params';
import { type Curve, noisyCurves } from './noisy-curve';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

/** Scales the figure, 3 wide and 1.5 high, to the common frame. */
const SCALE = 1.6;

/** The figure's middle before scaling. */
const MIDDLE = [0.5, 0.25] as const;

const upper: Curve = (u) => [
  SCALE * (Math.cos(Math.PI * u) - MIDDLE[0]),
  SCALE * (Math.sin(Math.PI * u) - MIDDLE[1]),
];

const lower: Curve = (u) => [
  SCALE * (1 - Math.cos(Math.PI * u) - MIDDLE[0]),
  SCALE * (0.5 - Math.sin(Math.PI * u) - MIDDLE[1]),
];

export const moons = definePoints({
  id: 'moons',
  dim: 2,
  label: 'Two moons',
  help: 'Two crescents that hook into each other: the generator must bend, and leave the gap between them empty.',
  params: {
    noise: number({
      label: 'Noise σ',
      help: 'How far the points stray from the crescents.',
      group: 'data',
      live: false,
      default: 0.1,
      min: 0.02,
      max: 0.4,
      scale: 'log',
    }),
  },
  create: ({ noise }) => noisyCurves([upper, lower], noise, PLOT_EXTENT),
});
