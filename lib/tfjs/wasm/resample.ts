// Resample of ../ops/resample.ts: each axis in one pass, by the weights that meet a pixel alone.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { RESAMPLE, type ResampleAttributes } from '../ops/resample';
import { addressOf, floatView, registerWasmKernel, type WasmBackend } from './heap';
import { record, scratch, simdKernels } from './simd-kernels';

function resample(
  backend: WasmBackend,
  { x }: Readonly<Record<'x', TensorInfo>>,
  { up, down, kernel, before, outHeight, outWidth }: ResampleAttributes,
): TensorInfo {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const y = backend.makeOutput([batch, outHeight, outWidth, channels], 'float32');
  const weights = backend.makeOutput([kernel.length], 'float32');
  const kernels = simdKernels(backend);
  const sizes = [batch, height, width, channels, outHeight, outWidth];
  const resampling = record(backend, [...sizes, up, down, kernel.length, before]);
  const space = scratch(backend, kernels.resampleScratch(resampling));
  floatView(backend, weights).set(kernel);
  const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
  kernels.resample(resampling, at(x), at(weights), at(y), space);
  backend.disposeData(weights.dataId);
  return y;
}

export function installResample(): void {
  registerWasmKernel(RESAMPLE, resample);
}
