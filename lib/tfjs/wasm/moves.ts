// Slice, Tile and Concat as plain copies inside the heap. The stock Concat joins copies on the other side of it, the stock Slice first copies the whole tensor out of the heap, and the
// stock Tile computes every element's coordinates; both lie on the path of each training step (bias gradients, batch
// statistics, padding).

import { Concat, Slice, slice_util, type TensorInfo, Tile, util } from '@tensorflow/tfjs-core';
import { copyRun } from './copy-run';
import {
  isWord,
  registerWasmKernel,
  runStock,
  stockKernel,
  type WasmBackend,
  wordView,
} from './heap';

function slice(backend: WasmBackend, x: TensorInfo, begin: number[], size: number[]): TensorInfo {
  const out = backend.makeOutput(size, x.dtype);
  const from = wordView(backend, x);
  const to = wordView(backend, out);
  const strides = [...util.computeStrides(x.shape), 1];
  // Axes that are kept whole from the last one on belong to one contiguous run.
  let runAxis = size.length - 1;
  while (runAxis > 0 && size[runAxis] === x.shape[runAxis]) runAxis--;
  const run = (size[runAxis] ?? 1) * (strides[runAxis] ?? 1);
  let target = 0;
  const copyFrom = (axis: number, source: number): void => {
    const first = source + (begin[axis] ?? 0) * (strides[axis] ?? 1);
    if (axis >= runAxis) {
      copyRun(from, first, to, target, run);
      target += run;
      return;
    }
    for (let i = 0; i < (size[axis] ?? 0); i++)
      copyFrom(axis + 1, first + i * (strides[axis] ?? 1));
  };
  if (to.length > 0) copyFrom(0, 0);
  return out;
}

/** Repeats the first `length` words at `start` until there are `count` copies, doubling what is there. */
function repeat(words: Int32Array, start: number, length: number, count: number): void {
  const end = start + length * count;
  if (length === 1) {
    words.fill(words[start] as number, start, end);
    return;
  }
  for (let filled = length; start + filled < end; filled *= 2) {
    words.copyWithin(start + filled, start, Math.min(start + filled, end - filled));
  }
}

function tile(backend: WasmBackend, x: TensorInfo, reps: readonly number[]): TensorInfo {
  const shape = x.shape.map((size, axis) => size * (reps[axis] ?? 1));
  const out = backend.makeOutput(shape, x.dtype);
  const from = wordView(backend, x);
  const to = wordView(backend, out);
  const strides = [...util.computeStrides(shape), 1];
  // Axes that are not repeated from the last one on belong to one contiguous run.
  let runAxis = shape.length - 1;
  while (runAxis > 0 && reps[runAxis] === 1) runAxis--;
  const run = x.shape.slice(runAxis).reduce((product, size) => product * size, 1);
  let source = 0;
  const copyTo = (axis: number, target: number): void => {
    const stride = strides[axis] ?? 1;
    const size = x.shape[axis] ?? 1;
    if (axis === runAxis) {
      copyRun(from, source, to, target, run);
      source += run;
    } else {
      for (let i = 0; i < size; i++) copyTo(axis + 1, target + i * stride);
    }
    repeat(to, target, size * stride, reps[axis] ?? 1);
  };
  if (to.length > 0) copyTo(0, 0);
  return out;
}

/** Joins tensors along an axis, row by row of what lies behind it. */
function concat(backend: WasmBackend, parts: readonly TensorInfo[], axis: number): TensorInfo {
  const [first] = parts;
  if (first === undefined) throw new Error('nothing to join');
  const shape = [...first.shape];
  shape[axis] = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const out = backend.makeOutput(shape, first.dtype);
  const to = wordView(backend, out);
  const rows = shape.slice(0, axis).reduce((product, size) => product * size, 1);
  const length = to.length / rows;
  let target = 0;
  for (const part of parts) {
    const from = wordView(backend, part);
    const run = from.length / rows;
    for (let row = 0; row < rows; row++) {
      copyRun(from, row * run, to, row * length + target, run);
    }
    target += run;
  }
  return out;
}

interface SliceAttributes {
  readonly begin: number | number[];
  readonly size: number | number[];
}

export function installMoves(): void {
  const stockSlice = stockKernel(Slice);
  registerWasmKernel<'x', SliceAttributes>(Slice, (backend, { x }, a) => {
    if (!isWord(x) || x.shape.length === 0) return runStock(stockSlice, backend, { x }, a);
    // Only the shape of its tensor is read.
    const parsed = slice_util.parseSliceParams(x as never, a.begin, a.size);
    return slice(backend, x, parsed[0] as number[], parsed[1] as number[]);
  });
  const stockConcat = stockKernel(Concat);
  registerWasmKernel<string, { axis: number }>(Concat, (backend, inputs, { axis }) => {
    // Empty ones do not count, not even their rank.
    const parts = Object.values(inputs).filter((x) => util.sizeFromShape(x.shape) > 0);
    const [first] = parts;
    // Of one tensor the stock kernel makes another view.
    return first !== undefined && parts.length > 1 && parts.every(isWord)
      ? concat(backend, parts, util.parseAxisParam(axis, first.shape)[0] ?? 0)
      : runStock(stockConcat, backend, inputs, { axis });
  });
  const stockTile = stockKernel(Tile);
  registerWasmKernel<'x', { reps: number[] }>(Tile, (backend, { x }, { reps }) =>
    isWord(x) && x.shape.length > 0
      ? tile(backend, x, reps)
      : runStock(stockTile, backend, { x }, { reps }),
  );
}
