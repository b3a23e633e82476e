// Softmax, and a logSoftmax to use instead of TensorFlow.js's: that one is a custom gradient over a saved output, so the
// registry cannot reach it and its second derivative is wrong. Beside it log sum exp, whose gradient here is one softmax.

import {
  add,
  customGrad,
  exp,
  log,
  max,
  mul,
  Softmax,
  softmax,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { defineGradient, only } from './gradient-config';

export const SOFTMAX_GRADIENTS = [
  defineGradient<{ dim: number }>(Softmax, ['logits'], (dy, saved, { dim }) => ({
    logits: () => {
      const y = softmax(only(saved), dim);
      const weighted = mul(dy, y);
      return sub(weighted, mul(sum(weighted, dim, true), y));
    },
  })),
];

/**
 * log softmax(logits) = logits - max - log sum exp(logits - max) over the last axis.
 *
 * `logits` – any shape of rank at least 1. Returns the same shape, values at most 0. Differentiable to any order.
 */
export function logSoftmax<T extends Tensor>(logits: T): T {
  const axis = logits.rank - 1;
  const operation = customGrad((x, save) => {
    const input = x as Tensor;
    (save as (tensors: Tensor[]) => void)([input]);
    const shifted = sub(input, max(input, axis, true));
    return {
      value: sub(shifted, log(sum(exp(shifted), axis, true))),
      gradFunc: (dy: Tensor, saved: Tensor[]) =>
        sub(dy, mul(sum(dy, axis, true), softmax(only(saved), axis))),
    };
  });
  return operation(logits) as T;
}

/**
 * log sum exp(logits) over the last axis, which stays with length 1.
 *
 * `logits` – any shape of rank at least 1. Differentiable to any order.
 */
export function logSumExp<T extends Tensor>(logits: T): T {
  const axis = logits.rank - 1;
  const operation = customGrad((x, save) => {
    const input = x as Tensor;
    (save as (tensors: Tensor[]) => void)([input]);
    const largest = max(input, axis, true);
    return {
      value: add(log(sum(exp(sub(input, largest)), axis, true)), largest),
      gradFunc: (dy: Tensor, saved: Tensor[]) => mul(dy, softmax(only(saved), axis)),
    };
  });
  return operation(logits) as T;
}
