// Repairs the gradients of TensorFlow.js 4.22 in its registry, so that model code goes on calling plain operations. What
// each repair is for stands in README.md and at the top of each file in gradients/.

import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  type GradConfig,
  getGradient,
  registerGradient,
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import { ACTIVATION_GRADIENTS } from './gradients/activations';
import { ARITHMETIC_GRADIENTS } from './gradients/arithmetic';
import { COMPARISON_GRADIENTS } from './gradients/comparisons';
import { CONVOLUTION_GRADIENTS } from './gradients/convolutions';
import { GATHERING_GRADIENTS } from './gradients/gathering';
import { POOLING_GRADIENTS } from './gradients/pooling';
import { REARRANGEMENT_GRADIENTS } from './gradients/rearrangements';
import { REDUCTION_GRADIENTS } from './gradients/reductions';
import { RESIZING_GRADIENTS } from './gradients/resizing';
import { SELECTION_GRADIENTS } from './gradients/selection';
import { SOFTMAX_GRADIENTS } from './gradients/softmax';
import { OPERATION_GRADIENTS } from './ops/install-ops';

const REPAIRED_GRADIENTS: readonly GradConfig[] = [
  ...ACTIVATION_GRADIENTS,
  ...ARITHMETIC_GRADIENTS,
  ...COMPARISON_GRADIENTS,
  ...CONVOLUTION_GRADIENTS,
  ...GATHERING_GRADIENTS,
  ...POOLING_GRADIENTS,
  ...REARRANGEMENT_GRADIENTS,
  ...REDUCTION_GRADIENTS,
  ...RESIZING_GRADIENTS,
  ...SELECTION_GRADIENTS,
  ...SOFTMAX_GRADIENTS,
  ...OPERATION_GRADIENTS,
];

/** Registers the repaired gradients for every backend. Calling it again changes nothing. */
export function installGradients(): void {
  for (const config of REPAIRED_GRADIENTS) {
    if (getGradient(config.kernelName) === config) continue;
    if (getGradient(config.kernelName)) unregisterGradient(config.kernelName);
    registerGradient(config);
  }
}
