// The kernels that training needs and the wasm backend of TensorFlow.js 4.22 lacks, does slowly or wrongly: by the SIMD module
// of wasm/assembly, or composed from the backend's own. Import the backend first.

import { getKernel, UnsortedSegmentSum } from '@tensorflow/tfjs-core';
import { installChannelKernels } from './wasm/channel-kernels';
import { installConvolution } from './wasm/convolution';
import { installDepthwiseGradients } from './wasm/depthwise-gradients';
import { installElementwise } from './wasm/elementwise';
import { installMatrixProduct } from './wasm/matrix-product';
import { installMaxPoolGradient } from './wasm/max-pool-gradient';
import { installMoves } from './wasm/moves';
import { installOneHot } from './wasm/one-hot';
import { installAveragePoolGradient } from './wasm/pooling';
import { installPrelu } from './wasm/prelu';
import { installRearrangements } from './wasm/rearrangements';
import { installReductions } from './wasm/reductions';
import { installResample } from './wasm/resample';
import { installSegmentSum } from './wasm/segment-sum';
import { installShareKernels } from './wasm/share-kernels';

/**
 * Registers the training kernels of the wasm backend. Calling it again changes nothing.
 *
 * @throws Error when `@tensorflow/tfjs-backend-wasm` was not imported.
 */
export function installWasmKernels(): void {
  // The stock backend lacks this one, so it tells whether the others are in place.
  if (getKernel(UnsortedSegmentSum, 'wasm')) return;
  installShareKernels();
  installMoves();
  installRearrangements();
  installReductions();
  installElementwise();
  installMatrixProduct();
  installConvolution();
  installChannelKernels();
  installDepthwiseGradients();
  installSegmentSum();
  installOneHot();
  installPrelu();
  installMaxPoolGradient();
  installAveragePoolGradient();
  installResample();
}
