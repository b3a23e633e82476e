// Operations that only move values. MirrorPad's stock gradient drops what was reflected; DepthToSpace and StridedSlice
// have none. All three are composed of operations that differentiate themselves.

import {
  add,
  DepthToSpace,
  MirrorPad,
  pad,
  reshape,
  reverse,
  StridedSlice,
  slice,
  slice_util,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { defineUnaryGradient } from './gradient-config';

/** Pads one axis with zeros. */
function padAxis(x: Tensor, axis: number, before: number, after: number): Tensor {
  return pad(
    x,
    x.shape.map((_, i): [number, number] => (i === axis ? [before, after] : [0, 0])),
  );
}

/** `size` entries of one axis from `begin`. */
function sliceAxis(x: Tensor, axis: number, begin: number, size: number): Tensor {
  return slice(
    x,
    x.shape.map((_, i) => (i === axis ? begin : 0)),
    x.shape.map((whole, i) => (i === axis ? size : whole)),
  );
}

/** Folds the mirrored borders of one axis back onto the `size` entries that they were copied from. */
function foldMirror(
  dy: Tensor,
  axis: number,
  size: number,
  [before, after]: readonly [number, number],
  offset: 0 | 1,
): Tensor {
  let dx = sliceAxis(dy, axis, before, size);
  if (before > 0) {
    const border = reverse(sliceAxis(dy, axis, 0, before), axis);
    dx = add(dx, padAxis(border, axis, offset, size - before - offset));
  }
  if (after > 0) {
    const border = reverse(sliceAxis(dy, axis, before + size, after), axis);
    dx = add(dx, padAxis(border, axis, size - after - offset, offset));
  }
  return dx;
}

interface DepthToSpaceAttributes {
  readonly blockSize: number;
  readonly dataFormat: 'NHWC' | 'NCHW';
}

/** The inverse of DepthToSpace; `shape` is that of its input. */
function spaceToDepth(
  dy: Tensor,
  shape: readonly number[],
  { blockSize: b, dataFormat }: DepthToSpaceAttributes,
): Tensor {
  const [n, ...rest] = shape as [number, number, number, number];
  if (dataFormat === 'NHWC') {
    const [h, w, d] = rest;
    const blocks = reshape(dy, [n, h, b, w, b, d / (b * b)]);
    return reshape(transpose(blocks, [0, 1, 3, 2, 4, 5]), [...shape]);
  }
  const [d, h, w] = rest;
  const blocks = reshape(dy, [n, d / (b * b), h, b, w, b]);
  return reshape(transpose(blocks, [0, 3, 5, 1, 2, 4]), [...shape]);
}

interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

/** Puts `count` slices of one axis back at begin, begin + stride, … among `size`, zeros between them. */
function spreadAxis(
  dy: Tensor,
  axis: number,
  size: number,
  { begin, stride }: { begin: number; stride: number },
): Tensor {
  const count = dy.shape[axis] ?? 0;
  const step = Math.abs(stride);
  const ordered = stride < 0 ? reverse(dy, axis) : dy;
  const first = stride < 0 ? begin + (count - 1) * stride : begin;
  const shape = ordered.shape;
  const apart = reshape(
    padAxis(
      reshape(ordered, [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)]),
      axis + 1,
      0,
      step - 1,
    ),
    shape.map((whole, i) => (i === axis ? count * step : whole)),
  );
  const span = (count - 1) * step + 1;
  return padAxis(sliceAxis(apart, axis, 0, span), axis, first, size - first - span);
}

function unslice(dy: Tensor, shape: readonly number[], a: StridedSliceAttributes): Tensor {
  const info = slice_util.sliceInfo(
    [...shape],
    a.begin,
    a.end,
    a.strides,
    a.beginMask,
    a.endMask,
    a.ellipsisMask,
    a.newAxisMask,
    a.shrinkAxisMask,
  );
  // finalShapeSparse lacks the axes that a single index took away; the gradient needs every axis of x.
  const counts = slice_util.computeOutShape(info.begin, info.end, info.strides);
  let dx = reshape(dy, counts);
  shape.forEach((size, axis) => {
    const begin = info.begin[axis] ?? 0;
    const stride = info.strides[axis] ?? 1;
    if (counts[axis] !== size || stride !== 1) dx = spreadAxis(dx, axis, size, { begin, stride });
  });
  return dx;
}

export const REARRANGEMENT_GRADIENTS = [
  defineUnaryGradient<{ paddings: [number, number][]; mode: 'reflect' | 'symmetric' }>(
    MirrorPad,
    (dy, x, { paddings, mode }) =>
      paddings.reduce(
        (dx, padding, axis) =>
          foldMirror(dx, axis, x.shape[axis] ?? 0, padding, mode === 'reflect' ? 1 : 0),
        dy,
      ),
  ),
  defineUnaryGradient<DepthToSpaceAttributes>(DepthToSpace, (dy, x, a) =>
    spaceToDepth(dy, x.shape, a),
  ),
  defineUnaryGradient<StridedSliceAttributes>(StridedSlice, (dy, x, a) => unslice(dy, x.shape, a)),
];
