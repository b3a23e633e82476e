// Gradients that save outputs of their kernel, and gradients of kernels with several outputs. The engine cuts saved outputs
// from the tape (see gradients/gradient-config.ts), so these are for outputs whose own derivative does not matter: masks.

import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';

/** At least one tensor. */
type Tensors = readonly [Tensor, ...Tensor[]];

/**
 * A gradient for the registry.
 *
 * `gradient` receives the gradients of all outputs, the saved inputs in the order of `inputsToSave`, the first output
 * (absent where a kernel has several), and the kernel's attributes.
 */
export function gradientWithOutputs<Attributes>(
  kernelName: string,
  inputsToSave: readonly string[],
  gradient: (
    dys: Tensors,
    inputs: Tensors,
    outputs: Tensors,
    attributes: Attributes,
  ) => Readonly<Record<string, () => Tensor>>,
  savesOutput = inputsToSave.length === 0,
): GradConfig {
  return {
    kernelName,
    inputsToSave: [...inputsToSave],
    outputsToSave: savesOutput ? [true] : [],
    gradFunc: (dy, saved, attributes) =>
      gradient(
        (Array.isArray(dy) ? dy : [dy]) as unknown as Tensors,
        saved.slice(0, inputsToSave.length) as unknown as Tensors,
        saved.slice(inputsToSave.length) as unknown as Tensors,
        attributes as unknown as Attributes,
      ),
  };
}
