// The gradient of average pooling, channels four at a time. Like every backend's, it divides by the whole window, also where
// the window hangs over the edge (see ../gradients/pooling.ts).

import { AvgPoolGrad, backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, registerWasmKernel, type WasmBackend } from './heap';
import { record, simdKernels } from './simd-kernels';

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function averagePoolGradient(
  backend: WasmBackend,
  { dy, input }: Readonly<Record<'dy' | 'input', TensorInfo>>,
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): TensorInfo {
  const shape = input.shape as [number, number, number, number];
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const dx = backend.makeOutput([...shape], 'float32');
  const [, outHeight, outWidth] = dy.shape as [number, number, number, number];
  const pooling = record(backend, [
    ...[...shape, outHeight, outWidth],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.padInfo.top, info.padInfo.left],
  ]);
  simdKernels(backend).averagePoolGrad(pooling, addressOf(backend, dy), addressOf(backend, dx));
  return dx;
}

export function installAveragePoolGradient(): void {
  registerWasmKernel(AvgPoolGrad, averagePoolGradient);
}
