// Conv2DBackpropFilter, which the wasm backend lacks, as one of XNNPACK's own convolutions: with batch and channels
// swapped, the image convolved by dy is the filter's gradient, and the stride of the forward pass becomes the dilation.
//   dw[k, l, c, d] = sum over n, i, j of x[n, i·s + k - top, j·s + l - left, c] · dy[n, i, j, d]

import {
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  type KernelConfig,
  type TensorInfo,
  Transpose,
} from '@tensorflow/tfjs-core';
import { filterGradientByPatches, type ProductParts } from './convolution-patches';
import {
  type ConvolutionAttributes,
  type ConvolutionShape,
  convolutionShape,
  explicitPadding,
} from './convolution-shape';
import { copyRun } from './copy-run';
import { registerWasmKernel, runStock, stockKernel, type WasmBackend, wordView } from './heap';

/** Filters of at most this many taps and channels take one matrix product instead (convolution-patches.ts). */
const MAX_PATCH = 64;

/** The kernels of the wasm backend that this one is made of. */
interface Parts extends ProductParts {
  readonly conv2d: KernelConfig;
}

/** The first filterHeight × filterWidth taps of [C, h, w, K] as a filter [KH, KW, C, K]. */
function tapsToFilter(backend: WasmBackend, taps: TensorInfo, s: ConvolutionShape): TensorInfo {
  const [c, h, w, k] = taps.shape as [number, number, number, number];
  const out = backend.makeOutput([s.filterHeight, s.filterWidth, c, k], 'float32');
  const from = wordView(backend, taps);
  const to = wordView(backend, out);
  let target = 0;
  for (let row = 0; row < s.filterHeight; row++) {
    for (let column = 0; column < s.filterWidth; column++) {
      for (let channel = 0; channel < c; channel++) {
        const source = ((channel * h + row) * w + column) * k;
        copyRun(from, source, to, target, k);
        target += k;
      }
    }
  }
  return out;
}

function filterGradient(
  parts: Parts,
  backend: WasmBackend,
  inputs: Readonly<Record<'x' | 'dy', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  return s.filterHeight * s.filterWidth * s.inChannels <= MAX_PATCH
    ? filterGradientByPatches(parts, backend, inputs, s)
    : filterGradientByConvolution(parts, backend, inputs, s);
}

function filterGradientByConvolution(
  { conv2d, transpose }: Parts,
  backend: WasmBackend,
  { x, dy }: Readonly<Record<'x' | 'dy', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const images = runStock(transpose, backend, { x }, { perm: [3, 1, 2, 0] }); // [C, H, W, N]
  const taps = runStock(transpose, backend, { x: dy }, { perm: [1, 2, 0, 3] }); // [h, w, N, K]
  // Where the last stride left image rows unread, the convolution has more rows than the filter; they are not copied.
  const reach = (out: number, stride: number, filter: number) => (out - 1) * stride + filter;
  const bottom = reach(s.outHeight, s.strideHeight, s.filterHeight) - s.top - s.inHeight;
  const right = reach(s.outWidth, s.strideWidth, s.filterWidth) - s.left - s.inWidth;
  const gradient = runStock(
    conv2d,
    backend,
    { x: images, filter: taps },
    explicitPadding(
      [s.top, Math.max(0, bottom)],
      [s.left, Math.max(0, right)],
      [s.strideHeight, s.strideWidth],
    ),
  );
  backend.disposeData(images.dataId);
  backend.disposeData(taps.dataId);
  const filter = tapsToFilter(backend, gradient, s);
  backend.disposeData(gradient.dataId);
  return filter;
}

export function installConvolutionFilterGradient(): void {
  const parts = {
    conv2d: stockKernel(Conv2D),
    matMul: stockKernel(BatchMatMul),
    transpose: stockKernel(Transpose),
  };
  registerWasmKernel<'x' | 'dy', ConvolutionAttributes & { filterShape: number[] }>(
    Conv2DBackpropFilter,
    (backend, { x, dy }, attributes) =>
      filterGradient(
        parts,
        backend,
        { x, dy },
        convolutionShape(x.shape, attributes.filterShape, dy.shape, attributes),
      ),
  );
}
