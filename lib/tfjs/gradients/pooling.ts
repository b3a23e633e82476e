// Pooling. AvgPool divides by the number of pixels inside the image, but every backend's AvgPoolGrad divides by the
// size of the window, which is wrong wherever the window hangs over the edge; dy is corrected for that first. MaxPoolGrad
// is linear in dy for a fixed choice of pixels, so its own gradient picks those pixels again.

import {
  AvgPool,
  AvgPoolGrad,
  add,
  backend_util,
  cast,
  equal,
  greater,
  MaxPool,
  MaxPoolGrad,
  maxPool,
  mul,
  pad,
  stridedSlice,
  sub,
  type Tensor,
  type Tensor4D,
  tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { withoutGradient } from '../without-gradient';
import { both, defineGradient, defineUnaryGradient, only, runKernel } from './gradient-config';

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4D = [number, number, number, number];

const poolInfo = (shape: readonly number[], a: PoolAttributes) =>
  backend_util.computePool2DInfo(
    [...shape] as Shape4D,
    a.filterSize,
    a.strides,
    1,
    a.pad,
    a.dimRoundingMode,
  );

type PoolInfo = ReturnType<typeof poolInfo>;

/** How many of a window's pixels lie inside the image, along one axis, for every window. */
function insideCounts(
  windows: number,
  stride: number,
  window: number,
  before: number,
  size: number,
) {
  return Array.from({ length: windows }, (_, i) => {
    const start = i * stride - before;
    return Math.min(start + window, size) - Math.max(start, 0);
  });
}

/** window size ÷ pixels inside, [1, outHeight, outWidth, 1], to the power `power`; null where it is 1 throughout. */
function windowShare(info: PoolInfo, power: 1 | -1): Tensor | null {
  const { padInfo, filterHeight, filterWidth, outHeight, outWidth } = info;
  if (padInfo.top + padInfo.bottom + padInfo.left + padInfo.right === 0) return null;
  const rows = insideCounts(outHeight, info.strideHeight, filterHeight, padInfo.top, info.inHeight);
  const columns = insideCounts(outWidth, info.strideWidth, filterWidth, padInfo.left, info.inWidth);
  const shares = rows.flatMap((row) =>
    columns.map((column) => ((filterHeight * filterWidth) / (row * column)) ** power),
  );
  return tensor(shares, [1, outHeight, outWidth, 1]);
}

const scaled = (x: Tensor, share: Tensor | null): Tensor => (share ? mul(x, share) : x);

/** The pixels of `x` [N, H, W, C] at one offset within every window: [N, outHeight, outWidth, C]. */
function windowPixels(x: Tensor, info: PoolInfo, row: number, column: number, outside: number) {
  const { top, left } = info.padInfo;
  const height = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  const padded = pad(
    x,
    [
      [0, 0],
      [top, Math.max(0, height - top - info.inHeight)],
      [left, Math.max(0, width - left - info.inWidth)],
      [0, 0],
    ],
    outside,
  );
  const [n, , , c] = info.inShape;
  return stridedSlice(
    padded,
    [0, row, column, 0],
    [
      n,
      row + (info.outHeight - 1) * info.strideHeight + 1,
      column + (info.outWidth - 1) * info.strideWidth + 1,
      c,
    ],
    [1, info.strideHeight, info.strideWidth, 1],
  );
}

/** `values` at the pixel that MaxPool chose from `x` in every window: the first of the largest, row by row. */
function chosenPixels(values: Tensor, x: Tensor, a: PoolAttributes): Tensor {
  const info = poolInfo(x.shape, a);
  const y = withoutGradient(() =>
    maxPool(x as Tensor4D, a.filterSize, a.strides, a.pad, a.dimRoundingMode),
  );
  let open = withoutGradient(() => cast(equal(y, y), 'float32'));
  let result: Tensor | null = null;
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      const isOpen = open;
      const chosen = withoutGradient(() =>
        mul(
          isOpen,
          cast(equal(windowPixels(x, info, row, column, Number.NEGATIVE_INFINITY), y), 'float32'),
        ),
      );
      open = withoutGradient(() => cast(greater(sub(isOpen, chosen), 0), 'float32'));
      const picked = mul(windowPixels(values, info, row, column, 0), chosen);
      result = result ? add(result, picked) : picked;
    }
  }
  if (!result) throw new Error('a pooling window holds at least one pixel');
  return result;
}

export const POOLING_GRADIENTS = [
  defineUnaryGradient<PoolAttributes>(AvgPool, (dy, x, a) =>
    runKernel(AvgPoolGrad, { dy: scaled(dy, windowShare(poolInfo(x.shape, a), 1)), input: x }, a),
  ),
  defineGradient<PoolAttributes>(AvgPoolGrad, ['dy', 'input'], (ddx, saved, a) => {
    const [, input] = both(saved);
    return {
      dy: () =>
        scaled(runKernel(AvgPool, { x: ddx }, a), windowShare(poolInfo(input.shape, a), -1)),
      input: () => zerosLike(input),
    };
  }),
  defineUnaryGradient<PoolAttributes>(MaxPool, (dy, x, a) =>
    runKernel(
      MaxPoolGrad,
      {
        dy,
        input: x,
        output: withoutGradient(() =>
          maxPool(x as Tensor4D, a.filterSize, a.strides, a.pad, a.dimRoundingMode),
        ),
      },
      a,
    ),
  ),
  defineGradient<PoolAttributes>(MaxPoolGrad, ['input', 'output'], (ddx, saved, a) => {
    const [input, output] = both(saved);
    return {
      dy: () => chosenPixels(ddx, only(saved), a),
      input: () => zerosLike(input),
      output: () => zerosLike(output),
    };
  }),
];
