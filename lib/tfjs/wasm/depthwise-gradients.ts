// The two gradients of a depthwise convolution, which the wasm backend lacks. The image's gradient is a depthwise
// convolution by the flipped filter where XNNPACK can do it (stride 1, one output per channel: blurs); everything else,
// and the filter's gradient, is a plain loop with sums in double precision.

import {
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import {
  type ConvolutionAttributes,
  type ConvolutionShape,
  convolutionShape,
  explicitPadding,
} from './convolution-shape';
import { floatView, registerWasmKernel, runStock, stockKernel, type WasmBackend } from './heap';

/** Calls `visit` with the flat pixel numbers of x and dy for every pair that the filter's tap (row, column) joins. */
function forEachPair(
  s: ConvolutionShape,
  row: number,
  column: number,
  visit: (xPixel: number, dyPixel: number) => void,
): void {
  for (let image = 0; image < s.batch; image++) {
    for (let i = 0; i < s.outHeight; i++) {
      const y = i * s.strideHeight + row * s.dilationHeight - s.top;
      if (y < 0 || y >= s.inHeight) continue;
      for (let j = 0; j < s.outWidth; j++) {
        const x = j * s.strideWidth + column * s.dilationWidth - s.left;
        if (x < 0 || x >= s.inWidth) continue;
        visit((image * s.inHeight + y) * s.inWidth + x, (image * s.outHeight + i) * s.outWidth + j);
      }
    }
  }
}

function inputGradientByLoop(
  backend: WasmBackend,
  { dy, filter }: Readonly<Record<'dy' | 'filter', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const out = backend.makeOutput([s.batch, s.inHeight, s.inWidth, s.inChannels], 'float32');
  const sums = new Float64Array(s.batch * s.inHeight * s.inWidth * s.inChannels);
  const gradients = floatView(backend, dy);
  const weights = floatView(backend, filter);
  const multiplier = s.outChannels / s.inChannels;
  for (let row = 0; row < s.filterHeight; row++) {
    for (let column = 0; column < s.filterWidth; column++) {
      const tap = (row * s.filterWidth + column) * s.outChannels;
      forEachPair(s, row, column, (xPixel, dyPixel) => {
        for (let k = 0; k < s.outChannels; k++) {
          const target = xPixel * s.inChannels + Math.floor(k / multiplier);
          const weight = weights[tap + k] as number;
          sums[target] =
            (sums[target] as number) + (gradients[dyPixel * s.outChannels + k] as number) * weight;
        }
      });
    }
  }
  floatView(backend, out).set(sums);
  return out;
}

/** [KH, KW, C, 1] turned by 180 degrees. */
function flipped(backend: WasmBackend, filter: TensorInfo): TensorInfo {
  const [h, w, c] = filter.shape as [number, number, number, number];
  const out = backend.makeOutput([...filter.shape], 'float32');
  const from = floatView(backend, filter);
  const to = floatView(backend, out);
  for (let tap = 0; tap < h * w; tap++) {
    to.set(from.subarray(tap * c, (tap + 1) * c), (h * w - 1 - tap) * c);
  }
  return out;
}

function inputGradient(
  depthwise: KernelConfig,
  backend: WasmBackend,
  inputs: Readonly<Record<'dy' | 'filter', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const rows = [
    (s.filterHeight - 1) * s.dilationHeight - s.top,
    s.inHeight - s.outHeight + s.top,
  ] as const;
  const columns = [
    (s.filterWidth - 1) * s.dilationWidth - s.left,
    s.inWidth - s.outWidth + s.left,
  ] as const;
  const isConvolution =
    s.strideHeight === 1 &&
    s.strideWidth === 1 &&
    s.outChannels === s.inChannels &&
    Math.min(...rows, ...columns) >= 0;
  if (!isConvolution) return inputGradientByLoop(backend, inputs, s);
  const filter = flipped(backend, inputs.filter);
  const dx = runStock(
    depthwise,
    backend,
    { x: inputs.dy, filter },
    explicitPadding(rows, columns, [s.dilationHeight, s.dilationWidth]),
  );
  backend.disposeData(filter.dataId);
  return dx;
}

function filterGradient(
  backend: WasmBackend,
  { x, dy }: Readonly<Record<'x' | 'dy', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const multiplier = s.outChannels / s.inChannels;
  const shape = [s.filterHeight, s.filterWidth, s.inChannels, multiplier];
  const out = backend.makeOutput(shape, 'float32');
  const pixels = floatView(backend, x);
  const gradients = floatView(backend, dy);
  const result = floatView(backend, out);
  const sums = new Float64Array(s.outChannels);
  for (let row = 0; row < s.filterHeight; row++) {
    for (let column = 0; column < s.filterWidth; column++) {
      sums.fill(0);
      forEachPair(s, row, column, (xPixel, dyPixel) => {
        for (let k = 0; k < s.outChannels; k++) {
          const pixel = pixels[xPixel * s.inChannels + Math.floor(k / multiplier)] as number;
          sums[k] =
            (sums[k] as number) + pixel * (gradients[dyPixel * s.outChannels + k] as number);
        }
      });
      result.set(sums, (row * s.filterWidth + column) * s.outChannels);
    }
  }
  return out;
}

export function installDepthwiseGradients(): void {
  const depthwise = stockKernel(DepthwiseConv2dNative);
  registerWasmKernel<'dy' | 'filter', ConvolutionAttributes & { inputShape: number[] }>(
    DepthwiseConv2dNativeBackpropInput,
    (backend, { dy, filter }, attributes) =>
      inputGradient(
        depthwise,
        backend,
        { dy, filter },
        convolutionShape(attributes.inputShape, filter.shape, dy.shape, attributes),
      ),
  );
  registerWasmKernel<'x' | 'dy', ConvolutionAttributes & { filterShape: number[] }>(
    DepthwiseConv2dNativeBackpropFilter,
    (backend, { x, dy }, attributes) =>
      filterGradient(
        backend,
        { x, dy },
        convolutionShape(x.shape, attributes.filterShape, dy.shape, attributes),
      ),
  );
}
