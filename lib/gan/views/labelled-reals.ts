// Real samples with their classes, the same at every call of one run.

import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { ViewContext } from '../architecture';
import { imageRows } from '../datasets/batches';
import { pointClasses } from '../datasets/classes';

export interface LabelledReals {
  /** [count, …] as in a batch; the caller disposes. */
  readonly x: Tensor;
  /** The same as plain numbers. */
  readonly values: Float32Array;
  /** [count]; null for data without classes. */
  readonly labels: Int32Array | null;
}

export function labelledReals<P>(
  { source, viewStream }: ViewContext<P>,
  count: number,
): LabelledReals {
  const random = viewStream();
  if (source.kind === 'points') {
    const values = source.sample(random, count);
    return {
      x: tensor(values.slice(), [count, source.dim], 'float32'),
      values,
      labels: pointClasses(source, values),
    };
  }
  const rows = Int32Array.from({ length: count }, () => random.integer(source.count));
  const { values, shape, labels } = imageRows(source, rows);
  return { x: tensor(values.slice(), [...shape], 'float32'), values, labels };
}
