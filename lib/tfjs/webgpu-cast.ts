// Cast from int32 or bool to float32 on WebGPU. The stock kernel hands on the integer buffer under the name of float32, and
// kernels that read it directly (Transpose, and with it every sum over outer axes) then fail to compile and leave zeros.

import {
  Cast,
  type DataType,
  Floor,
  getKernel,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

let repaired: KernelConfig | null = null;

/** Replaces the kernel; the WebGPU package must have been imported. Calling it again changes nothing. */
export function installWebGpuCast(): void {
  const stock = getKernel(Cast, 'webgpu');
  if (stock === repaired) return;
  const floor = getKernel(Floor, 'webgpu');
  repaired = {
    ...stock,
    kernelFunc: (params) => {
      const x = params.inputs.x as TensorInfo;
      const isWidening = x.dtype === 'int32' || x.dtype === 'bool';
      if (!isWidening || (params.attrs as { dtype?: DataType })?.dtype !== 'float32') {
        return stock.kernelFunc(params);
      }
      // Floor leaves integers as they are and writes floats.
      return floor.kernelFunc({ ...params, inputs: { x: { ...x, dtype: 'float32' } } });
    },
  };
  unregisterKernel(Cast, 'webgpu');
  registerKernel(repaired);
}
