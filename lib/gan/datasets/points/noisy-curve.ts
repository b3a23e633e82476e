// Points on a plane curve with isotropic Gaussian noise: sampler and density. The density is the integral of the noise
// along the curve, taken by the midpoint rule with nodes a quarter of the noise apart, which is exact to about 0.3 % at a
// curve's ends and far better elsewhere.

import type { RandomStream } from '../../rng';
import { NEGLIGIBLE_SIGMAS, normalPdf } from './normal-law';
import type { PointSource } from './point-distribution';

const NODES_PER_SIGMA = 4;
const EXTENT_SIGMAS = 4;
/** Enough for the longest curve here at its smallest noise; more would be a mistake in the settings' bounds. */
const MAX_NODES = 20_000;

/** A curve as a map from [0, 1), uniform in its parameter, to the plane. */
export type Curve = (u: number) => readonly [x: number, y: number];

/** The curve's points at the midpoints of a partition fine enough for the noise, [2 * nodes]. */
function nodesOf(curve: Curve, sigma: number): Float64Array {
  for (let count = 64; count <= MAX_NODES; count *= 2) {
    const nodes = new Float64Array(2 * count);
    let widest = 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = curve((i + 0.5) / count);
      nodes[2 * i] = x;
      nodes[2 * i + 1] = y;
      if (i > 0) {
        const gap = Math.hypot(x - (nodes[2 * i - 2] ?? 0), y - (nodes[2 * i - 1] ?? 0));
        widest = Math.max(widest, gap);
      }
    }
    if (widest <= sigma / NODES_PER_SIGMA) return nodes;
  }
  throw new Error(`a curve needs more than ${MAX_NODES} nodes at noise ${sigma}`);
}

/** Which curve is nearest, by the nodes. */
function nearestCurve(nodes: readonly Float64Array[], x: number, y: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [curve, xy] of nodes.entries()) {
    for (let i = 0; i < xy.length; i += 2) {
      const square = ((xy[i] ?? 0) - x) ** 2 + ((xy[i + 1] ?? 0) - y) ** 2;
      if (square < least) [best, least] = [curve, square];
    }
  }
  return best;
}

/**
 * Equal parts of several curves, each blurred by a normal of standard deviation `sigma`. Several curves are classes: a point is
 * of the curve that it is nearest to, whichever it was drawn from.
 */
export function noisyCurves(
  curves: readonly Curve[],
  sigma: number,
  smallestExtent: number,
): PointSource {
  const nodes = curves.map((curve) => nodesOf(curve, sigma));
  const reach = Math.max(...nodes.map((xy) => xy.reduce((m, v) => Math.max(m, Math.abs(v)), 0)));
  const peak = normalPdf(0, sigma);
  const limit = (NEGLIGIBLE_SIGMAS * sigma) ** 2;

  const density = (x: number, y: number): number => {
    let p = 0;
    for (const xy of nodes) {
      let sum = 0;
      for (let i = 0; i < xy.length; i += 2) {
        const dx = x - (xy[i] ?? 0);
        const dy = y - (xy[i + 1] ?? 0);
        const square = dx * dx + dy * dy;
        if (square < limit) sum += Math.exp(-square / (2 * sigma * sigma));
      }
      p += sum / (xy.length / 2);
    }
    return (p * peak * peak) / nodes.length;
  };

  const sample = (random: RandomStream, count: number): Float32Array => {
    const points = new Float32Array(count * 2);
    for (let i = 0; i < count; i++) {
      const curve = curves[random.integer(curves.length)];
      if (curve === undefined) throw new Error('a sampler needs at least one curve');
      const [x, y] = curve(random.uniform());
      points[2 * i] = x + sigma * random.normal();
      points[2 * i + 1] = y + sigma * random.normal();
    }
    return points;
  };

  return {
    sample,
    density,
    extent: Math.max(smallestExtent, reach + EXTENT_SIGMAS * sigma),
    ...(nodes.length > 1
      ? { classes: { count: nodes.length, of: (x, y) => nearestCurve(nodes, x, y) } }
      : {}),
  };
}
