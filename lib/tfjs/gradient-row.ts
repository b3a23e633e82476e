// One operation whose gradient is vouched for, as a function of one tensor.

import { reshape, slice, type Tensor } from '@tensorflow/tfjs-core';
import type { TensorFunction } from './gradient-check';

/** How the point x is drawn: away from kinks at 0 and ±1 (`apart`), above 0.3, or with values 0.1 from each other. */
export type Domain = 'normal' | 'apart' | 'positive' | 'distinct';

/** The lowest order at which a gradient throws or is wrong; null where it is right twice. */
export type FailingOrder = 1 | 2 | null;

export interface GradientRow {
  readonly name: string;
  readonly domain: Domain;
  readonly shape: readonly number[];
  readonly f: TensorFunction;
  /** Of stock TensorFlow.js on the cpu backend. */
  readonly stockFails: FailingOrder;
}

/** A row of the table. */
export const row = (
  name: string,
  domain: Domain,
  shape: readonly number[],
  stockFails: FailingOrder,
  f: TensorFunction,
): GradientRow => ({ name, domain, shape, stockFails, f });

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** A function of several tensors as one of a vector that holds them one after another: mixed derivatives count too. */
export const parts =
  (
    shapes: readonly (readonly number[])[],
    f: (...tensors: readonly Tensor[]) => Tensor,
  ): TensorFunction =>
  (vector) => {
    let start = 0;
    const tensors = shapes.map((shape) => {
      const part = reshape(slice(vector, [start], [sizeOf(shape)]), [...shape]);
      start += sizeOf(shape);
      return part;
    });
    return f(...tensors);
  };
