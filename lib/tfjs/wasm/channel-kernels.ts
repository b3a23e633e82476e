// The fused operations of ../ops in one or two passes over the heap each, in place of the composed ones: bias and
// activation, moments, batch normalisation, and their gradients.

import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { BatchNormAttributes } from '../ops/batch-norm-training';
import { BATCH_NORM_TRAINING, BATCH_NORM_TRAINING_GRAD } from '../ops/batch-norm-training';
import { BIAS_ACTIVATION, BIAS_ACTIVATION_GRAD } from '../ops/bias-activation';
import { CHANNEL_MOMENTS } from '../ops/channel-moments';
import type { FusedActivation } from '../ops/fused-activation';
import { SUM_OF_SQUARES } from '../ops/sum-of-squares';
import { addressOf, floatView, registerWasmKernel, type WasmBackend } from './heap';
import { scratch, simdKernels } from './simd-kernels';

const slopeOf = ({ activation, alpha }: FusedActivation): number => {
  switch (activation) {
    case 'linear':
      return 1;
    case 'relu':
      return 0;
    case 'leakyRelu':
      return alpha;
  }
};

/** A tensor as rows of channels, its last axis. */
function rowsOf({ shape }: TensorInfo): { readonly rows: number; readonly channels: number } {
  const channels = shape.at(-1) ?? 1;
  return { rows: util.sizeFromShape(shape) / channels, channels };
}

const like = (backend: WasmBackend, x: TensorInfo): TensorInfo =>
  backend.makeOutput(x.shape, 'float32');

type Inputs<Names extends string> = Readonly<Record<Names, TensorInfo>>;

function biasActivation(
  backend: WasmBackend,
  { x, bias }: Inputs<'x' | 'bias'>,
  activation: FusedActivation,
): TensorInfo {
  const y = like(backend, x);
  const { rows, channels } = rowsOf(x);
  const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
  simdKernels(backend).biasActivation(at(x), at(bias), rows, channels, slopeOf(activation), at(y));
  return y;
}

function biasActivationGradient(
  backend: WasmBackend,
  { dy, y }: Inputs<'dy' | 'y'>,
  activation: FusedActivation,
): TensorInfo[] {
  const { rows, channels } = rowsOf(dy);
  const dx = like(backend, dy);
  const dbias = backend.makeOutput([channels], 'float32');
  const kernels = simdKernels(backend);
  const space = scratch(backend, kernels.biasActivationGradScratch(channels));
  const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
  const slope = slopeOf(activation);
  kernels.biasActivationGrad(at(dy), at(y), rows, channels, slope, at(dx), at(dbias), space);
  return [dx, dbias];
}

function channelMoments(backend: WasmBackend, { x }: Inputs<'x'>): TensorInfo[] {
  const { rows, channels } = rowsOf(x);
  const mean = backend.makeOutput([channels], 'float32');
  const variance = like(backend, mean);
  const kernels = simdKernels(backend);
  const space = scratch(backend, kernels.batchNormScratch(channels));
  const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
  kernels.channelMoments(at(x), rows, channels, at(mean), at(variance), space);
  return [mean, variance];
}

function batchNorm(
  backend: WasmBackend,
  { x, mean, variance, scale, offset }: Inputs<'x' | 'mean' | 'variance' | 'scale' | 'offset'>,
  { epsilon, ...activation }: BatchNormAttributes,
): TensorInfo {
  const y = like(backend, x);
  const { rows, channels } = rowsOf(x);
  const kernels = simdKernels(backend);
  const space = scratch(backend, kernels.batchNormScratch(channels));
  const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
  kernels.batchNormTraining(
    at(x),
    rows,
    channels,
    at(mean),
    at(variance),
    at(scale),
    at(offset),
    epsilon,
    slopeOf(activation),
    at(y),
    space,
  );
  return y;
}

function batchNormGradient(
  backend: WasmBackend,
  { dy, x, y, mean, variance, scale }: Inputs<'dy' | 'x' | 'y' | 'mean' | 'variance' | 'scale'>,
  { epsilon, ...activation }: BatchNormAttributes,
): TensorInfo[] {
  const { rows, channels } = rowsOf(x);
  const dx = like(backend, x);
  const dscale = like(backend, mean);
  const doffset = like(backend, mean);
  const kernels = simdKernels(backend);
  const space = scratch(backend, kernels.batchNormScratch(channels));
  const at = (tensor: TensorInfo): number => addressOf(backend, tensor);
  kernels.batchNormTrainingGrad(
    at(dy),
    at(x),
    at(y),
    rows,
    channels,
    at(mean),
    at(variance),
    at(scale),
    epsilon,
    slopeOf(activation),
    at(dx),
    at(dscale),
    at(doffset),
    space,
  );
  return [dx, dscale, doffset];
}

function sumOfSquares(backend: WasmBackend, inputs: Inputs<string>): TensorInfo {
  const kernels = simdKernels(backend);
  const out = backend.makeOutput([], 'float32');
  const sums = Object.values(inputs).map((x) =>
    kernels.sumOfSquares(addressOf(backend, x), util.sizeFromShape(x.shape)),
  );
  floatView(backend, out)[0] = sums.reduce((total, sum) => total + sum, 0);
  return out;
}

export function installChannelKernels(): void {
  registerWasmKernel(BIAS_ACTIVATION, biasActivation);
  registerWasmKernel(BIAS_ACTIVATION_GRAD, biasActivationGradient);
  registerWasmKernel(CHANNEL_MOMENTS, channelMoments);
  registerWasmKernel(BATCH_NORM_TRAINING, batchNorm);
  registerWasmKernel(BATCH_NORM_TRAINING_GRAD, batchNormGradient);
  registerWasmKernel(SUM_OF_SQUARES, sumOfSquares);
}
