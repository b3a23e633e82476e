// The gradient of a convolution in its filter as one matrix product: dy, turned, times the image patches. For filters of few
// values (the first layer of a discriminator, the last of a generator), where the convolution of
// convolution-filter-gradient.ts spends its time on moving dy. The patches are the right factor, which XNNPACK packs anew
// each time: they are smaller than dy.

import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionShape } from './convolution-shape';
import { copyRun } from './copy-run';
import { reshaped, runStock, type WasmBackend, wordView } from './heap';

/** x [N, H, W, C] → [N · h · w, KH · KW · C], zero where a tap lies outside the image. */
function patches(backend: WasmBackend, x: TensorInfo, s: ConvolutionShape): TensorInfo {
  const c = s.inChannels;
  const length = s.filterHeight * s.filterWidth * c;
  const positions = s.batch * s.outHeight * s.outWidth;
  const out = backend.makeOutput([positions, length], 'float32');
  const from = wordView(backend, x);
  const to = wordView(backend, out);
  to.fill(0);
  for (let position = 0; position < positions; position++) {
    const line = Math.floor(position / s.outWidth);
    const top = (line % s.outHeight) * s.strideHeight - s.top;
    const left = (position % s.outWidth) * s.strideWidth - s.left;
    const image = Math.floor(line / s.outHeight) * s.inHeight;
    const firstColumn = Math.max(0, -left);
    const endColumn = Math.min(s.filterWidth, s.inWidth - left);
    for (let row = 0; row < s.filterHeight; row++) {
      const y = top + row;
      if (y < 0 || y >= s.inHeight) continue;
      const source = ((image + y) * s.inWidth + left) * c;
      const target = position * length + row * s.filterWidth * c;
      const skip = firstColumn * c;
      copyRun(from, source + skip, to, target + skip, Math.max(0, endColumn * c - skip));
    }
  }
  return out;
}

/** The stock kernels that the product is made of. */
export interface ProductParts {
  readonly matMul: KernelConfig;
  readonly transpose: KernelConfig;
}

/** dw [KH, KW, C, K] from x [N, H, W, C] and dy [N, h, w, K]. */
export function filterGradientByPatches(
  { matMul, transpose }: ProductParts,
  backend: WasmBackend,
  { x, dy }: Readonly<Record<'x' | 'dy', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const right = patches(backend, x, s); // [positions, taps · C]
  const columns = reshaped(dy, [right.shape[0] ?? 0, s.outChannels]);
  const left = runStock(transpose, backend, { x: columns }, { perm: [1, 0] });
  const attributes = { transposeA: false, transposeB: false };
  const product = runStock(matMul, backend, { a: left, b: right }, attributes); // [K, taps · C]
  const turned = runStock(transpose, backend, { x: product }, { perm: [1, 0] });
  for (const { dataId } of [right, left, product]) backend.disposeData(dataId);
  return reshaped(turned, [s.filterHeight, s.filterWidth, s.inChannels, s.outChannels]);
}
