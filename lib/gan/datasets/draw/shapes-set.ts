// What `shapes` is, without the code that draws it: all that a catalog needs.

import type { DrawnSetInfo, FactorSpec } from './drawn-images';

export const SHAPE_NAMES = [
  'circle',
  'square',
  'triangle',
  'star',
  'heart',
  'cross',
  'moon',
  'drop',
] as const;
export type ShapeName = (typeof SHAPE_NAMES)[number];

export const SHAPE_FACTORS = [
  { kind: 'category', id: 'shape', label: 'Shape', values: SHAPE_NAMES },
  { kind: 'continuous', id: 'hue', label: 'Hue', min: 20, max: 320, unit: '°' },
  { kind: 'continuous', id: 'size', label: 'Size', min: 0.32, max: 0.56 },
  { kind: 'continuous', id: 'angle', label: 'Angle', min: -45, max: 45, unit: '°' },
  { kind: 'continuous', id: 'x', label: 'Left to right', min: -0.36, max: 0.36 },
  { kind: 'continuous', id: 'y', label: 'Top to bottom', min: -0.36, max: 0.36 },
] as const satisfies readonly FactorSpec[];

export const SHAPES_SET = {
  id: 'shapes',
  label: 'Shapes',
  help: 'One coloured shape on paper, of which everything is known: shape, hue, size, angle and place.',
  sizes: [32],
  factors: SHAPE_FACTORS,
  classFactor: 'shape',
  classes: SHAPE_NAMES,
  count: 20_000,
} as const satisfies DrawnSetInfo;
