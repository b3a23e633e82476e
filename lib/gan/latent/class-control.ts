// The classes of the data as a part of G's input: what conditional architectures ask G for.

import type { DataInfo } from '../../schema/data';
import type { CategoryLatent } from '../../schema/latents';
import { classNames } from '../datasets/classes';

export const CLASS_ID = 'class';

/** One value per class; data without classes are refused before (whyWithoutClasses). */
export const classControl = (data: DataInfo): CategoryLatent => ({
  kind: 'category',
  id: CLASS_ID,
  label: 'Class',
  names: classNames(data),
  meaning: 'label',
});
