// What pictures by way of E let a person choose: which weights, and which statistics batch norm uses. Averaged weights give back
// more than live ones, and fit the statistics of a batch better than running ones, which follow the live weights.

import { NORM, WEIGHTS } from './samples';

export const THROUGH_E = {
  weights: { ...WEIGHTS, label: 'Weights of G and E', default: 'ema' },
  norm: NORM,
} as const;
