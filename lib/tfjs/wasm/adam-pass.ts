// One step of Adam on one variable of the wasm backend: one pass over the heap, in place.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, type WasmBackend } from './heap';
import { simdKernels } from './simd-kernels';

/** float32 tensors of one shape; `average` – a moving average of the variable, or null. */
export interface AdamTensors {
  readonly variable: TensorInfo;
  readonly m: TensorInfo;
  readonly v: TensorInfo;
  readonly gradient: TensorInfo;
  readonly average: TensorInfo | null;
}

export interface AdamFactors {
  readonly beta1: number;
  readonly beta2: number;
  /** α / (1 - β1^t). */
  readonly rate: number;
  /** 1 / sqrt(1 - β2^t). */
  readonly scale: number;
  readonly epsilon: number;
  /** Of `average`, in [0, 1]; of no account without one. */
  readonly decay: number;
}

/**
 * m ← β1·m + (1 - β1)·g;  v ← β2·v + (1 - β2)·g²;  variable ← variable - rate · m / (sqrt(v) · scale + ε);
 * average ← average + (1 - decay) · (variable - average).
 *
 * In float32, whereas the factors are made in double precision. `count` – values of the variable. The bytes must be the
 * tensors' own, and whoever calls renumbers them (variable-storage.ts).
 */
export function adamPass(
  backend: WasmBackend,
  { variable, m, v, gradient, average }: AdamTensors,
  { beta1, beta2, rate, scale, epsilon, decay }: AdamFactors,
  count: number,
): void {
  const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
  simdKernels(backend).adam(
    at(variable),
    at(m),
    at(v),
    at(gradient),
    count,
    beta1,
    1 - beta1,
    beta2,
    1 - beta2,
    rate,
    scale,
    epsilon,
    average ? at(average) : 0,
    1 - decay,
  );
}
