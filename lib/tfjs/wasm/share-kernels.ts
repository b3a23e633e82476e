// Identity, and Cast to the same type, copy their bytes on the wasm backend, while every other backend shares them. The
// engine runs Identity for each tensor that a gradient saves, about 165 times in a step of a small DCGAN.

import { Cast, type DataType, Identity } from '@tensorflow/tfjs-core';
import { registerWasmKernel, runStock, shared, stockKernel } from './heap';

export function installShareKernels(): void {
  const stockIdentity = stockKernel(Identity);
  const stockCast = stockKernel(Cast);
  registerWasmKernel<'x', object>(Identity, (backend, { x }, attributes) =>
    x.dtype === 'string' ? runStock(stockIdentity, backend, { x }, attributes) : shared(backend, x),
  );
  registerWasmKernel<'x', { dtype: DataType }>(Cast, (backend, { x }, attributes) =>
    x.dtype === attributes.dtype
      ? shared(backend, x)
      : runStock(stockCast, backend, { x }, attributes),
  );
}
