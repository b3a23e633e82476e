// A mixture of isotropic Gaussians in one or two dimensions, from its modes: sampler and exact density. The point
// distributions that are mixtures only say where their modes lie.

import type { RandomStream } from '../../rng';
import { NEGLIGIBLE_SIGMAS, normalPdf } from './normal-law';
import type { PointMode, PointSource } from './point-distribution';

/** Four standard deviations around the outermost mode hold more than 99.9 % of a mixture's points. */
const EXTENT_SIGMAS = 4;

/** The index of the component that a uniform number in [0, 1) falls into. */
function pick(cumulative: readonly number[], u: number): number {
  let low = 0;
  // Rounding may leave the last cumulative share just below 1, so the last component takes the rest.
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (u < (cumulative[middle] ?? 1)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Shares proportional to ratio^k for k = 0 … count - 1. */
export function geometricWeights(count: number, ratio: number): number[] {
  const raw = Array.from({ length: count }, (_, k) => ratio ** k);
  const total = raw.reduce((sum, w) => sum + w, 0);
  return raw.map((w) => w / total);
}

/** p(x) = sum_k weight_k N(x; center_k, sigma_k^2 I). */
export function gaussianMixture(
  dim: 1 | 2,
  modes: readonly PointMode[],
  smallestExtent: number,
): Required<Omit<PointSource, 'classes'>> {
  let total = 0;
  const cumulative = modes.map(({ weight }) => {
    total += weight;
    return total;
  });
  const reach = modes.map(
    ({ center, sigma }) => Math.max(...center.map(Math.abs)) + EXTENT_SIGMAS * sigma,
  );

  const density = (x: number, y: number): number => {
    let p = 0;
    for (const { center, sigma, weight } of modes) {
      const dx = x - (center[0] ?? 0);
      const dy = dim === 2 ? y - (center[1] ?? 0) : 0;
      const distance = Math.sqrt(dx * dx + dy * dy);
      if (distance > NEGLIGIBLE_SIGMAS * sigma) continue;
      const second = dim === 2 ? normalPdf(0, sigma) : 1;
      p += weight * normalPdf(distance, sigma) * second;
    }
    return p;
  };

  const sample = (random: RandomStream, count: number): Float32Array => {
    const points = new Float32Array(count * dim);
    for (let i = 0; i < count; i++) {
      const mode = modes[pick(cumulative, random.uniform())];
      if (mode === undefined) throw new Error('a mixture needs at least one mode');
      for (let d = 0; d < dim; d++) {
        points[i * dim + d] = (mode.center[d] ?? 0) + mode.sigma * random.normal();
      }
    }
    return points;
  };

  return { sample, density, modes, extent: Math.max(smallestExtent, ...reach) };
}
