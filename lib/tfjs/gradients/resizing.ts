// Resizing is one matrix per axis, and its gradient is the transposed matrices. The stock gradient kernels are wrong in
// three ways: nearest on the cpu mixes up the batch, none of them reads halfPixelCenters, and none differentiates again.
// Enlarging to whole multiples without interpolation, the common case, is an average pool instead.

import {
  avgPool,
  clone,
  matMul,
  mul,
  ResizeBilinear,
  ResizeNearestNeighbor,
  reshape,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import { defineGradient, only } from './gradient-config';

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: readonly [number, number];
}

/** Writes the weights of one output position over the input positions into `row`. */
type Interpolation = (
  row: Float32Array,
  position: number,
  size: number,
  a: ResizeAttributes,
) => void;

const weightAt = (row: Float32Array, index: number, weight: number): void => {
  row[index] = (row[index] ?? 0) + weight;
};

const nearest: Interpolation = (row, position, size, a) => {
  const index = a.alignCorners ? Math.round(position) : Math.floor(position);
  weightAt(row, Math.min(size - 1, index), 1);
};

const bilinear: Interpolation = (row, position, size, a) => {
  const source = a.halfPixelCenters ? position - 0.5 : position;
  const below = Math.max(0, Math.floor(source));
  const above = Math.min(size - 1, Math.ceil(source));
  const fraction = source - below;
  weightAt(row, below, 1 - fraction);
  weightAt(row, above, fraction);
};

/** The matrix [inputs, outputs] of one axis, transposed from resizing: it carries gradients from outputs to inputs. */
function gradientMatrix(
  inputs: number,
  outputs: number,
  interpolation: Interpolation,
  a: ResizeAttributes,
): Tensor2D {
  const corners = a.alignCorners && outputs > 1 ? 1 : 0;
  const ratio = (inputs - corners) / (outputs - corners);
  const rows = Array.from({ length: outputs }, (_, output) => {
    const row = new Float32Array(inputs);
    interpolation(row, ratio * (a.halfPixelCenters ? output + 0.5 : output), inputs, a);
    return row;
  });
  const values = new Float32Array(inputs * outputs);
  rows.forEach((row, output) => {
    row.forEach((weight, input) => {
      values[input * outputs + output] = weight;
    });
  });
  return tensor2d(values, [inputs, outputs]);
}

/** Multiplies axis 1 of `x` [N, H, W, C] by `matrix` [K, H] and puts it last but one: [N, W, K, C]. */
function transformRows(x: Tensor, matrix: Tensor2D): Tensor {
  const [n, h, w, c] = x.shape as [number, number, number, number];
  const rowsFirst = reshape(transpose(x, [1, 0, 2, 3]), [h, n * w * c]);
  const product = reshape(matMul(matrix, rowsFirst), [matrix.shape[0], n, w, c]);
  return transpose(product, [1, 2, 0, 3]);
}

function resizeGradient(kernelName: string, interpolation: Interpolation) {
  return defineGradient<ResizeAttributes>(kernelName, ['images'], (dy, saved, a) => ({
    images: () => {
      const [, height, width] = only(saved).shape as [number, number, number, number];
      const [outHeight, outWidth] = a.size;
      const isRepeat =
        interpolation === nearest &&
        !a.alignCorners &&
        outHeight % height === 0 &&
        outWidth % width === 0;
      if (isRepeat) {
        const window: [number, number] = [outHeight / height, outWidth / width];
        // XNNPACK refuses to pool single pixels.
        if (window[0] * window[1] === 1) return clone(dy);
        return mul(avgPool(dy as Tensor4D, window, window, 'valid'), window[0] * window[1]);
      }
      const rows = gradientMatrix(height, outHeight, interpolation, a);
      const columns = gradientMatrix(width, outWidth, interpolation, a);
      return transformRows(transformRows(dy, rows), columns); // [N, W, H, C], then [N, H, W, C]
    },
  }));
}

export const RESIZING_GRADIENTS = [
  resizeGradient(ResizeNearestNeighbor, nearest),
  resizeGradient(ResizeBilinear, bilinear),
];
