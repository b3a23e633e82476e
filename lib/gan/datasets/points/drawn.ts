// Points that a person drew, each blurred by a little noise so that the data have a density: a kernel density estimate used
// as the truth. The drawing itself belongs to the experiment, not to this module.

import { PlaygroundError } from '../../../schema/errors';
import { number } from '../../../schema/params';
import { gaussianMixture } from './gaussian-mixture';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

/** The density is a sum over the points, so their number bounds the cost of a heat map. */
export const MAX_DRAWN_POINTS = 4000;

export const drawn = definePoints({
  id: 'drawn',
  dim: 2,
  label: 'Draw your own',
  help: 'Points that you draw with a pointer or a finger, each blurred a little.',
  params: {
    noise: number({
      label: 'Blur σ',
      help: 'How far the data stray from the points that you drew.',
      group: 'data',
      live: false,
      default: 0.06,
      min: 0.01,
      max: 0.4,
      scale: 'log',
    }),
  },
  create({ noise }, points) {
    if (points === undefined || points.length < 2) throw new PlaygroundError('data.noPoints', {});
    if (points.length % 2 !== 0 || !points.every(Number.isFinite)) {
      throw new PlaygroundError('data.malformed', {
        format: 'drawing',
        problem: 'it must hold finite pairs of x and y',
      });
    }
    const count = points.length / 2;
    if (count > MAX_DRAWN_POINTS) {
      throw new PlaygroundError('data.tooLarge', {
        what: 'The number of drawn points',
        value: count,
        limit: MAX_DRAWN_POINTS,
      });
    }
    const { sample, density, extent } = gaussianMixture(
      2,
      Array.from({ length: count }, (_, k) => ({
        center: [points[2 * k] ?? 0, points[2 * k + 1] ?? 0],
        sigma: noise,
        weight: 1 / count,
      })),
      PLOT_EXTENT,
    );
    // Every stroke is thousands of overlapping kernels; they are no modes that a generator could miss.
    return { sample, density, extent };
  },
});
