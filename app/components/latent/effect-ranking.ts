// Which dimensions of z change the picture most: z and z with one component shifted at a time, compared sample by sample.

import type { ViewData } from '../../../lib/schema/views';
import { type Vector, withComponent } from './vectors';

/** More samples than this in one request would stall training. */
export const MAX_RANKED = 256;

/** z, then z with each of the first MAX_RANKED components shifted by `shift`. */
export function shiftedVectors(z: Vector, shift: number): readonly Vector[] {
  return [
    z,
    ...z.slice(0, MAX_RANKED).map((value, index) => withComponent(z, index, value + shift)),
  ];
}

/** What the view holds of each sample, as one row of numbers. */
function rowsOf(view: ViewData): readonly ArrayLike<number>[] {
  switch (view.kind) {
    case 'images': {
      const area = view.width * view.height * view.channels;
      return Array.from({ length: view.count }, (_, i) =>
        view.pixels.subarray(i * area, (i + 1) * area),
      );
    }
    case 'field': {
      const xy = view.clouds[0]?.xy ?? new Float32Array();
      return Array.from({ length: xy.length >> 1 }, (_, i) => xy.subarray(2 * i, 2 * i + 2));
    }
    default:
      return [];
  }
}

/** Mean absolute change of each shifted sample against the first. */
export function effectsOf(view: ViewData): readonly number[] {
  const [base, ...shifted] = rowsOf(view);
  if (base === undefined) return [];
  return shifted.map((row) => {
    let sum = 0;
    for (let i = 0; i < row.length; i++) sum += Math.abs((row[i] ?? 0) - (base[i] ?? 0));
    return sum / Math.max(1, row.length);
  });
}

/** Dimensions by falling effect; those that were not measured follow in their own order. */
export function orderByEffect(dim: number, effects: readonly number[]): readonly number[] {
  return Array.from({ length: dim }, (_, index) => index).sort(
    (one, other) => (effects[other] ?? -1) - (effects[one] ?? -1) || one - other,
  );
}
