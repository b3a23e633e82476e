// One Gaussian, in one and in two dimensions: the smallest problem that a GAN can be watched on.

import { number } from '../../../schema/params';
import { gaussianMixture } from './gaussian-mixture';
import { normalPdf } from './normal-law';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

/** A point this many standard deviations out is rarer than 1 in 10,000. */
const EXTENT_SIGMAS = 4;

export const gaussian1d = definePoints({
  id: 'gaussian-1d',
  dim: 1,
  label: 'One Gaussian (1-D)',
  help: 'A single bell curve on a line: the generator must learn where it sits and how wide it is.',
  params: {
    mean: number({
      label: 'Mean',
      help: 'Where the middle of the bell lies.',
      group: 'data',
      live: false,
      default: 1,
      min: -3,
      max: 3,
    }),
    sigma: number({
      label: 'Standard deviation σ',
      help: 'How wide the bell is.',
      group: 'data',
      live: false,
      default: 0.45,
      min: 0.05,
      max: 2,
      scale: 'log',
    }),
  },
  create: ({ mean, sigma }) =>
    gaussianMixture(1, [{ center: [mean], sigma, weight: 1 }], PLOT_EXTENT),
});

export const gaussian = definePoints({
  id: 'gaussian',
  dim: 2,
  label: 'One Gaussian',
  help: 'A single cloud, which may be long and tilted: the generator must learn its place, size and direction.',
  params: {
    sigma: number({
      label: 'Standard deviation σ',
      help: 'Size of the cloud along its long side.',
      group: 'data',
      live: false,
      default: 0.7,
      min: 0.05,
      max: 1.5,
      scale: 'log',
    }),
    flatness: number({
      label: 'Short side over long side',
      help: '1 is a round cloud, smaller values make it long and thin.',
      group: 'data',
      live: false,
      default: 0.4,
      min: 0.05,
      max: 1,
    }),
    angle: number({
      label: 'Tilt',
      help: 'The direction of the long side, counted against the clock from the horizontal.',
      group: 'data',
      live: false,
      default: 30,
      min: -90,
      max: 90,
      unit: '°',
    }),
  },
  create({ sigma, flatness, angle }) {
    const short = sigma * flatness;
    const cos = Math.cos((angle * Math.PI) / 180);
    const sin = Math.sin((angle * Math.PI) / 180);
    return {
      sample(random, count) {
        const points = new Float32Array(count * 2);
        for (let i = 0; i < count; i++) {
          const u = sigma * random.normal();
          const v = short * random.normal();
          points[2 * i] = cos * u - sin * v;
          points[2 * i + 1] = sin * u + cos * v;
        }
        return points;
      },
      density: (x, y) => normalPdf(cos * x + sin * y, sigma) * normalPdf(cos * y - sin * x, short),
      modes: [{ center: [0, 0], sigma, weight: 1 }],
      extent: Math.max(PLOT_EXTENT, EXTENT_SIGMAS * sigma),
    };
  },
});
