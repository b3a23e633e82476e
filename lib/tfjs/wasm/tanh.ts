// Tanh four values at a time. The stock kernel calls the C library for each, and the images of a generator end in it.

import { Tanh, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { addressOf, registerWasmKernel, type WasmBackend } from './heap';
import { simdKernels } from './simd-kernels';

function tanh(backend: WasmBackend, { x }: Readonly<Record<'x', TensorInfo>>): TensorInfo {
  const y = backend.makeOutput(x.shape, 'float32');
  const count = util.sizeFromShape(x.shape);
  simdKernels(backend).tanh(addressOf(backend, x), count, addressOf(backend, y));
  return y;
}

export function installTanh(): void {
  registerWasmKernel(Tanh, tanh);
}
