// Registers the operations of this folder: their gradients once, and for every backend a kernel made of plain operations
// where it has no own.

import { getKernel, type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';
import type { BackendName } from '../backend-report';
import {
  BATCH_NORM_GRADIENTS,
  BATCH_NORM_TRAINING,
  BATCH_NORM_TRAINING_GRAD,
  composedBatchNormTraining,
  composedBatchNormTrainingGradient,
} from './batch-norm-training';
import {
  BIAS_ACTIVATION,
  BIAS_ACTIVATION_GRAD,
  BIAS_ACTIVATION_GRADIENTS,
  composedBiasActivation,
  composedBiasActivationGradient,
} from './bias-activation';
import { CHANNEL_MOMENTS, composedChannelMoments } from './channel-moments';
import { type ComposedKernel, composedKernel } from './custom-kernel';
import { FUSED_LAYER_GRADIENTS, fusedDenseKernel } from './fused-layers';
import { RANDOM_FROM_COUNTER, type RandomAttributes, randomOnHost } from './random';
import { composedResample, RESAMPLE, RESAMPLE_GRADIENTS } from './resample';
import { composedSumOfSquares, SUM_OF_SQUARES } from './sum-of-squares';

/** For install-gradients.ts. */
export const OPERATION_GRADIENTS = [
  ...BATCH_NORM_GRADIENTS,
  ...BIAS_ACTIVATION_GRADIENTS,
  ...FUSED_LAYER_GRADIENTS,
  ...RESAMPLE_GRADIENTS,
];

const COMPOSED: Readonly<Record<string, ComposedKernel>> = {
  [BATCH_NORM_TRAINING]: composedBatchNormTraining,
  [BATCH_NORM_TRAINING_GRAD]: composedBatchNormTrainingGradient,
  [BIAS_ACTIVATION]: composedBiasActivation,
  [BIAS_ACTIVATION_GRAD]: composedBiasActivationGradient,
  [CHANNEL_MOMENTS]: composedChannelMoments,
  [RANDOM_FROM_COUNTER]: (_, attributes) => randomOnHost(attributes as RandomAttributes),
  [RESAMPLE]: composedResample,
  [SUM_OF_SQUARES]: composedSumOfSquares,
};

/** After the backend's own kernels were registered. Calling it again changes nothing. */
export function installComposedKernels(backend: BackendName): void {
  const kernels: readonly KernelConfig[] = [
    fusedDenseKernel(backend),
    ...Object.entries(COMPOSED).map(([name, f]) => composedKernel(name, backend, f)),
  ];
  for (const kernel of kernels) {
    if (!getKernel(kernel.kernelName, backend)) registerKernel(kernel);
  }
}
