// Gather and its inverse. Tables of the size of an embedding use a product with one-hot rows: it adds in a fixed order
// on every backend, while segment sums on WebGPU add with float atomics, whose order changes between runs.

import {
  add,
  cast,
  fill,
  GatherV2,
  gather,
  greaterEqual,
  matMul,
  maximum,
  mul,
  oneHot,
  range,
  reshape,
  type Tensor,
  type Tensor1D,
  transpose,
  UnsortedSegmentSum,
  unsortedSegmentSum,
  util,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { withoutGradient } from '../without-gradient';
import { both, defineGradient, only } from './gradient-config';

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims: number;
}

/** One-hot matrices up to this many entries (16 MiB); larger tables add by segment. */
const MAX_ONE_HOT_SIZE = 2 ** 22;

/** Sums rows of `values` [K, I] into `count` rows, row k into `ids`[k] (int32 [K]). Returns [count, I]. */
function sumRows(values: Tensor, ids: Tensor1D, count: number): Tensor {
  if (ids.size * count > MAX_ONE_HOT_SIZE) {
    return unsortedSegmentSum(values, ids, count);
  }
  const rows = withoutGradient(() => oneHot(ids, count, 1, 0, 'float32'));
  return matMul(rows, values as typeof rows, true, false);
}

const product = (sizes: readonly number[]): number => util.sizeFromShape([...sizes]);

/**
 * The gradient in x [B…, O…, D, I…] of y = gather(x, indices [B…, K…], axis, batchDims) of shape [B…, O…, K…, I…]: every
 * batch gets its own D rows, then rows are summed once.
 */
function ungather(dy: Tensor, x: Tensor, indices: Tensor, { axis, batchDims }: GatherAttributes) {
  const gatherAxis = util.parseAxisParam(axis, x.shape)[0] ?? 0;
  const b = product(x.shape.slice(0, batchDims));
  const o = product(x.shape.slice(batchDims, gatherAxis));
  const d = x.shape[gatherAxis] ?? 1;
  const i = product(x.shape.slice(gatherAxis + 1));
  const k = indices.size / b;
  const rowsFirst = (t: Tensor, rows: number): Tensor =>
    o === 1 ? t : transpose(reshape(t, [b, o, rows, i]), [0, 2, 1, 3]);
  const values = reshape(rowsFirst(dy, k), [b * k, o * i]);
  const ids = withoutGradient(() => {
    const flat = cast(reshape(indices, [b, k]), 'int32');
    if (b === 1) return reshape(flat, [k]) as Tensor1D;
    const starts = reshape(range(0, b * d, d, 'int32'), [b, 1]);
    return reshape(add(flat, starts), [b * k]) as Tensor1D;
  });
  const sums = reshape(sumRows(values, ids, b * d), [b, d, o, i]);
  return reshape(o === 1 ? sums : transpose(sums, [0, 2, 1, 3]), x.shape);
}

export const GATHERING_GRADIENTS = [
  defineGradient<GatherAttributes>(GatherV2, ['x', 'indices'], (dy, saved, a) => {
    const [x, indices] = both(saved);
    return {
      x: () => ungather(dy, x, indices, a),
      indices: () => fill(indices.shape, 0),
    };
  }),
  // Segments of negative number are dropped, so their rows receive nothing back.
  defineGradient(UnsortedSegmentSum, ['segmentIds'], (dy, saved) => {
    const ids = only(saved);
    return {
      x: () => {
        const rows = gather(
          dy,
          withoutGradient(() => maximum(ids, zerosLike(ids))),
        );
        const kept = withoutGradient(() => cast(greaterEqual(ids, zerosLike(ids)), 'float32'));
        return mul(rows, reshape(kept, [...ids.shape, ...dy.shape.slice(1).map(() => 1)]));
      },
      segmentIds: () => fill(ids.shape, 0),
    };
  }),
];
