// Cast from int32 or bool to float32 on WebGPU. The stock kernel hands on the integer buffer under the name of float32, and
// kernels that read it directly (Transpose, and with it every sum over outer axes) then fail to compile and leave zeros.

import {
  type DataType,
  Floor,
  getKernel,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

export function cast(stock: KernelConfig): KernelConfig {
  const floor = getKernel(Floor, 'webgpu');
  return {
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
}
