// The sum of the squares of all values of several tensors, as for the norm of a gradient: one pass instead of two and an
// addition per tensor. Has no gradient.

import {
  addN,
  type NamedTensorMap,
  type Scalar,
  square,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { type ComposedKernel, runOne } from './custom-kernel';

export const SUM_OF_SQUARES = 'SumOfSquares';

/** `tensors` – at least one, float32, of any shapes. */
export function sumOfSquares(tensors: readonly Tensor[]): Scalar {
  const inputs: NamedTensorMap = Object.fromEntries(tensors.map((tensor, i) => [`x${i}`, tensor]));
  return runOne(SUM_OF_SQUARES, inputs, {}) as Scalar;
}

/** More tensors than one addition may have on WebGPU, where it silently gives 0 for nine or more. */
const GROUP = 8;

const total = (values: readonly Tensor[]): Tensor => {
  if (values.length <= GROUP) return addN([...values]);
  const [first, rest] = [values.slice(0, GROUP), values.slice(GROUP)];
  return total([addN(first), ...rest]);
};

export const composedSumOfSquares: ComposedKernel = (inputs) =>
  total(Object.values(inputs).map((x) => sum(square(x))));
