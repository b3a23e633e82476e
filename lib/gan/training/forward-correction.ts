// Cross-entropy of labels that went through a noisy channel: the classifier says what a sample is, T says what label that comes
// with, and only the result is held against the label. With the right T it is least where the classifier is right.
// Source: Patrini et al. 2017, theorem 2 (arXiv:1609.03683); in a GAN: Kaneko et al. 2019 (arXiv:1811.11165).

import {
  add,
  log,
  mean,
  mul,
  neg,
  reshape,
  sum,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { logSoftmax, logSumExp } from '../../tfjs/gradients/softmax';

/** A table T, [K, K], as it is and as logarithms. */
export interface Channel {
  readonly table: Tensor;
  readonly logTable: Tensor;
}

/** An impossible label gets this probability: its logarithm has to be a number. */
const IMPOSSIBLE = 1e-12;

export const channelOf = (table: Tensor): Channel => ({
  table,
  logTable: log(add(table, IMPOSSIBLE)),
});

/**
 * mean over the batch of −Σ_j ỹ_j log Σ_k softmax(l)_k T_kj, a scalar. In logarithms throughout, so that a classifier that is sure
 * and wrong still has a gradient.
 * @param logits [N, K]
 * @param labels rows that add up to 1, [N, K]
 */
export function correctedCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  { logTable }: Channel,
): Tensor {
  const [count = 0, classes = 0] = logits.shape;
  const ofClass = reshape(logSoftmax(logits), [count, 1, classes]);
  const ofLabel = reshape(transpose(logTable), [1, classes, classes]);
  const seen = reshape(logSumExp(add(ofClass, ofLabel)), [count, classes]);
  return neg(mean(sum(mul(labels, seen), 1)));
}
