// AddN of any number of tensors on WebGPU. The stock kernel binds them all at once, and gives zeros without a word where
// the device has fewer bindings than that; eight is what every device has, one of them for the result.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { AddN, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

const INPUTS = 7;

export const addN = (stock: KernelConfig): KernelConfig => ({
  kernelName: AddN,
  backendName: 'webgpu',
  kernelFunc: (params) => {
    const backend = params.backend as WebGPUBackend;
    const run = (inputs: readonly TensorInfo[]): TensorInfo =>
      stock.kernelFunc({ ...params, inputs: inputs as never }) as TensorInfo;
    const inputs = params.inputs as unknown as readonly TensorInfo[];
    let total = run(inputs.slice(0, INPUTS));
    for (let i = INPUTS; i < inputs.length; i += INPUTS - 1) {
      const next = run([total, ...inputs.slice(i, i + INPUTS - 1)]);
      backend.disposeData(total.dataId);
      total = next;
    }
    return total;
  },
});
