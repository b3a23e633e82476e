// Every operation whose gradient is vouched for, as a function of one tensor. Each row says at which order plain
// TensorFlow.js 4.22 fails on the cpu backend, which the test confirms with the pack off.

import type { GradientRow } from './gradient-row';
import { POINTWISE_ROWS } from './gradient-table-pointwise';
import { SPATIAL_ROWS } from './gradient-table-spatial';

export type { Domain, GradientRow } from './gradient-row';

export const GRADIENT_TABLE: readonly GradientRow[] = [...POINTWISE_ROWS, ...SPATIAL_ROWS];
