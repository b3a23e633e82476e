// Every yardstick by its id. Twins carry the same names in bench/stock and, with _ for -, in bench/pytorch.

import type { BenchCase } from './bench-case';
import { dcgan28 } from './dcgan28';
import { mlp } from './mlp';
import { resnetGp } from './resnet-gp';

export const CASES = { dcgan28, mlp, 'resnet-gp': resnetGp } as const satisfies Readonly<
  Record<string, BenchCase>
>;

export type CaseId = keyof typeof CASES;
export const CASE_IDS = Object.keys(CASES) as readonly CaseId[];
