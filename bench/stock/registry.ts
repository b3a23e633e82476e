// The yardsticks in plain TensorFlow.js, by the ids of bench/cases.

import type { StepLoop } from '../step-loop';
import { dcgan28 } from './dcgan28';
import { mlp } from './mlp';
import { resnetGp } from './resnet-gp';

/** Each builds its variables on the current backend. */
export const STOCK_CASES: Readonly<Record<string, () => StepLoop>> = {
  dcgan28,
  mlp,
  'resnet-gp': resnetGp,
};
