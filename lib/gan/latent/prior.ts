// Draws z from the priors that papers use.

import type { Prior } from '../../schema/latents';
import type { RandomStream } from '../rng';

const SQRT_3 = Math.sqrt(3);

const perCoordinate =
  (draw: (random: RandomStream) => number) =>
  (random: RandomStream, count: number, dim: number): Float32Array => {
    const z = new Float32Array(count * dim);
    for (let i = 0; i < z.length; i++) z[i] = draw(random);
    return z;
  };

type Sampler = (random: RandomStream, count: number, dim: number) => Float32Array;

/** Per prior, `count` latents, [count, dim] row by row. */
export const SAMPLE_PRIOR: Readonly<Record<Prior, Sampler>> = {
  normal: perCoordinate((random) => random.normal()),
  uniform: perCoordinate((random) => random.uniformBetween(-1, 1)),
  /** Unit variance, as goodfeli/adversarial mnist.yaml. */
  uniformUnitVariance: perCoordinate((random) => random.uniformBetween(-SQRT_3, SQRT_3)),
  uniform01: perCoordinate((random) => random.uniform()),
  /** Uniform on the sphere of radius sqrt(dim), where normal vectors concentrate. */
  sphere(random, count, dim) {
    const z = random.normals(count * dim);
    for (let row = 0; row < count; row++) {
      const vector = z.subarray(row * dim, (row + 1) * dim);
      const scale = Math.sqrt(dim) / Math.hypot(...vector);
      for (let i = 0; i < dim; i++) vector[i] = (vector[i] ?? 0) * scale;
    }
    return z;
  },
};

/** Half-width of a slider over one coordinate of z. */
export const PRIOR_RANGE: Readonly<Record<Prior, number>> = {
  normal: 3,
  uniform: 1,
  uniformUnitVariance: SQRT_3,
  uniform01: 1,
  sphere: 3,
};

export const PRIOR_LABELS: Readonly<Record<Prior, string>> = {
  normal: 'Normal N(0, I)',
  uniform: 'Uniform (−1, 1)',
  uniformUnitVariance: 'Uniform (−√3, √3)',
  uniform01: 'Uniform (0, 1)',
  sphere: 'Sphere of radius √dim',
};
