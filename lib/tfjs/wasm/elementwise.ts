// Functions of single values, four at a time, where the stock kernels take them one by one: through the C library (exp, tanh)
// or with a branch that activations of random sign mislead (leaky ReLU, maximum, minimum).

import {
  Exp,
  LeakyRelu,
  Maximum,
  Minimum,
  Tanh,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { addressOf, registerWasmKernel, runStock, stockKernel, type WasmBackend } from './heap';
import { simdKernels } from './simd-kernels';

type Inputs<Names extends string> = Readonly<Record<Names, TensorInfo>>;

const VECTOR_BYTES = 16;

function registerUnary(kernelName: string, name: 'exp' | 'tanh'): void {
  registerWasmKernel<'x', object>(kernelName, (backend, { x }) => {
    const y = backend.makeOutput(x.shape, 'float32');
    const count = util.sizeFromShape(x.shape);
    simdKernels(backend)[name](addressOf(backend, x), count, addressOf(backend, y));
    return y;
  });
}

function leakyRelu(
  backend: WasmBackend,
  { x }: Inputs<'x'>,
  { alpha }: { readonly alpha: number },
): TensorInfo {
  const y = backend.makeOutput(x.shape, 'float32');
  const count = util.sizeFromShape(x.shape);
  simdKernels(backend).leakyRelu(addressOf(backend, x), count, alpha, addressOf(backend, y));
  return y;
}

/** Of float32 values of one shape, or with one value as the second; anything else is left to the stock kernel. */
function registerExtreme(kernelName: string, name: 'maximum' | 'minimum'): void {
  const stock = stockKernel(kernelName);
  registerWasmKernel<'a' | 'b', object>(kernelName, (backend, { a, b }, attributes) => {
    const isSame = a.shape.join() === b.shape.join();
    const isOne = b.shape.length <= a.shape.length && util.sizeFromShape(b.shape) === 1;
    if (a.dtype !== 'float32' || b.dtype !== 'float32' || !(isSame || isOne)) {
      return runStock(stock, backend, { a, b }, attributes);
    }
    const y = backend.makeOutput(a.shape, 'float32');
    const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
    const stride = isSame ? VECTOR_BYTES : 0;
    simdKernels(backend)[name](at(a), at(b), stride, util.sizeFromShape(a.shape), at(y));
    return y;
  });
}

export function installElementwise(): void {
  registerUnary(Exp, 'exp');
  registerUnary(Tanh, 'tanh');
  registerWasmKernel(LeakyRelu, leakyRelu);
  registerExtreme(Maximum, 'maximum');
  registerExtreme(Minimum, 'minimum');
}
