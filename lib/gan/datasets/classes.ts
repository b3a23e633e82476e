// The classes of any data: those of labelled images, and for points the mode or the curve that each belongs to.

import type { DataInfo } from '../../schema/data';
import type { PointSource } from './source';

/** Names of the classes; none without labels, modes or several curves. Those of points are called by their number, from 1. */
export function classNames(info: DataInfo): readonly string[] {
  switch (info.kind) {
    case 'images':
      return info.classes;
    case 'points':
      return Array.from({ length: info.classes ?? info.modes }, (_, i) => String(i + 1));
  }
}

/** Null where data have at least two classes, or one sentence why nothing can be told apart in them. */
export function whyWithoutClasses(info: DataInfo): string | null {
  if (classNames(info).length > 1) return null;
  return info.kind === 'images'
    ? 'it is told the class of every sample, and these images have no labels.'
    : 'it is told the class of every sample, and these points have no modes to tell apart.';
}

/**
 * The class of each point, [N]: its nearest mode where nothing else tells points apart; null where they have no classes. For
 * modes that overlap the nearest is the likelier one only if they are equally wide, as ours are.
 * @param values [N, dim]
 */
export function pointClasses(source: PointSource, values: Float32Array): Int32Array | null {
  const { modes, classes, dim } = source;
  if (classes !== undefined) {
    return Int32Array.from({ length: values.length / dim }, (_, row) =>
      classes.of(values[row * dim] ?? 0, dim === 1 ? 0 : (values[row * dim + 1] ?? 0)),
    );
  }
  if (modes === undefined || modes.length === 0) return null;
  return Int32Array.from({ length: values.length / dim }, (_, row) => {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [k, { center }] of modes.entries()) {
      let distance = 0;
      for (let axis = 0; axis < dim; axis++) {
        distance += ((values[row * dim + axis] ?? 0) - (center[axis] ?? 0)) ** 2;
      }
      if (distance < least) [best, least] = [k, distance];
    }
    return best;
  });
}
