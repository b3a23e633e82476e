// Cross-entropy of class logits, in nats: what a classifier pays, whoever it is and whatever it is trained on. Logits only: a
// softmax in front of it would be a second one.

import { mean, mul, neg, sum, type Tensor } from '@tensorflow/tfjs-core';
import { logSoftmax } from '../tfjs/gradients/softmax';

/**
 * mean over the batch of −Σ_k t_k log softmax(l)_k, a scalar; log K for logits that are all equal.
 * @param logits [N, K]
 * @param targets one-hot rows or other distributions over the classes, [N, K]
 */
export const crossEntropy = (logits: Tensor, targets: Tensor): Tensor =>
  neg(mean(sum(mul(targets, logSoftmax(logits)), 1)));
