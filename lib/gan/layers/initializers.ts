// Initial weights as plain arrays, drawn from the `init` stream.

import type { RandomStream } from '../rng';

/** How the weights of a layer start; biases start at zero. */
export type Initializer =
  | { readonly kind: 'normal'; readonly std: number; readonly mean?: number }
  | { readonly kind: 'uniform'; readonly limit: number }
  /** N(0, 2 / fanIn). Source: He et al. 2015, eq. 10 (arXiv:1502.01852). */
  | { readonly kind: 'he' };

/** N(0, 0.02). Source: Radford et al. 2015, section 4 (arXiv:1511.06434). */
export const DCGAN_INITIALIZER: Initializer = { kind: 'normal', std: 0.02 };

/** `count` weights of a layer whose units each read `fanIn` values. */
export function drawWeights(
  initializer: Initializer,
  count: number,
  fanIn: number,
  random: RandomStream,
): Float32Array {
  switch (initializer.kind) {
    case 'normal':
      return random
        .normals(count)
        .map((value) => value * initializer.std + (initializer.mean ?? 0));
    case 'uniform':
      return Float32Array.from({ length: count }, () =>
        random.uniformBetween(-initializer.limit, initializer.limit),
      );
    case 'he':
      return random.normals(count).map((value) => value * Math.sqrt(2 / fanIn));
  }
}

/** `count` copies of a value. */
export const constant = (count: number, value: number): Float32Array =>
  new Float32Array(count).fill(value);
