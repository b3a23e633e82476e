// The kernels that replace those of TensorFlow.js on WebGPU, and those that it lacks. Import the backend first.

import {
  _FusedMatMul,
  AddN,
  BatchMatMul,
  Cast,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Fill,
  FusedConv2D,
  getKernel,
  type KernelConfig,
  Mean,
  registerKernel,
  Sum,
  Tile,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { addN } from './webgpu/add-n';
import { BATCH_NORM_KERNELS } from './webgpu/batch-norm';
import { BIAS_ACTIVATION_KERNELS } from './webgpu/bias-activation';
import { BINARY_OPERATIONS } from './webgpu/binary-operations';
import { cast } from './webgpu/cast';
import { CHANNEL_MOMENTS_KERNEL } from './webgpu/channel-moments';
import { fill } from './webgpu/constants';
import { convolutionFilterGradient } from './webgpu/convolution-filter-gradient';
import { convolution, fusedConvolution } from './webgpu/convolution-forward';
import { convolutionInputGradient } from './webgpu/convolution-input-gradient';
import { batchMatMul, fusedMatMul } from './webgpu/matrix-product';
import { RANDOM_KERNEL } from './webgpu/random';
import { RESAMPLE_KERNEL } from './webgpu/resample';
import { SUM_OF_SQUARES_KERNEL } from './webgpu/sum-of-squares';
import { mean, sum } from './webgpu/sums';
import { tile } from './webgpu/tile';

/** By kernel name; each gets the stock kernel, for what it does not take itself. */
const REPLACED: Readonly<Record<string, (stock: KernelConfig) => KernelConfig>> = {
  ...BINARY_OPERATIONS,
  [AddN]: addN,
  [Cast]: cast,
  [Conv2D]: convolution,
  [FusedConv2D]: fusedConvolution,
  [Conv2DBackpropFilter]: convolutionFilterGradient,
  [Conv2DBackpropInput]: convolutionInputGradient,
  [BatchMatMul]: batchMatMul,
  [_FusedMatMul]: fusedMatMul,
  [Fill]: fill,
  [Mean]: mean,
  [Sum]: sum,
  [Tile]: tile,
};

/** Kernels of no stock name. */
const ADDED: readonly KernelConfig[] = [
  ...BATCH_NORM_KERNELS,
  ...BIAS_ACTIVATION_KERNELS,
  CHANNEL_MOMENTS_KERNEL,
  RANDOM_KERNEL,
  RESAMPLE_KERNEL,
  SUM_OF_SQUARES_KERNEL,
];

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
