// Sum and Mean: dy is repeated along the reduced axes by Tile. The stock gradients multiply by a tensor of ones that is
// made on the CPU and uploaded in every step. Tile's own gradient is one sum per axis, of any rank: the stock one
// stops at rank 4 and adds as many slices as there are repeats.

import { Mean, mul, reshape, Sum, sum, type Tensor, Tile, tile, util } from '@tensorflow/tfjs-core';
import { defineUnaryGradient } from './gradient-config';

interface ReductionAttributes {
  readonly axis: number | number[];
}

function repeatAlong(dy: Tensor, shape: readonly number[], axes: readonly number[]): Tensor {
  const kept = reshape(
    dy,
    shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
  );
  return tile(
    kept,
    shape.map((size, axis) => (axes.includes(axis) ? size : 1)),
  );
}

/** Adds up the repeats of a tensor of shape `shape` tiled by `reps`, one axis after the other (ranks up to 3 suffice). */
function sumRepeats(dy: Tensor, shape: readonly number[], reps: readonly number[]): Tensor {
  let result = dy;
  let outer = 1;
  shape.forEach((size, axis) => {
    const rep = reps[axis] ?? 1;
    if (rep !== 1) result = sum(reshape(result, [outer, rep, result.size / (outer * rep)]), 1);
    outer *= size;
  });
  return reshape(result, [...shape]);
}

export const REDUCTION_GRADIENTS = [
  defineUnaryGradient<ReductionAttributes>(Sum, (dy, x, { axis }) =>
    repeatAlong(dy, x.shape, util.parseAxisParam(axis, x.shape)),
  ),
  defineUnaryGradient<ReductionAttributes>(Mean, (dy, x, { axis }) =>
    repeatAlong(mul(dy, dy.size / x.size), x.shape, util.parseAxisParam(axis, x.shape)),
  ),
  defineUnaryGradient<{ reps: number[] }>(Tile, (dy, x, { reps }) => sumRepeats(dy, x.shape, reps)),
];
