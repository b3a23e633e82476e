// Arithmetic on latent vectors that the page does itself: planes through z and a − b + c. Paths between two z come from the
// library. Plain number arrays, any dimension.

import type { GaussianLatent } from '../../../lib/schema/latents';

export type Vector = readonly number[];

export const dot = (a: Vector, b: Vector): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** a + s · b. */
export const plus = (a: Vector, b: Vector, s = 1): Vector =>
  a.map((value, i) => value + s * (b[i] ?? 0));

/** a − b + c, the vector arithmetic of Radford et al. 2016, section 6.3.2 (arXiv:1511.06434), on single samples. */
export const analogy = (a: Vector, b: Vector, c: Vector): Vector => plus(plus(a, b, -1), c);

/** The unit vector of one dimension. */
export const axis = (dim: number, index: number): Vector =>
  Array.from({ length: dim }, (_, i) => (i === index ? 1 : 0));

/** A copy with one component changed. */
export const withComponent = (z: Vector, index: number, value: number): Vector =>
  z.map((old, i) => (i === index ? value : old));

function unit(a: Vector): Vector | null {
  const length = Math.hypot(...a);
  return length > 1e-9 ? a.map((value) => value / length) : null;
}

/**
 * Two orthogonal unit vectors in the plane of two directions (Gram–Schmidt).
 * @returns null when the directions are parallel or zero
 */
export function orthonormal(u: Vector, v: Vector): readonly [Vector, Vector] | null {
  const first = unit(u);
  if (first === null) return null;
  const second = unit(plus(v, first, -dot(v, first)));
  return second === null ? null : [first, second];
}

/** The middle of the box that the sliders span, and half its width. */
export function boxOf({ dim, prior, range }: GaussianLatent): {
  readonly centre: Vector;
  readonly half: number;
  readonly min: number;
} {
  // uniform01 spans [0, range]; every other prior is symmetrical.
  const middle = prior === 'uniform01' ? range / 2 : 0;
  return {
    centre: Array.from({ length: dim }, () => middle),
    half: prior === 'uniform01' ? range / 2 : range,
    min: prior === 'uniform01' ? 0 : -range,
  };
}

/** A plane through z; (0, 0) lies opposite the centre of the box. */
export interface Plane {
  readonly origin: Vector;
  readonly u: Vector;
  readonly v: Vector;
}

/** @param u, v orthogonal unit vectors */
export function planeThrough(z: Vector, centre: Vector, u: Vector, v: Vector): Plane {
  const { a, b } = onPlane({ origin: centre, u, v }, z);
  return { origin: plus(plus(z, u, -a), v, -b), u, v };
}

/** Coordinates of z in a plane: the foot of its perpendicular. */
export function onPlane(
  { origin, u, v }: Plane,
  z: Vector,
): { readonly a: number; readonly b: number } {
  const from = plus(z, origin, -1);
  return { a: dot(from, u), b: dot(from, v) };
}

export const planePoint = ({ origin, u, v }: Plane, a: number, b: number): Vector =>
  plus(plus(origin, u, a), v, b);
