// Comparisons and logic are constant almost everywhere: their gradient is zero. TensorFlow.js registers none for most of
// them, so that a mask computed from x makes the whole differentiation throw.

import {
  Equal,
  fill,
  Greater,
  GreaterEqual,
  Less,
  LessEqual,
  LogicalAnd,
  LogicalNot,
  LogicalOr,
  NotEqual,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { both, defineGradient, defineUnaryGradient } from './gradient-config';

// Not zerosLike: an operand may be bool, but gradients are float32.
const zeros = (x: Tensor): Tensor => fill(x.shape, 0);

const BINARY = [
  Equal,
  Greater,
  GreaterEqual,
  Less,
  LessEqual,
  LogicalAnd,
  LogicalOr,
  NotEqual,
] as const;

export const COMPARISON_GRADIENTS = [
  ...BINARY.map((kernelName) =>
    defineGradient(kernelName, ['a', 'b'], (_dy, saved) => {
      const [a, b] = both(saved);
      return { a: () => zeros(a), b: () => zeros(b) };
    }),
  ),
  defineUnaryGradient(LogicalNot, (_dy, x) => zeros(x)),
];
