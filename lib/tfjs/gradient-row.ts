// One operation whose gradient is vouched for, as a function of one tensor.

import type { TensorFunction } from './gradient-check';

/** How the point x is drawn: away from kinks at 0 and ±1 (`apart`), above 0.3, or with values 0.1 from each other. */
export type Domain = 'normal' | 'apart' | 'positive' | 'distinct';

export interface GradientRow {
  readonly name: string;
  readonly domain: Domain;
  readonly shape: readonly number[];
  readonly f: TensorFunction;
  /** The lowest order at which stock TensorFlow.js throws or is wrong; null where it is right twice. */
  readonly stockFails: 1 | 2 | null;
}

/** A row of the table. */
export const row = (
  name: string,
  domain: Domain,
  shape: readonly number[],
  stockFails: GradientRow['stockFails'],
  f: TensorFunction,
): GradientRow => ({ name, domain, shape, stockFails, f });
