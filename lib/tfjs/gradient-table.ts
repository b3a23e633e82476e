// Every operation whose gradient is vouched for, as a function of one tensor. Each row says at which order plain
// TensorFlow.js 4.22 fails on the cpu backend, which the test confirms with the pack off.

import {
  avgPool,
  batchNorm,
  cast,
  clipByValue,
  concat,
  conv2d,
  conv2dTranspose,
  depthToSpace,
  depthwiseConv2d,
  elu,
  exp,
  gather,
  greater,
  image as images,
  leakyRelu,
  less,
  logSumExp,
  matMul,
  max,
  maximum,
  maxPool,
  mean,
  min,
  minimum,
  mirrorPad,
  moments,
  mul,
  neg,
  pad,
  pow,
  prelu,
  relu,
  relu6,
  reshape,
  selu,
  sigmoid,
  slice,
  softmax,
  softplus,
  square,
  stridedSlice,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tanh,
  tensor1d,
  tensor2d,
  tile,
  transpose,
  unsortedSegmentSum,
  where,
} from '@tensorflow/tfjs-core';
import type { TensorFunction } from './gradient-check';
import { logSoftmax } from './gradients/softmax';

/** How the point x is drawn: away from kinks at 0 and ±1 (`apart`), above 0.3, or with values 0.1 from each other. */
export type Domain = 'normal' | 'apart' | 'positive' | 'distinct';

export interface GradientRow {
  readonly name: string;
  readonly domain: Domain;
  readonly shape: readonly number[];
  readonly f: TensorFunction;
  /** The lowest order at which stock TensorFlow.js throws or is wrong; null where it is right twice. */
  readonly stockFails: 1 | 2 | null;
}

const row = (
  name: string,
  domain: Domain,
  shape: readonly number[],
  stockFails: GradientRow['stockFails'],
  f: TensorFunction,
): GradientRow => ({ name, domain, shape, stockFails, f });

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

const ACTIVATIONS = [
  row('relu', 'apart', [3, 4], null, relu),
  row('leakyRelu', 'apart', [3, 4], 2, (x) => leakyRelu(x, 0.2)),
  row('prelu', 'apart', [6, 4], 2, (x) =>
    prelu(slice(x, [0, 0], [5, 4]), slice(x, [5, 0], [1, 4])),
  ),
  row('relu6', 'apart', [3, 4], 2, (x) => relu6(mul(x, 6))),
  row('elu', 'apart', [3, 4], 2, elu),
  row('selu', 'apart', [3, 4], 2, selu),
  row('tanh', 'normal', [3, 4], 2, tanh),
  row('sigmoid', 'normal', [3, 4], 2, sigmoid),
  row('exp', 'normal', [3, 4], 2, (x) => exp(mul(x, 0.5))),
  row('softplus', 'normal', [3, 4], null, softplus),
  row('softmax', 'normal', [3, 4], 2, (x) => softmax(x)),
  row('logSoftmax', 'normal', [3, 4], null, logSoftmax),
  row('logSumExp', 'distinct', [3, 4], 2, (x) => logSumExp(x, 1)),
  row('pow', 'positive', [3, 4], null, (x) => pow(x, 1.5)),
  row('pow of the exponent', 'normal', [3, 4], 2, (x) => pow(2, mul(x, 0.5))),
];

const SELECTION = [
  row('max', 'distinct', [3, 4], 2, (x) => max(x)),
  row('max over an axis', 'distinct', [3, 4, 2], 2, (x) => max(x, 1, true)),
  row('min over axes', 'distinct', [3, 4, 2], 2, (x) => min(x, [0, 2])),
  row('maximum', 'apart', [3, 4], 2, (x) => maximum(x, mul(x, 0.5))),
  row('minimum with broadcasting', 'distinct', [3, 4], 1, (x) => minimum(x, slice(neg(x), 0, 1))),
  row('clipByValue', 'apart', [3, 4], 2, (x) => clipByValue(x, -1, 1)),
  row('where of a comparison', 'apart', [3, 4], 1, (x) => where(greater(x, 0), square(x), neg(x))),
  row('a mask by comparison', 'apart', [3, 4], 1, (x) => mul(x, cast(less(x, 0), 'float32'))),
];

const REDUCTIONS = [
  row('sum', 'normal', [3, 4], null, (x) => sum(x)),
  row('sum over outer and inner axes', 'normal', [3, 2, 4], null, (x) => sum(x, [0, 2])),
  row('mean over all but channels', 'normal', IMAGE, null, (x) => mean(x, [0, 1, 2], true)),
  row('mean over a middle axis', 'normal', [3, 2, 4], null, (x) => mean(x, 1)),
  // Scale and offset must be given: without them the stock gradient saves tensors that do not exist.
  row('batch statistics', 'normal', [8, 3], null, (x) => {
    const images = slice(x, [0, 0], [6, 3]) as Tensor2D;
    const { mean: mu, variance } = moments(images, 0);
    const scale = reshape(slice(x, [6, 0], [1, 3]), [3]) as Tensor1D;
    const offset = reshape(slice(x, [7, 0], [1, 3]), [3]) as Tensor1D;
    return batchNorm(images, mu as Tensor1D, variance as Tensor1D, offset, scale, 0.1);
  }),
];

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

export const GRADIENT_TABLE: readonly GradientRow[] = [
  ...ACTIVATIONS,
  ...SELECTION,
  ...REDUCTIONS,
  ...CONVOLUTIONS,
  ...POOLING_AND_RESIZING,
  ...MOVES,
];
