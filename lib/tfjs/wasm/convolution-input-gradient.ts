// Conv2DBackpropInput (also conv2dTranspose) as one stride-1 convolution by XNNPACK. With Y = y + top = s·q + p, only the
// taps k = s·a + p touch row Y, so
//   dx[n, y, c] = sum over a of dy[n, q - a] · w[s·a + p, c]
// and the s phases p are output channels of one convolution of dy by the flipped taps; then the phases are interleaved.
// Filters whose size is no multiple of the stride are filled up with zero taps. With many channels the phases are convolved
// one by one instead (convolution-phases.ts). The stock kernel is a plain scalar loop.

import {
  Conv2D,
  Conv2DBackpropInput,
  type KernelConfig,
  type TensorInfo,
  Transpose,
} from '@tensorflow/tfjs-core';
import { inputGradientByPhases, type PhaseParts, phasesOf } from './convolution-phases';
import {
  type ConvolutionAttributes,
  type ConvolutionShape,
  convolutionShape,
  explicitPadding,
} from './convolution-shape';
import { copyRun } from './copy-run';
import { registerWasmKernel, runStock, stockKernel, type WasmBackend, wordView } from './heap';

/** w [KH, KW, C, K] → [taps, taps, K, sH · sW · C]: flipped, split by phase. */
function phaseFilter(
  backend: WasmBackend,
  filter: TensorInfo,
  s: ConvolutionShape,
  [tapRows, tapColumns]: readonly [number, number],
): TensorInfo {
  const c = s.inChannels;
  const k = s.outChannels;
  const phases = s.strideHeight * s.strideWidth;
  const out = backend.makeOutput([tapRows, tapColumns, k, phases * c], 'float32');
  const from = wordView(backend, filter);
  const to = wordView(backend, out);
  to.fill(0);
  for (let row = 0; row < s.filterHeight; row++) {
    const tapRow = tapRows - 1 - Math.floor(row / s.strideHeight);
    for (let column = 0; column < s.filterWidth; column++) {
      const tapColumn = tapColumns - 1 - Math.floor(column / s.strideWidth);
      const phase = (row % s.strideHeight) * s.strideWidth + (column % s.strideWidth);
      for (let channel = 0; channel < c; channel++) {
        const source = ((row * s.filterWidth + column) * c + channel) * k;
        let target = (tapRow * tapColumns + tapColumn) * k * phases * c + phase * c + channel;
        for (let i = 0; i < k; i++) {
          to[target] = from[source + i] as number;
          target += phases * c;
        }
      }
    }
  }
  return out;
}

/** One axis of the phase convolution: how far it is padded, and where row 0 of dx lies in its output. */
function phaseAxis(
  before: number,
  size: number,
  { stride, taps, out }: { stride: number; taps: number; out: number },
) {
  const first = Math.min(Math.floor(before / stride), taps - 1);
  const rows = Math.ceil((before + size) / stride);
  return {
    pad: [taps - 1 - first, Math.max(0, rows - out)] as const,
    offset: before - first * stride,
  };
}

/** phases [N, h, w, sH · sW · C] → dx [N, H, W, C], beginning `top` rows and `left` columns in. */
function interleave(
  backend: WasmBackend,
  phases: TensorInfo,
  s: ConvolutionShape,
  [top, left]: readonly [number, number],
): TensorInfo {
  const out = backend.makeOutput([s.batch, s.inHeight, s.inWidth, s.inChannels], 'float32');
  const from = wordView(backend, phases);
  const to = wordView(backend, out);
  const [, h, w] = phases.shape as [number, number, number, number];
  const run = s.strideWidth * s.inChannels;
  const pixel = s.strideHeight * run;
  const rowLength = s.inWidth * s.inChannels;
  for (let row = 0; row < s.batch * s.inHeight; row++) {
    const image = Math.floor(row / s.inHeight);
    const y = (row % s.inHeight) + top;
    const start =
      (image * h + Math.floor(y / s.strideHeight)) * w * pixel + (y % s.strideHeight) * run;
    let target = row * rowLength;
    const end = target + rowLength;
    let position = left * s.inChannels;
    while (target < end) {
      const within = position % run;
      const source = start + Math.floor(position / run) * pixel + within;
      const count = Math.min(run - within, end - target);
      copyRun(from, source, to, target, count);
      target += count;
      position += count;
    }
  }
  return out;
}

/** From this many channels on, one call per phase is faster than the rows at the edge that a common call adds. */
const MIN_PHASE_CHANNELS = 16;

function inputGradient(
  parts: PhaseParts,
  backend: WasmBackend,
  inputs: Readonly<Record<'dy' | 'filter', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const isSplit = s.strideHeight * s.strideWidth > 1 && s.inChannels >= MIN_PHASE_CHANNELS;
  const rows =
    isSplit &&
    phasesOf({
      before: s.top,
      size: s.inHeight,
      stride: s.strideHeight,
      filter: s.filterHeight,
      out: s.outHeight,
    });
  const columns =
    isSplit &&
    phasesOf({
      before: s.left,
      size: s.inWidth,
      stride: s.strideWidth,
      filter: s.filterWidth,
      out: s.outWidth,
    });
  return rows && columns
    ? inputGradientByPhases(parts, backend, inputs, s, [rows, columns])
    : inputGradientAtOnce(parts.conv2d, backend, inputs, s);
}

function inputGradientAtOnce(
  conv2d: KernelConfig,
  backend: WasmBackend,
  { dy, filter }: Readonly<Record<'dy' | 'filter', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const tapRows = Math.ceil(s.filterHeight / s.strideHeight);
  const tapColumns = Math.ceil(s.filterWidth / s.strideWidth);
  const vertical = phaseAxis(s.top, s.inHeight, {
    stride: s.strideHeight,
    taps: tapRows,
    out: s.outHeight,
  });
  const horizontal = phaseAxis(s.left, s.inWidth, {
    stride: s.strideWidth,
    taps: tapColumns,
    out: s.outWidth,
  });
  const taps = phaseFilter(backend, filter, s, [tapRows, tapColumns]);
  const phases = runStock(
    conv2d,
    backend,
    { x: dy, filter: taps },
    explicitPadding(vertical.pad, horizontal.pad),
  );
  backend.disposeData(taps.dataId);
  const isWhole =
    s.strideHeight * s.strideWidth === 1 &&
    phases.shape[1] === s.inHeight &&
    phases.shape[2] === s.inWidth &&
    vertical.offset + horizontal.offset === 0;
  if (isWhole) return phases;
  const dx = interleave(backend, phases, s, [vertical.offset, horizontal.offset]);
  backend.disposeData(phases.dataId);
  return dx;
}

export function installConvolutionInputGradient(): void {
  const parts = { conv2d: stockKernel(Conv2D), transpose: stockKernel(Transpose) };
  registerWasmKernel<'dy' | 'filter', ConvolutionAttributes & { inputShape: number[] }>(
    Conv2DBackpropInput,
    (backend, { dy, filter }, attributes) =>
      inputGradient(
        parts,
        backend,
        { dy, filter },
        convolutionShape(attributes.inputShape, filter.shape, dy.shape, attributes),
      ),
  );
}
