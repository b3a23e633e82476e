// Up, filter and down in one pass: zeros between the pixels, padding or cropping, a separable FIR filter, every so manieth
// pixel. Linear, and its adjoint is the same with up and down exchanged and the filter reversed, so one kernel is all its
// derivatives. Source: Karras et al. 2019, section C of the appendix (arXiv:1812.04948), and 2020, appendix B
// (arXiv:1912.04958), where it is called upfirdn2d.

import {
  matMul,
  reshape,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tensor,
} from '@tensorflow/tfjs-core';
import { defineUnaryGradient } from '../gradients/gradient-config';
import { type ComposedKernel, runOne } from './custom-kernel';

export const RESAMPLE = 'Resample';

export interface Resampling {
  /** Pixels that each pixel becomes along both axes: itself, and zeros behind it. A whole number from 1 on. */
  readonly up: number;
  /** Every so manieth pixel is kept, the first one too. A whole number from 1 on. */
  readonly down: number;
  /** The filter along both axes, which is convolved (that is, reversed) with the pixels. */
  readonly kernel: readonly number[];
  /** Zeros before and after both axes of what has been upsampled; negative ones crop. Whole numbers. */
  readonly padding: readonly [before: number, after: number];
}

/** `kernel` scaled to the sum `gain`, which for upsampling by f is f along each axis. */
export function scaledKernel(kernel: readonly number[], gain: number): readonly number[] {
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  return kernel.map((weight) => (weight * gain) / total);
}

/** The same by the size of the result, which determines the padding behind. */
export interface ResampleAttributes {
  readonly up: number;
  readonly down: number;
  readonly kernel: readonly number[];
  readonly before: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

const isWhole = (value: number, least: number): boolean =>
  Number.isInteger(value) && value >= least;

function assertResampling({ up, down, kernel, padding }: Resampling): void {
  if (!isWhole(up, 1) || !isWhole(down, 1) || !padding.every(Number.isInteger)) {
    throw new Error(`resample needs whole numbers, not up ${up}, down ${down}, padding ${padding}`);
  }
  if (kernel.length === 0) throw new Error('resample needs a filter with at least one weight');
}

function outputSize(size: number, { up, down, kernel, padding }: Resampling): number {
  const [before, after] = padding;
  const filtered = size * up + before + after - kernel.length + 1;
  if (filtered < 1) {
    throw new Error(`resample would leave nothing of ${size} pixels; give it more padding`);
  }
  return Math.ceil(filtered / down);
}

/**
 * Resamples x along its height and width.
 *
 * `x` – [N, H, W, C]. Returns [N, h, w, C] with h = ceil((H · up + before + after - K + 1) / down) for K weights, and w
 * likewise. Differentiable any number of times.
 *
 * @throws Error where nothing would be left.
 */
export function resample(x: Tensor4D, resampling: Resampling): Tensor4D {
  assertResampling(resampling);
  const [, height, width] = x.shape;
  const attributes: ResampleAttributes = {
    up: resampling.up,
    down: resampling.down,
    kernel: resampling.kernel,
    before: resampling.padding[0],
    outHeight: outputSize(height, resampling),
    outWidth: outputSize(width, resampling),
  };
  return runOne(RESAMPLE, { x }, attributes) as Tensor4D;
}

/** The adjoint of a resampling of [height, width]. */
export function adjointOf(
  { up, down, kernel, before }: ResampleAttributes,
  [height, width]: readonly [number, number],
): ResampleAttributes {
  return {
    up: down,
    down: up,
    kernel: [...kernel].reverse(),
    before: kernel.length - 1 - before,
    outHeight: height,
    outWidth: width,
  };
}

/**
 * One axis as a matrix [outSize, inSize], row after row: pixel i meets place o of the result through the weight
 * K - 1 - (i · up + before - o · down), where there is one.
 */
export function resamplingMatrix(
  { up, down, kernel, before }: ResampleAttributes,
  inSize: number,
  outSize: number,
): Float32Array {
  const matrix = new Float32Array(outSize * inSize);
  for (let o = 0; o < outSize; o++) {
    for (let i = 0; i < inSize; i++) {
      matrix[o * inSize + i] = kernel[kernel.length - 1 - (i * up + before - o * down)] ?? 0;
    }
  }
  return matrix;
}

/** A product with the matrix of each axis. */
export const composedResample: ComposedKernel = ({ x }, attributes) => {
  const a = attributes as ResampleAttributes;
  const [batch, height, width, channels] = (x as Tensor4D).shape;
  const { outHeight, outWidth } = a;
  const rows = tensor(resamplingMatrix(a, height, outHeight), [1, outHeight, height]);
  const columns = tensor(resamplingMatrix(a, width, outWidth), [1, outWidth, width]);
  const lines: Tensor = reshape(x as Tensor4D, [batch, height, width * channels]);
  const resized = matMul(rows as Tensor3D, lines as Tensor3D); // [N, h, W · C]
  const pixels = reshape(resized, [batch * outHeight, width, channels]);
  return reshape(matMul(columns as Tensor3D, pixels as Tensor3D), [
    batch,
    outHeight,
    outWidth,
    channels,
  ]);
};

export const RESAMPLE_GRADIENTS = [
  defineUnaryGradient<ResampleAttributes>(RESAMPLE, (dy, x, attributes) => {
    const [, height, width] = (x as Tensor4D).shape;
    return runOne(RESAMPLE, { x: dy }, adjointOf(attributes, [height, width]));
  }),
];
