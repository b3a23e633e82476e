// What a fused kernel does to its sums: bias, then an activation. Activations that one slope for negative values describes
// are applied while a sum is in registers; the others by their own kernel afterwards, since the stock fused kernels get
// relu6 wrong. The names are TensorFlow.js's own.

import { Elu, Prelu, Relu6, Sigmoid, type TensorInfo } from '@tensorflow/tfjs-core';
import { runStock, stockKernel, type WasmBackend } from './heap';

/** Attributes of _FusedMatMul and FusedConv2D. */
export interface FusedAttributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** Inputs that both fused kernels may be given. */
export interface FusedInputs {
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

/** v ← v + bias, then v > 0 ? v : slope · v. */
export interface Epilogue {
  /** [columns] */
  readonly bias: TensorInfo | undefined;
  readonly slope: number;
}

export const NO_EPILOGUE: Epilogue = { bias: undefined, slope: 1 };

/** Kernels of activations that are more than a slope. */
const UNARY: Readonly<Record<string, string>> = { relu6: Relu6, elu: Elu, sigmoid: Sigmoid };

function slopeOf({ activation = 'linear', leakyreluAlpha }: FusedAttributes): number {
  switch (activation) {
    case 'relu':
      return 0;
    case 'leakyrelu':
      if (leakyreluAlpha === undefined) throw new Error('a fused leakyrelu needs its slope');
      return leakyreluAlpha;
    default:
      return 1;
  }
}

/**
 * Runs `sums` with the part of the epilogue that it can apply itself, and the rest after it.
 *
 * @throws Error for an activation that TensorFlow.js's fused kernels do not have.
 */
export function withEpilogue(
  backend: WasmBackend,
  { bias, preluActivationWeights: alpha }: FusedInputs,
  attributes: FusedAttributes,
  sums: (epilogue: Epilogue) => TensorInfo,
): TensorInfo {
  const { activation = 'linear' } = attributes;
  const y = sums({ bias, slope: slopeOf(attributes) });
  if (['linear', 'relu', 'leakyrelu'].includes(activation)) return y;
  const isPrelu = activation === 'prelu' && alpha !== undefined;
  const kernelName = isPrelu ? Prelu : UNARY[activation];
  if (kernelName === undefined) throw new Error(`no fused kernel has the activation ${activation}`);
  const inputs = isPrelu ? { x: y, alpha } : { x: y };
  const result = runStock(stockKernel(kernelName), backend, inputs, {});
  backend.disposeData(y.dataId);
  return result;
}
