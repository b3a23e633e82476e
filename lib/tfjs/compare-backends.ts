// Runs one kernel on the same values on two backends: the cpu backend is the oracle for the others. For tests; it reads
// tensors back synchronously.

import {
  engine,
  type NamedAttrMap,
  type NumericDataType,
  setBackend,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-report';

export interface KernelInput {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

function runOn(
  backend: BackendName,
  kernelName: string,
  inputs: readonly KernelInput[],
  attributes: object,
): { readonly shape: readonly number[]; readonly values: ArrayLike<number> } {
  void setBackend(backend); // a running backend is current as soon as the call returns
  const out = tidy(() => {
    const tensors = inputs.map(({ name, shape, values }) => {
      const type: NumericDataType = values instanceof Int32Array ? 'int32' : 'float32';
      return [name, tensor(values, [...shape], type)] as const;
    });
    const named = Object.fromEntries(tensors);
    return engine().runKernel(kernelName, named, attributes as NamedAttrMap) as Tensor;
  });
  const result = { shape: out.shape, values: out.dataSync() };
  out.dispose();
  return result;
}

/**
 * The largest difference between the kernel's values on `backend` and on cpu, both of which must have been started;
 * infinity where the shapes differ or a value is NaN on one of them.
 */
export function compareBackends(
  kernelName: string,
  inputs: readonly KernelInput[],
  attributes: object,
  backend: BackendName = 'wasm',
): number {
  const expected = runOn('cpu', kernelName, inputs, attributes);
  const actual = runOn(backend, kernelName, inputs, attributes);
  if (expected.shape.join() !== actual.shape.join()) return Number.POSITIVE_INFINITY;
  return Array.from(expected.values).reduce((worst, value, i) => {
    const difference = Math.abs(value - (actual.values[i] as number));
    return difference <= worst ? worst : Number.isNaN(difference) ? Infinity : difference;
  }, 0);
}
