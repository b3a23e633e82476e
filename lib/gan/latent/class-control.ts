// The classes of the data as a part of G's input: what conditional architectures ask G for.

import type { DataInfo } from '../../schema/data';
import { type CategoryLatent, type LatentControl, latentParts } from '../../schema/latents';
import { classNames } from '../datasets/classes';
import type { CategoryPart } from './category-rows';

export const CLASS_ID = 'class';

/** One value per class; data without classes are refused before (whyWithoutClasses). */
export const classControl = (data: DataInfo): CategoryLatent => ({
  kind: 'category',
  id: CLASS_ID,
  label: 'Class',
  names: classNames(data),
  meaning: 'label',
});

/** Where a row says which class of the data is asked for; null for a run that is asked for none. */
export function classPart(controls: readonly LatentControl[]): CategoryPart | null {
  for (const { control, offset, width } of latentParts(controls)) {
    if (control.kind === 'category' && control.meaning === 'label') {
      return { control, offset, width };
    }
  }
  return null;
}
