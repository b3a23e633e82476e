// Gaussians evenly spaced on a circle: the standard test for mode collapse.
// Source: Metz et al. 2016, section 3.1 (arXiv:1611.02163): 8 modes, radius 2, standard deviation 0.02.
// Differs from the paper: standard deviation 0.05, so that a mode is visible as a cloud and not as a dot.

import { integer, number } from '../../../schema/params';
import { gaussianMixture } from './gaussian-mixture';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

export const ring = definePoints({
  id: 'ring',
  dim: 2,
  label: 'Ring of Gaussians',
  help: 'Small clouds on a circle: a generator that collapses sits on one or two of them, or hops from one to the next.',
  params: {
    modes: integer({
      label: 'Modes',
      help: 'The number of clouds on the circle.',
      group: 'data',
      default: 8,
      min: 2,
      max: 24,
    }),
    radius: number({
      label: 'Radius',
      help: 'The radius of the circle.',
      group: 'data',
      live: false,
      default: 2,
      min: 0.5,
      max: 2.5,
    }),
    sigma: number({
      label: 'Standard deviation σ',
      help: 'The size of each cloud; smaller ones are harder to hit.',
      group: 'data',
      live: false,
      default: 0.05,
      min: 0.01,
      max: 0.4,
      scale: 'log',
      paper: '0.02 (Metz et al. 2016)',
    }),
  },
  create: ({ modes, radius, sigma }) =>
    gaussianMixture(
      2,
      Array.from({ length: modes }, (_, k) => {
        const angle = (2 * Math.PI * k) / modes;
        return {
          center: [radius * Math.cos(angle), radius * Math.sin(angle)],
          sigma,
          weight: 1 / modes,
        };
      }),
      PLOT_EXTENT,
    ),
});
