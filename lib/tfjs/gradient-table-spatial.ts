// The table's convolutions, products, pools, resizes, and operations that only move values.

import {
  avgPool,
  concat,
  conv2d,
  conv2dTranspose,
  depthToSpace,
  depthwiseConv2d,
  gather,
  image as images,
  matMul,
  maxPool,
  mirrorPad,
  pad,
  reshape,
  slice,
  stridedSlice,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tensor1d,
  tensor2d,
  tile,
  transpose,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import type { TensorFunction } from './gradient-check';
import { row } from './gradient-row';

/** The first part of a vector as an image, the rest as a filter, so that mixed second derivatives count too. */
const withFilter =
  (
    image: readonly [number, number, number, number],
    filter: readonly [number, number, number, number],
    f: (x: Tensor4D, w: Tensor4D) => Tensor,
  ): TensorFunction =>
  (vector) => {
    const size = image.reduce((product, n) => product * n, 1);
    return f(
      reshape(slice(vector, [0], [size]), [...image]),
      reshape(slice(vector, [size], [vector.size - size]), [...filter]),
    );
  };

const image =
  (f: (x: Tensor4D) => Tensor): TensorFunction =>
  (x) =>
    f(x as Tensor4D);

const NEAREST = (size: [number, number], corners = false, half = false) =>
  image((x) => images.resizeNearestNeighbor(x, size, corners, half));
const BILINEAR = (size: [number, number], corners = false, half = false) =>
  image((x) => images.resizeBilinear(x, size, corners, half));

const IMAGE = [2, 4, 3, 2];
const IDS = tensor1dValues([2, 0, 2, 1]);

function tensor1dValues(values: number[]) {
  return () => tensor1d(values, 'int32');
}

const CONVOLUTIONS = [
  row(
    'conv2d',
    'normal',
    [32 + 36],
    2,
    withFilter([1, 4, 4, 2], [3, 3, 2, 2], (x, w) => conv2d(x, w, 1, 'same')),
  ),
  row(
    'conv2d, stride 2',
    'normal',
    [72 + 64],
    2,
    withFilter([1, 6, 6, 2], [4, 4, 2, 2], (x, w) => conv2d(x, w, 2, 'same')),
  ),
  row(
    'conv2d, uneven stride',
    'normal',
    [2 * 35 + 12],
    2,
    withFilter([2, 7, 5, 1], [3, 2, 1, 2], (x, w) => conv2d(x, w, [2, 3], 'valid')),
  ),
  row(
    'conv2dTranspose',
    'normal',
    [18 + 64],
    2,
    withFilter([1, 3, 3, 2], [4, 4, 2, 2], (x, w) =>
      conv2dTranspose(x, w, [1, 6, 6, 2], 2, 'same'),
    ),
  ),
  row(
    'depthwiseConv2d',
    'normal',
    [32 + 36],
    2,
    withFilter([1, 4, 4, 2], [3, 3, 2, 2], (x, w) => depthwiseConv2d(x, w, 1, 'same')),
  ),
  row(
    'depthwiseConv2d, stride 2',
    'normal',
    [50 + 18],
    2,
    withFilter([1, 5, 5, 2], [3, 3, 2, 1], (x, w) => depthwiseConv2d(x, w, 2, 'same')),
  ),
  row('matMul', 'normal', [24], null, (x) =>
    matMul(reshape(x, [4, 6]), reshape(x, [4, 6]), true, false),
  ),
  row('batched matMul', 'normal', [24], null, (x) =>
    matMul(reshape(x, [2, 3, 4]), reshape(x, [2, 3, 4]), false, true),
  ),
];

const POOLING_AND_RESIZING = [
  row(
    'avgPool',
    'normal',
    [2, 4, 4, 2],
    2,
    image((x) => avgPool(x, 2, 2, 'valid')),
  ),
  row(
    'avgPool over the edge',
    'normal',
    [2, 5, 5, 1],
    1,
    image((x) => avgPool(x, 3, 2, 'same')),
  ),
  row(
    'maxPool',
    'distinct',
    [2, 4, 4, 1],
    2,
    image((x) => maxPool(x, 2, 2, 'valid')),
  ),
  row(
    'maxPool, overlapping, over the edge',
    'distinct',
    [1, 5, 5, 2],
    2,
    image((x) => maxPool(x, 3, 2, 'same')),
  ),
  row('nearest, doubled', 'normal', IMAGE, 1, NEAREST([8, 6])),
  row('nearest, uneven multiple', 'normal', IMAGE, 1, NEAREST([4, 9])),
  row('nearest, no multiple', 'normal', IMAGE, 1, NEAREST([6, 7])),
  row('nearest, half pixels', 'normal', IMAGE, 1, NEAREST([6, 5], false, true)),
  row('nearest, corners', 'normal', IMAGE, 1, NEAREST([7, 5], true)),
  row('nearest, smaller', 'normal', IMAGE, 1, NEAREST([2, 2])),
  row('bilinear, doubled', 'normal', IMAGE, 1, BILINEAR([8, 6])),
  row('bilinear, half pixels', 'normal', IMAGE, 1, BILINEAR([8, 6], false, true)),
  row('bilinear, corners', 'normal', IMAGE, 1, BILINEAR([7, 5], true)),
  row('bilinear, smaller', 'normal', IMAGE, 1, BILINEAR([3, 2])),
];

const MOVES = [
  row('mirrorPad, reflect', 'normal', [3, 4], 1, (x) =>
    mirrorPad(
      x,
      [
        [2, 1],
        [0, 3],
      ],
      'reflect',
    ),
  ),
  row('mirrorPad, symmetric', 'normal', [2, 3, 2], 1, (x) =>
    mirrorPad(
      x,
      [
        [0, 2],
        [3, 1],
        [0, 0],
      ],
      'symmetric',
    ),
  ),
  row('pad', 'normal', [3, 4], null, (x) =>
    pad(x, [
      [1, 0],
      [2, 1],
    ]),
  ),
  row('tile', 'normal', [2, 3, 2], null, (x) => tile(x, [2, 1, 3])),
  row('tile of rank 6', 'normal', [2, 2, 1, 2, 1, 2], 1, (x) => tile(x, [1, 1, 2, 1, 2, 1])),
  row('transpose of rank 5', 'normal', [2, 1, 3, 2, 2], null, (x) => transpose(x, [3, 0, 4, 1, 2])),
  row(
    'concat and slice',
    'normal',
    [3, 4],
    null,
    (x) => concat([x, slice(x, [1, 0], [2, 4])], 0) as Tensor,
  ),
  row(
    'depthToSpace',
    'normal',
    [2, 2, 3, 8],
    1,
    image((x) => depthToSpace(x, 2, 'NHWC')),
  ),
  row('stridedSlice', 'normal', [5, 7], 1, (x) => stridedSlice(x, [1, 6], [5, 0], [2, -2])),
  row('stridedSlice, dropping an axis', 'normal', [3, 4], 1, (x) =>
    stridedSlice(x, [1, 1], [2, 3], [1, 1], 0, 0, 0, 0, 1),
  ),
  row('stridedSlice, adding an axis', 'normal', [4, 5], 1, (x) =>
    stridedSlice(x, [0, 0, 1], [4, 0, 5], [3, 1, 2], 0, 0, 0, 2),
  ),
  row('gather with repeats', 'normal', [3, 4], null, (x) => gather(x, IDS())),
  row('gather along a later axis', 'normal', [2, 3, 2], null, (x) => gather(x, IDS(), 1)),
  row('gather by batch', 'normal', [2, 3, 2], 1, (x) =>
    gather(
      x as Tensor3D,
      tensor2d(
        [
          [2, 0],
          [1, 1],
        ],
        [2, 2],
        'int32',
      ),
      1,
      1,
    ),
  ),
  row('unsortedSegmentSum', 'normal', [4, 3], null, (x) =>
    unsortedSegmentSum(x as Tensor2D, IDS(), 4),
  ),
];

export const SPATIAL_ROWS = [...CONVOLUTIONS, ...POOLING_AND_RESIZING, ...MOVES];
