// The classes of any data: those of labelled images, and for points the mode that each belongs to.

import type { DataInfo } from '../../schema/data';
import type { PointSource } from './source';

/** Names of the classes; none without labels or modes. Modes are called by their number, from 1. */
export function classNames(info: DataInfo): readonly string[] {
  switch (info.kind) {
    case 'images':
      return info.classes;
    case 'points':
      return Array.from({ length: info.modes }, (_, i) => String(i + 1));
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
 * The nearest mode of each point, [N]; null where the data have no modes. For modes that overlap this is the likelier one only
 * if they are equally wide, as ours are.
 * @param values [N, dim]
 */
export function nearestModes(source: PointSource, values: Float32Array): Int32Array | null {
  const { modes, dim } = source;
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
