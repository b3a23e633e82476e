// Every operation whose gradient is vouched for, as a function of one tensor. Each row says at which order plain
// TensorFlow.js 4.22 fails on the cpu backend; stock-failures.ts says where other backends differ from that. Tests confirm
// both with the pack off.

import type { GradientRow } from './gradient-row';
import { ARITHMETIC_ROWS } from './gradient-table-arithmetic';
import { FUSED_ROWS } from './gradient-table-fused';
import { MOVE_ROWS } from './gradient-table-moves';
import { POINTWISE_ROWS } from './gradient-table-pointwise';
import { SPATIAL_ROWS } from './gradient-table-spatial';

export type { Domain, GradientRow } from './gradient-row';

export const GRADIENT_TABLE: readonly GradientRow[] = [
  ...POINTWISE_ROWS,
  ...ARITHMETIC_ROWS,
  ...SPATIAL_ROWS,
  ...MOVE_ROWS,
  ...FUSED_ROWS,
];
