// How a plane through z is chosen: two of its dimensions, or two random orthogonal directions.

import { assertNever } from '../../../lib/schema/errors';
import {
  axis,
  onPlane,
  orthonormal,
  type Plane,
  planePoint,
  planeThrough,
  plus,
  type Vector,
} from './vectors';

export type PlaneAxes =
  | { readonly kind: 'dimensions'; readonly across: number; readonly up: number }
  /** Orthogonal unit vectors. */
  | { readonly kind: 'random'; readonly u: Vector; readonly v: Vector };

/** Sets one dimension; where both would be the same, the other takes the old one. */
export function withDimension(
  axes: { readonly across: number; readonly up: number },
  which: 'across' | 'up',
  index: number,
): PlaneAxes {
  const other = which === 'across' ? 'up' : 'across';
  const kept = axes[other] === index ? axes[which] : axes[other];
  return which === 'across'
    ? { kind: 'dimensions', across: index, up: kept }
    : { kind: 'dimensions', across: kept, up: index };
}

/**
 * Two random directions out of four samples of the prior: differences, so that a prior with another centre than zero does
 * not lean.
 */
export function randomAxes(samples: readonly Vector[]): PlaneAxes | null {
  const [p, q, r, s] = samples;
  if (p === undefined || q === undefined || r === undefined || s === undefined) return null;
  const pair = orthonormal(plus(p, q, -1), plus(r, s, -1));
  return pair === null ? null : { kind: 'random', u: pair[0], v: pair[1] };
}

export function planeOf(axes: PlaneAxes, z: Vector, centre: Vector): Plane {
  switch (axes.kind) {
    case 'dimensions':
      return planeThrough(z, centre, axis(z.length, axes.across), axis(z.length, axes.up));
    case 'random':
      return planeThrough(z, centre, axes.u, axes.v);
    default:
      return assertNever(axes);
  }
}

/** True when z lies in the plane, up to rounding; then the plane need not change. */
export function holds(plane: Plane, z: Vector): boolean {
  const { a, b } = onPlane(plane, z);
  const foot = planePoint(plane, a, b);
  return foot.every((value, index) => Math.abs(value - (z[index] ?? 0)) < 1e-6);
}
