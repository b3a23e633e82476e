// The activations that a layer can apply in the same pass as its bias or its normalisation. Only piecewise linear ones: their
// derivative is told by the sign of the output, and has no derivative of its own, so that a saved output is safe even
// where the engine cuts it from the tape (see gradients/gradient-config.ts).

import { leakyRelu, mul, relu, step, type Tensor } from '@tensorflow/tfjs-core';

export interface FusedActivation {
  readonly activation: 'linear' | 'relu' | 'leakyRelu';
  /** Slope for negative values, at least 0; only of leakyRelu. */
  readonly alpha: number;
}

export const LINEAR: FusedActivation = { activation: 'linear', alpha: 0 };

/** The names that TensorFlow.js's own fused kernels know. */
export const STOCK_ACTIVATIONS: Readonly<Record<FusedActivation['activation'], string>> = {
  linear: 'linear',
  relu: 'relu',
  leakyRelu: 'leakyrelu',
};

/** act(x), of the shape of x. */
export function activate(x: Tensor, { activation, alpha }: FusedActivation): Tensor {
  switch (activation) {
    case 'linear':
      return x;
    case 'relu':
      return relu(x);
    case 'leakyRelu':
      return leakyRelu(x, alpha);
  }
}

/** dy · act'(pre-activation), by the sign of the output y. */
export function activationGradient(
  dy: Tensor,
  y: Tensor,
  { activation, alpha }: FusedActivation,
): Tensor {
  switch (activation) {
    case 'linear':
      return dy;
    case 'relu':
      return mul(dy, step(y, 0));
    case 'leakyRelu':
      return mul(dy, step(y, alpha));
  }
}

/** @throws Error for a negative slope, whose outputs do not tell their inputs' signs. */
export function assertFusable({ activation, alpha }: FusedActivation): void {
  if (activation === 'leakyRelu' && !(alpha >= 0)) {
    throw new Error(`a fused leakyRelu needs a slope of at least 0, not ${alpha}`);
  }
}
