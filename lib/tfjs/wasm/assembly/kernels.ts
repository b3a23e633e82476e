// What the module exports. See ../simd-kernels.ts for the side of the host.

export { matrixProduct, matrixProductScratch } from './matrix-product';
