// Gaussians on a square grid: more modes than the ring, and none of them special.
// Source: Srivastava et al. 2017 (arXiv:1705.07761) and Lin et al. 2018 (arXiv:1712.04086): 25 modes, spacing 2, standard
// deviation 0.05. Differs from the papers: spacing 1, so that the grid fits the common frame, at the same standard deviation.

import { integer, number } from '../../../schema/params';
import { gaussianMixture } from './gaussian-mixture';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

/** The outermost modes lie this far from the origin on each axis. */
const HALF_WIDTH = 2;

export const grid = definePoints({
  id: 'grid',
  dim: 2,
  label: 'Grid of Gaussians',
  help: 'Twenty-five small clouds in five rows: covering all of them takes a generator much longer than the ring.',
  params: {
    side: integer({
      label: 'Modes per side',
      help: 'The grid has this many clouds in each row and column.',
      group: 'data',
      default: 5,
      min: 2,
      max: 7,
    }),
    sigma: number({
      label: 'Standard deviation σ',
      help: 'The size of each cloud; smaller ones are harder to hit.',
      group: 'data',
      live: false,
      default: 0.05,
      min: 0.01,
      max: 0.3,
      scale: 'log',
      paper: '0.025 when the spacing of 2 is scaled to 1 (Lin et al. 2018)',
    }),
  },
  create({ side, sigma }) {
    const spacing = (2 * HALF_WIDTH) / (side - 1);
    const at = (k: number) => -HALF_WIDTH + k * spacing;
    return gaussianMixture(
      2,
      Array.from({ length: side * side }, (_, k) => ({
        center: [at(k % side), at(Math.floor(k / side))],
        sigma,
        weight: 1 / (side * side),
      })),
      PLOT_EXTENT,
    );
  },
});
