// What the module exports. The host's side is ../simd-kernels.ts.

export { matrixProduct, matrixProductScratch } from './matrix-product';
export {
  convolution,
  convolutionScratch,
  inputGradientAtOnce,
  inputGradientPhase,
  inputGradientScratch,
} from './convolution';
export { filterGradient, filterGradientScratch } from './filter-gradient';
export { biasActivation, biasActivationGrad, biasActivationGradScratch } from './bias-activation';
export {
  batchNormScratch,
  batchNormTraining,
  batchNormTrainingGrad,
  channelMoments,
} from './batch-norm';
export { sumMiddle, sumMiddleScratch, sumOfSquares } from './sums';
export { adam } from './adam';
export { exp, leakyRelu, maximum, minimum, tanh } from './elementwise';
export { averagePoolGrad, resample, resampleScratch } from './windows';

// Not for the host: see row-tiles.ts.
export { columnTile, wideColumnTile } from './column-tiles';
export { shortTile, tallTile } from './row-tiles';
