// Kernels that TensorFlow.js does not have: their composed form, made of plain operations, for every backend that has no
// native one; and the call by name.

import {
  engine,
  type KernelConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';

/** Inputs by name; a composed kernel may use operations on them, which are not recorded. */
export type ComposedKernel = (
  inputs: Readonly<Record<string, Tensor>>,
  attributes: object,
) => Tensor | Tensor[];

/** A kernel of `backendName` that runs `f` on plain operations. */
export function composedKernel(
  kernelName: string,
  backendName: string,
  f: ComposedKernel,
): KernelConfig {
  return {
    kernelName,
    backendName,
    // The engine hands kernels its own tensors, although the type promises less.
    kernelFunc: ({ inputs, attrs }) =>
      tidy(() => f(inputs as unknown as Record<string, Tensor>, attrs ?? {})),
  };
}

/** Runs a kernel with one output. */
export function runOne(name: string, inputs: NamedTensorMap, attributes: object): Tensor {
  return engine().runKernel(name, inputs, attributes as NamedAttrMap) as Tensor;
}

/** Runs a kernel with several outputs. */
export function runMany(
  name: string,
  inputs: NamedTensorMap,
  attributes: object,
): readonly Tensor[] {
  return engine().runKernel(name, inputs, attributes as NamedAttrMap) as unknown as Tensor[];
}
