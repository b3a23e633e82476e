// Concat, Reverse and DepthToSpace as copies of whole runs inside the heap; the stock kernels compute the coordinates of every
// element, or cross into the module for every row.

import {
  backend_util,
  Concat,
  DepthToSpace,
  Reverse,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { copyRun } from './copy-run';
import {
  isWord,
  registerWasmKernel,
  runStock,
  stockKernel,
  type WasmBackend,
  wordView,
} from './heap';

/** Joins tensors along `axis`. */
function concat(backend: WasmBackend, inputs: readonly TensorInfo[], axis: number): TensorInfo {
  const [first] = inputs as [TensorInfo];
  const shape = backend_util.computeOutShape(
    inputs.map((input) => input.shape),
    axis,
  );
  const out = backend.makeOutput(shape, first.dtype);
  const outer = util.sizeFromShape(shape.slice(0, axis));
  const to = wordView(backend, out);
  const line = to.length / outer;
  let start = 0;
  for (const input of inputs) {
    const from = wordView(backend, input);
    const run = from.length / outer;
    for (let i = 0; i < outer; i++) copyRun(from, i * run, to, start + i * line, run);
    start += run;
  }
  return out;
}

/** Turns the order of places along `axes` around. */
function reverse(backend: WasmBackend, x: TensorInfo, axes: readonly number[]): TensorInfo {
  const out = backend.makeOutput(x.shape, x.dtype);
  const from = wordView(backend, x);
  const to = wordView(backend, out);
  const strides = [...util.computeStrides(x.shape), 1];
  const runAxis = Math.max(...axes) + 1;
  const run = util.sizeFromShape(x.shape.slice(runAxis));
  let target = 0;
  const copyFrom = (axis: number, source: number): void => {
    if (axis === runAxis) {
      copyRun(from, source, to, target, run);
      target += run;
      return;
    }
    const [size, stride] = [x.shape[axis] ?? 1, strides[axis] ?? 1];
    const isTurned = axes.includes(axis);
    for (let i = 0; i < size; i++) {
      copyFrom(axis + 1, source + (isTurned ? size - 1 - i : i) * stride);
    }
  };
  copyFrom(0, 0);
  return out;
}

/** [N, H, W, b · b · C] → [N, b · H, b · W, C]: of each pixel's values, b · C neighbours lie side by side in a row. */
function depthToSpace(backend: WasmBackend, x: TensorInfo, block: number): TensorInfo {
  const [batch, height, width, depth] = x.shape as [number, number, number, number];
  const channels = depth / (block * block);
  const out = backend.makeOutput([batch, height * block, width * block, channels], x.dtype);
  const from = wordView(backend, x);
  const to = wordView(backend, out);
  const run = block * channels;
  let target = 0;
  for (let row = 0; row < batch * height; row++) {
    for (let i = 0; i < block; i++) {
      for (let column = 0; column < width; column++) {
        copyRun(from, (row * width + column) * depth + i * run, to, target, run);
        target += run;
      }
    }
  }
  return out;
}

interface ConcatAttributes {
  readonly axis: number;
}

interface DepthToSpaceAttributes {
  readonly blockSize: number;
  readonly dataFormat: 'NHWC' | 'NCHW';
}

export function installRearrangements(): void {
  const stockConcat = stockKernel(Concat);
  registerWasmKernel<string, ConcatAttributes>(Concat, (backend, inputs, attributes) => {
    // A list, which the registry's types call a record.
    const list = inputs as unknown as readonly TensorInfo[];
    const [first] = list;
    const isPlain = first && list.every((x) => isWord(x) && x.dtype === first.dtype);
    if (!isPlain || list.some(({ shape }) => util.sizeFromShape(shape) === 0)) {
      return runStock(stockConcat, backend, inputs, attributes);
    }
    return concat(backend, list, util.parseAxisParam(attributes.axis, first.shape)[0] ?? 0);
  });
  const stockReverse = stockKernel(Reverse);
  registerWasmKernel<'x', { dims: number | number[] }>(Reverse, (backend, { x }, { dims }) => {
    const axes = util.parseAxisParam(dims, x.shape);
    return isWord(x) && axes.length > 0 && util.sizeFromShape(x.shape) > 0
      ? reverse(backend, x, axes)
      : runStock(stockReverse, backend, { x }, { dims });
  });
  const stockDepthToSpace = stockKernel(DepthToSpace);
  registerWasmKernel<'x', DepthToSpaceAttributes>(DepthToSpace, (backend, { x }, attributes) =>
    isWord(x) && attributes.dataFormat === 'NHWC'
      ? depthToSpace(backend, x, attributes.blockSize)
      : runStock(stockDepthToSpace, backend, { x }, attributes),
  );
}
