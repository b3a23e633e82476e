// Points drawn by hand: stamping with a brush, erasing, undoing. Points are x0, y0, x1, y1, … in [-DRAWN_EXTENT,
// DRAWN_EXTENT], kept to a hundredth and capped at MAX_DRAWN_POINTS, so that a drawing fits into a link.

import { DRAWN_EXTENT, MAX_DRAWN_POINTS } from '../../../lib/schema/data';

export interface Drawing {
  readonly points: readonly number[];
  /** Earlier points, the latest last; one entry per stroke. */
  readonly past: readonly (readonly number[])[];
}

export const EMPTY_DRAWING: Drawing = { points: [], past: [] };

/** Undo reaches this far back. */
const MAX_PAST = 100;

export const pointCount = (points: readonly number[]): number => points.length / 2;

export const isFull = (points: readonly number[]): boolean =>
  pointCount(points) >= MAX_DRAWN_POINTS;

/** To a hundredth, without a negative zero. */
export const quantised = (value: number): number => Math.round(value * 100) / 100 + 0;

const inside = (value: number): boolean => Math.abs(value) <= DRAWN_EXTENT;

/** Turns by this angle fill a disc evenly (the golden angle; Vogel 1979). */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** How many points a stamp of this radius leaves. */
export const pointsPerStamp = (radius: number): number => 1 + Math.round(10 * radius);

/** How far the brush moves before it stamps again. */
export const stampDistance = (radius: number): number => Math.max(0.08, 0.8 * radius);

/**
 * Adds the points of one stamp; those outside the square or beyond the cap are left out. Deterministic: the points already
 * there turn the pattern, so that neighbouring stamps differ.
 */
export function stamped(
  points: readonly number[],
  x: number,
  y: number,
  radius: number,
): readonly number[] {
  const count = pointsPerStamp(radius);
  const turn = pointCount(points) * GOLDEN_ANGLE;
  const next = [...points];
  for (let index = 0; index < count && !isFull(next); index++) {
    const distance = radius * Math.sqrt((index + 0.5) / count);
    const angle = turn + index * GOLDEN_ANGLE;
    const px = quantised(x + distance * Math.cos(angle));
    const py = quantised(y + distance * Math.sin(angle));
    if (inside(px) && inside(py)) next.push(px, py);
  }
  return next;
}

/** Without the points within `radius` of (x, y). */
export function erased(
  points: readonly number[],
  x: number,
  y: number,
  radius: number,
): readonly number[] {
  const next: number[] = [];
  for (let index = 0; index + 1 < points.length; index += 2) {
    const px = points[index] ?? 0;
    const py = points[index + 1] ?? 0;
    if (Math.hypot(px - x, py - y) > radius) next.push(px, py);
  }
  return next.length === points.length ? points : next;
}

/** Ends a stroke that began with `before`; a stroke that changed nothing leaves no trace. */
export function strokeEnded(drawing: Drawing, before: readonly number[]): Drawing {
  if (drawing.points === before) return drawing;
  return { points: drawing.points, past: [...drawing.past, before].slice(-MAX_PAST) };
}

export function undone({ points, past }: Drawing): Drawing {
  return { points: past.at(-1) ?? points, past: past.slice(0, -1) };
}

export const cleared = (drawing: Drawing): Drawing =>
  drawing.points.length === 0 ? drawing : strokeEnded({ ...drawing, points: [] }, drawing.points);
