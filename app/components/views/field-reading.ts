// Numbers read off a field: D between its cells, D at a cloud of points, and what a typical arrow measures. They feed the
// summary that a screen reader speaks and the scale of the arrows; nothing here draws.

import type { FieldView } from '../../../lib/schema/views';

/** True when the view carries a field and not points alone. */
export function hasField(view: FieldView): boolean {
  return view.resolution > 0 && view.values.length >= view.resolution ** 2;
}

/** The field at (x, y) by bilinear interpolation between cell centres, constant beyond the outermost centres. */
export function fieldAt(view: FieldView, x: number, y: number): number {
  const { resolution, extent, values } = view;
  const cell = (coordinate: number): number =>
    Math.min(
      resolution - 1,
      Math.max(0, ((coordinate + extent) / (2 * extent)) * resolution - 0.5),
    );
  const column = cell(x);
  const row = cell(y);
  const left = Math.floor(column);
  const below = Math.floor(row);
  const right = Math.min(resolution - 1, left + 1);
  const above = Math.min(resolution - 1, below + 1);
  const at = (r: number, c: number): number => values[r * resolution + c] ?? Number.NaN;
  const across = column - left;
  const up = row - below;
  const low = at(below, left) * (1 - across) + at(below, right) * across;
  const high = at(above, left) * (1 - across) + at(above, right) * across;
  return low * (1 - up) + high * up;
}

/** Mean of the field over a cloud x0, y0, x1, y1, …; NaN for an empty cloud. */
export function meanFieldOver(view: FieldView, xy: Float32Array): number {
  const points = xy.length >> 1;
  let sum = 0;
  for (let index = 0; index < points; index++) {
    sum += fieldAt(view, xy[2 * index] ?? 0, xy[2 * index + 1] ?? 0);
  }
  return sum / points;
}

export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** Smallest and largest finite value, or null when there is none. */
export function rangeOf(values: ArrayLike<number>): ValueRange | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === undefined || !Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}

/** The 95th percentile of the arrows' lengths; 0 without arrows. */
export function typicalArrowLength(arrows: Float32Array): number {
  const lengths: number[] = [];
  for (let index = 0; index + 3 < arrows.length; index += 4) {
    const length = Math.hypot(arrows[index + 2] ?? 0, arrows[index + 3] ?? 0);
    if (Number.isFinite(length)) lengths.push(length);
  }
  lengths.sort((a, b) => a - b);
  return lengths[Math.floor(0.95 * (lengths.length - 1))] ?? 0;
}
