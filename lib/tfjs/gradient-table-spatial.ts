// The table's convolutions, products, pools and resizes.

import {
  avgPool,
  conv1d,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  div,
  image as images,
  matMul,
  maxPool,
  mul,
  norm,
  reshape,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import type { TensorFunction } from './gradient-check';
import { parts, row } from './gradient-row';

const image =
  (f: (x: Tensor4D) => Tensor): TensorFunction =>
  (x) =>
    f(x as Tensor4D);

const NEAREST = (size: [number, number], corners = false, half = false) =>
  image((x) => images.resizeNearestNeighbor(x, size, corners, half));
const BILINEAR = (size: [number, number], corners = false, half = false) =>
  image((x) => images.resizeBilinear(x, size, corners, half));

const IMAGE = [2, 4, 3, 2];

const CONVOLUTIONS = [
  row(
    'conv2d',
    'normal',
    [32 + 36],
    2,
    parts(
      [
        [1, 4, 4, 2],
        [3, 3, 2, 2],
      ],
      (x, w) => conv2d(x as Tensor4D, w as Tensor4D, 1, 'same'),
    ),
  ),
  row(
    'conv2d, stride 2',
    'normal',
    [72 + 64],
    2,
    parts(
      [
        [1, 6, 6, 2],
        [4, 4, 2, 2],
      ],
      (x, w) => conv2d(x as Tensor4D, w as Tensor4D, 2, 'same'),
    ),
  ),
  row(
    'conv2d, uneven stride',
    'normal',
    [2 * 35 + 12],
    2,
    parts(
      [
        [2, 7, 5, 1],
        [3, 2, 1, 2],
      ],
      (x, w) => conv2d(x as Tensor4D, w as Tensor4D, [2, 3], 'valid'),
    ),
  ),
  row(
    'conv1d',
    'normal',
    [24 + 12],
    2,
    parts(
      [
        [2, 6, 2],
        [3, 2, 2],
      ],
      (x, w) => conv1d(x as Tensor3D, w as Tensor3D, 1, 'same'),
    ),
  ),
  row(
    'conv2dTranspose',
    'normal',
    [18 + 64],
    2,
    parts(
      [
        [1, 3, 3, 2],
        [4, 4, 2, 2],
      ],
      (x, w) => conv2dTranspose(x as Tensor4D, w as Tensor4D, [1, 6, 6, 2], 2, 'same'),
    ),
  ),
  row(
    'depthwiseConv2d',
    'normal',
    [32 + 36],
    2,
    parts(
      [
        [1, 4, 4, 2],
        [3, 3, 2, 2],
      ],
      (x, w) => depthwiseConv2d(x as Tensor4D, w as Tensor4D, 1, 'same'),
    ),
  ),
  row(
    'depthwiseConv2d, stride 2',
    'normal',
    [50 + 18],
    2,
    parts(
      [
        [1, 5, 5, 2],
        [3, 3, 2, 1],
      ],
      (x, w) => depthwiseConv2d(x as Tensor4D, w as Tensor4D, 2, 'same'),
    ),
  ),
  row(
    'matMul',
    'normal',
    [12 + 20],
    null,
    parts(
      [
        [3, 4],
        [4, 5],
      ],
      (a, b) => matMul(a as Tensor2D, b as Tensor2D),
    ),
  ),
  row(
    'matMul, first transposed',
    'normal',
    [12 + 20],
    null,
    parts(
      [
        [4, 3],
        [4, 5],
      ],
      (a, b) => matMul(a as Tensor2D, b as Tensor2D, true, false),
    ),
  ),
  row(
    'matMul, second transposed',
    'normal',
    [12 + 20],
    null,
    parts(
      [
        [3, 4],
        [5, 4],
      ],
      (a, b) => matMul(a as Tensor2D, b as Tensor2D, false, true),
    ),
  ),
  row(
    'matMul, both transposed',
    'normal',
    [12 + 20],
    null,
    parts(
      [
        [4, 3],
        [5, 4],
      ],
      (a, b) => matMul(a as Tensor2D, b as Tensor2D, true, true),
    ),
  ),
  row('batched matMul', 'normal', [24], null, (x) =>
    matMul(reshape(x, [2, 3, 4]), reshape(x, [2, 3, 4]), false, true),
  ),
  // One power iteration, all of it on the tape.
  row('spectral normalisation', 'normal', [4, 6], null, (w) => {
    const u = tensor2d([0.5, -0.5, 0.5, 0.5], [4, 1]);
    const v = matMul(w as Tensor2D, u, true, false);
    const wv = matMul(w as Tensor2D, div(v, norm(v)));
    return div(w, sum(mul(div(wv, norm(wv)), wv)));
  }),
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
  row('nearest, corners', 'normal', IMAGE, 1, NEAREST([8, 4], true)),
  row('nearest, smaller', 'normal', IMAGE, 1, NEAREST([2, 2])),
  row('bilinear, doubled', 'normal', IMAGE, 1, BILINEAR([8, 6])),
  row('bilinear, half pixels', 'normal', IMAGE, 1, BILINEAR([8, 6], false, true)),
  row('bilinear, corners', 'normal', IMAGE, 1, BILINEAR([7, 5], true)),
  row('bilinear, smaller', 'normal', IMAGE, 1, BILINEAR([3, 2])),
];

export const SPATIAL_ROWS = [...CONVOLUTIONS, ...POOLING_AND_RESIZING];
