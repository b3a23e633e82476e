// Conv2DBackpropFilter, which the wasm backend lacks, as one of XNNPACK's own convolutions: with batch and channels
// swapped, the image convolved by dy is the filter's gradient, and the stride of the forward pass becomes the dilation.
//   dw[k, l, c, d] = sum over n, i, j of x[n, i·s + k - top, j·s + l - left, c] · dy[n, i, j, d]

import {
  Conv2D,
  Conv2DBackpropFilter,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import {
  type ConvolutionAttributes,
  type ConvolutionShape,
  convolutionShape,
  explicitPadding,
} from './convolution-shape';
import { registerWasmKernel, runStock, stockKernel, type WasmBackend, wordView } from './heap';

/** [N, H, W, C] → [C, H, W, N]. */
function swapBatchAndChannels(backend: WasmBackend, x: TensorInfo): TensorInfo {
  const [n, h, w, c] = x.shape as [number, number, number, number];
  const out = backend.makeOutput([c, h, w, n], 'float32');
  const from = wordView(backend, x);
  const to = wordView(backend, out);
  const pixels = h * w;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < c; channel++) {
      let target = (channel * pixels + pixel) * n;
      let source = pixel * c + channel;
      for (let image = 0; image < n; image++) {
        to[target++] = from[source] as number;
        source += pixels * c;
      }
    }
  }
  return out;
}

/** [A, B, C] → [B, A, C] for `rows` A, `columns` B, contiguous runs of `run` C. Returns `shape`. */
function swapOuterAxes(
  backend: WasmBackend,
  x: TensorInfo,
  [rows, columns, run]: readonly [number, number, number],
  shape: number[],
): TensorInfo {
  const out = backend.makeOutput(shape, 'float32');
  const from = wordView(backend, x);
  const to = wordView(backend, out);
  let source = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const target = (column * rows + row) * run;
      for (let i = 0; i < run; i++) to[target + i] = from[source + i] as number;
      source += run;
    }
  }
  return out;
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
        for (let i = 0; i < k; i++) to[target++] = from[source + i] as number;
      }
    }
  }
  return out;
}

function filterGradient(
  conv2d: KernelConfig,
  backend: WasmBackend,
  { x, dy }: Readonly<Record<'x' | 'dy', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const images = swapBatchAndChannels(backend, x); // [C, H, W, N]
  const taps = swapOuterAxes(
    backend,
    dy,
    [s.batch, s.outHeight * s.outWidth, s.outChannels],
    [s.outHeight, s.outWidth, s.batch, s.outChannels],
  );
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
  const conv2d = stockKernel(Conv2D);
  registerWasmKernel<'x' | 'dy', ConvolutionAttributes & { filterShape: number[] }>(
    Conv2DBackpropFilter,
    (backend, { x, dy }, attributes) =>
      filterGradient(
        conv2d,
        backend,
        { x, dy },
        convolutionShape(x.shape, attributes.filterShape, dy.shape, attributes),
      ),
  );
}
