// What `faces` is, without the code that draws it: all that a catalog needs.

import type { DrawnSetInfo } from '../drawn-images';
import { FACE_FACTORS, HAIR_STYLES } from './face-factors';

export const FACES_SET = {
  id: 'faces',
  label: 'Faces',
  help: 'Drawn portraits of which everything is known, from skin and hair to the smile and the turn of the head.',
  sizes: [32, 64],
  factors: FACE_FACTORS,
  classFactor: 'hairStyle',
  classes: HAIR_STYLES,
  count: 10_000,
} as const satisfies DrawnSetInfo;
