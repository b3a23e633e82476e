// A straight segment with noise across and along it: data that lie on a one-dimensional manifold in the plane, where the
// discriminator can become perfect and leave the generator without a gradient.

import { number } from '../../../schema/params';
import { normalCdf, normalPdf } from './normal-law';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

const EXTENT_SIGMAS = 4;

export const line = definePoints({
  id: 'line',
  dim: 2,
  label: 'Line',
  help: 'Points along a tilted segment: the thinner it is, the easier the discriminator wins.',
  params: {
    length: number({
      label: 'Length',
      help: 'The length of the segment.',
      group: 'data',
      live: false,
      default: 4.5,
      min: 1,
      max: 5.5,
    }),
    angle: number({
      label: 'Tilt',
      help: 'The direction of the segment, counted against the clock from the horizontal.',
      group: 'data',
      live: false,
      default: 30,
      min: -90,
      max: 90,
      unit: '°',
    }),
    noise: number({
      label: 'Noise σ',
      help: 'How far the points stray from the segment.',
      group: 'data',
      live: false,
      default: 0.05,
      min: 0.01,
      max: 0.5,
      scale: 'log',
    }),
  },
  create({ length, angle, noise }) {
    const half = length / 2;
    const cos = Math.cos((angle * Math.PI) / 180);
    const sin = Math.sin((angle * Math.PI) / 180);
    return {
      sample(random, count) {
        const points = new Float32Array(count * 2);
        for (let i = 0; i < count; i++) {
          const along = random.uniformBetween(-half, half);
          points[2 * i] = cos * along + noise * random.normal();
          points[2 * i + 1] = sin * along + noise * random.normal();
        }
        return points;
      },
      // A uniform segment convolved with a normal: a difference of two cumulative normals along it, a normal across it.
      density(x, y) {
        const along = cos * x + sin * y;
        const across = cos * y - sin * x;
        const share = normalCdf((along + half) / noise) - normalCdf((along - half) / noise);
        return (share / length) * normalPdf(across, noise);
      },
      extent: Math.max(PLOT_EXTENT, half + EXTENT_SIGMAS * noise),
    };
  },
});
