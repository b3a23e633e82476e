// What pictures by way of E let a person choose: which weights, and which statistics batch norm uses. One sample alone has no
// statistics of its own, and averaged weights give back more, so those are the defaults.

import { NORM, WEIGHTS } from './samples';

export const THROUGH_E = {
  weights: {
    ...WEIGHTS,
    label: 'Weights of G and E',
    default: 'ema',
  },
  norm: { ...NORM, default: 'running' },
} as const;
