// Perceptual path length: how fast features of G's image change along a path between two latents. Large where images jump.
// Source: Karras et al. 2019, section 4.1 (arXiv:1812.04948); slerp in z, lerp in w; the outer percents are cut off as in
// NVlabs/stylegan metrics/perceptual_path_length.py. Differs: G there divides z by its length; others want the lengths of their
// prior, so that a path goes from one length to the other.

import type { RandomStream } from '../rng';
import { type Matrix, requirePair } from './matrix';
import type { AsyncSlices } from './slices';

export type PathSpace = 'z' | 'w';

export interface PathOptions {
  readonly space: PathSpace;
  /** Latents of pairs, drawn from the prior (or mapped to w), [pairs, dim and more] each. */
  readonly from: Matrix;
  readonly to: Matrix;
  /** The path leads through so many columns; the others, such as a class, stay those of `from`. */
  readonly dim: number;
  /** Features of G's images of latents [n, dim], [n, d]. */
  readonly features: (latents: Matrix) => Promise<Matrix>;
  readonly random: RandomStream;
  readonly batch: number;
  /** Length of the step; 1e-4 in the paper. */
  readonly epsilon: number;
}

/** The paper's step. In float32 it leaves three digits of a latent near 1, so it wants features in float32, not float16. */
export const PATH_EPSILON = 1e-4;
/** Cut off at each end, as the official code does, since a few jumps carry the whole mean. */
const CUT_SHARE = 0.01;

/** Position t on the path: along the arc between the directions in z, lengths interpolated as well; straight in w. */
function interpolate(
  { space, from, to, dim }: Pick<PathOptions, 'space' | 'from' | 'to' | 'dim'>,
  row: number,
  t: number,
): Float64Array {
  const { columns } = from;
  const at = row * columns;
  let [wa, wb] = [1 - t, t];
  if (space === 'z') {
    let [dot, aa, bb] = [0, 0, 0];
    for (let k = at; k < at + dim; k++) {
      const a = from.values[k] ?? 0;
      const b = to.values[k] ?? 0;
      dot += a * b;
      aa += a * a;
      bb += b * b;
    }
    const angle = Math.acos(Math.min(1, Math.max(-1, dot / Math.sqrt(aa * bb))));
    const sine = Math.sin(angle);
    if (sine > 1e-6) {
      const length = (1 - t) * Math.sqrt(aa) + t * Math.sqrt(bb);
      wa = (Math.sin((1 - t) * angle) / sine) * (length / Math.sqrt(aa));
      wb = (Math.sin(t * angle) / sine) * (length / Math.sqrt(bb));
    }
  }
  return Float64Array.from({ length: columns }, (_, k) => {
    const a = from.values[at + k] ?? 0;
    return k < dim ? wa * a + wb * (to.values[at + k] ?? 0) : a;
  });
}

/** Mean without the lowest and highest percent; of the whole where that would leave nothing out. */
export function trimmedMean(values: Float64Array): number {
  const sorted = values.slice().sort();
  const cut = Math.floor(sorted.length * CUT_SHARE);
  const kept = sorted.subarray(cut, sorted.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

export interface PathLength {
  readonly mean: number;
  /** |f(t + ε) - f(t)|² / ε² of each pair, [pairs]. */
  readonly lengths: Float64Array;
}

/** E[|f(G(path(t))) - f(G(path(t + ε)))|² / ε²], t uniform in [0, 1). */
export async function* perceptualPathLength(options: PathOptions): AsyncSlices<PathLength> {
  const { from, to, features, random, batch, epsilon } = options;
  requirePair(from, to, 1);
  const { rows: pairs, columns } = from;
  const lengths = new Float64Array(pairs);
  for (let start = 0; start < pairs; start += batch) {
    const count = Math.min(batch, pairs - start);
    const values = new Float32Array(2 * count * columns);
    for (let i = 0; i < count; i++) {
      const t = random.uniform();
      values.set(interpolate(options, start + i, t), i * columns);
      values.set(interpolate(options, start + i, t + epsilon), (count + i) * columns);
    }
    const found = await features({ rows: 2 * count, columns, values });
    const width = found.columns;
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < width; k++) {
        const a = found.values[i * width + k] ?? 0;
        sum += ((found.values[(count + i) * width + k] ?? 0) - a) ** 2;
      }
      lengths[start + i] = sum / (epsilon * epsilon);
    }
    yield (start + count) / pairs;
  }
  return { mean: trimmedMean(lengths), lengths };
}
