// Labels on their way into a step: one-hot rows, read inside a host input so that a replayed step reads its own batch's.

import type { Tensor2D } from '@tensorflow/tfjs-core';
import { hostInput } from '../../tfjs/host-input';
import type { Batch } from '../architecture';

/** The labels of a batch, or one sentence's worth of reason to stop: architectures that need labels refuse data without. */
export function labelsOf(batch: Batch): Int32Array {
  if (batch.labels === null) throw new Error('these data have no labels');
  return batch.labels;
}

/** Class indices as one-hot rows, [labels.length, classes], row by row. */
export function oneHotRows(labels: Int32Array, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes);
  for (const [row, label] of labels.entries()) rows[row * classes + label] = 1;
  return rows;
}

/**
 * One-hot rows of a batch, [N, classes].
 * @param change what becomes of the labels first, such as a permutation; it runs once per step and may draw
 */
export function classRows(
  batch: Batch,
  classes: number,
  change: (labels: Int32Array) => Int32Array = (labels) => labels,
): Tensor2D {
  const count = batch.x.shape[0] ?? 0;
  return hostInput([count, classes], () => oneHotRows(change(labelsOf(batch)), classes));
}
