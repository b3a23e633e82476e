// The kernels that replace those of TensorFlow.js on WebGPU, and those that it lacks. Import the backend first.

import {
  Cast,
  getKernel,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { cast } from './webgpu/cast';

/** By kernel name; each gets the stock kernel, for what it does not take itself. */
const REPLACED: Readonly<Record<string, (stock: KernelConfig) => KernelConfig>> = {
  [Cast]: cast,
};

/** Kernels of no stock name. */
const ADDED: readonly KernelConfig[] = [];

let installed = false;

/** The WebGPU package must have been imported. Calling it again changes nothing. */
export function installWebGpuKernels(): void {
  if (installed) return;
  installed = true;
  for (const [name, replace] of Object.entries(REPLACED)) {
    const stock = getKernel(name, 'webgpu');
    unregisterKernel(name, 'webgpu');
    registerKernel(replace(stock));
  }
  for (const kernel of ADDED) registerKernel(kernel);
}
