// The table's operations that only move values, or add those that meet.

import {
  add,
  batchToSpaceND,
  broadcastTo,
  concat,
  depthToSpace,
  expandDims,
  gather,
  mirrorPad,
  mul,
  pad,
  reshape,
  reverse,
  slice,
  spaceToBatchND,
  split,
  square,
  squeeze,
  stack,
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
  unstack,
} from '@tensorflow/tfjs-core';
import { row } from './gradient-row';

const ids = () => tensor1d([2, 0, 2, 1], 'int32');

const NO_CROPS = [
  [0, 0],
  [0, 0],
];

export const MOVE_ROWS = [
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
  row('broadcastTo', 'normal', [3, 1, 2], null, (x) => broadcastTo(x, [4, 3, 3, 2])),
  row('transpose of rank 5', 'normal', [2, 1, 3, 2, 2], null, (x) => transpose(x, [3, 0, 4, 1, 2])),
  row('reshape, expandDims and squeeze', 'normal', [3, 4], null, (x) =>
    squeeze(expandDims(reshape(square(x), [6, 2]), 1), [1]),
  ),
  row('reverse', 'normal', [3, 4], null, (x) => reverse(x, 1)),
  row('split', 'normal', [3, 4], null, (x) => {
    const [first, rest] = split(x, [1, 3], 1) as [Tensor, Tensor];
    return mul(first, rest);
  }),
  row('stack', 'normal', [3, 4], null, (x) => stack([x, square(x)], 1)),
  row('unstack', 'normal', [3, 4], null, (x) => {
    const [a, b, c] = unstack(x) as [Tensor, Tensor, Tensor];
    return add(mul(a, b), c);
  }),
  row(
    'concat and slice',
    'normal',
    [3, 4],
    null,
    (x) => concat([x, slice(x, [1, 0], [2, 4])], 0) as Tensor,
  ),
  row('depthToSpace', 'normal', [2, 2, 3, 8], 1, (x) => depthToSpace(x as Tensor4D, 2, 'NHWC')),
  row('spaceToBatchND', 'normal', [1, 4, 4, 2], null, (x) => spaceToBatchND(x, [2, 2], NO_CROPS)),
  row('batchToSpaceND', 'normal', [4, 2, 2, 2], null, (x) => batchToSpaceND(x, [2, 2], NO_CROPS)),
  row('stridedSlice', 'normal', [5, 7], 1, (x) => stridedSlice(x, [1, 6], [5, 0], [2, -2])),
  row('stridedSlice, dropping an axis', 'normal', [3, 4], 1, (x) =>
    stridedSlice(x, [1, 1], [2, 3], [1, 1], 0, 0, 0, 0, 1),
  ),
  row('stridedSlice, adding an axis', 'normal', [4, 5], 1, (x) =>
    stridedSlice(x, [0, 0, 1], [4, 0, 5], [3, 1, 2], 0, 0, 0, 2),
  ),
  row('gather with repeats', 'normal', [3, 4], null, (x) => gather(x, ids())),
  row('gather along a later axis', 'normal', [2, 3, 2], null, (x) => gather(x, ids(), 1)),
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
    unsortedSegmentSum(x as Tensor2D, ids(), 4),
  ),
];
