// What a convolution makes of maps that are constant over the image, without making the maps: their part of the kernel summed over the
// taps that fall inside, mixed by what the maps say. A tenth of label maps' arithmetic, and the other channels keep their even number.

import {
  matMul,
  type Rank,
  reshape,
  slice,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';

/** Which taps of the kernel each output pixel sees inside the image. */
export interface InnerTaps {
  readonly pixels: number;
  /** Kernel side squared. */
  readonly taps: number;
  /** [pixels, taps], 1 where the tap falls inside. */
  readonly inside: Float32Array;
}

/** @param sees whether an output row (or column) sees the input through a tap row (or column) */
function innerTaps(
  output: number,
  kernel: number,
  sees: (pixel: number, tap: number) => boolean,
): InnerTaps {
  const [pixels, taps] = [output ** 2, kernel ** 2];
  const inside = Float32Array.from({ length: pixels * taps }, (_, i) => {
    const [pixel, tap] = [Math.floor(i / taps), i % taps];
    const rows = sees(Math.floor(pixel / output), Math.floor(tap / kernel));
    return rows && sees(pixel % output, tap % kernel) ? 1 : 0;
  });
  return { pixels, taps, inside };
}

/** Pixels before the image, as padding 'same' has it. */
const padBefore = (input: number, output: number, kernel: number, stride: number): number =>
  Math.floor(Math.max(0, (output - 1) * stride + kernel - input) / 2);

/** Of a convolution with padding 'same' from maps of side `input` to `output`. */
export function tapsOfConv(
  input: number,
  output: number,
  kernel: number,
  stride: number,
): InnerTaps {
  const before = padBefore(input, output, kernel, stride);
  return innerTaps(output, kernel, (pixel, tap) => {
    const at = pixel * stride + tap - before;
    return at >= 0 && at < input;
  });
}

/** Of its adjoint from maps of side `input` to `output`: a tap is seen where it puts an input pixel onto this one. */
export function tapsOfConvTranspose(
  input: number,
  output: number,
  kernel: number,
  stride: number,
): InnerTaps {
  const before = padBefore(output, input, kernel, stride);
  return innerTaps(output, kernel, (pixel, tap) => {
    const from = pixel + before - tap;
    return from % stride === 0 && from >= 0 && from / stride < input;
  });
}

/** A kernel's part from `start` on along its axis of input channels. */
export function channelsOf(kernel: Tensor4D, axis: 2 | 3, start: number, count: number): Tensor4D {
  const begin = [0, 0, 0, 0];
  const size = [...kernel.shape];
  begin[axis] = start;
  size[axis] = count;
  return slice(kernel, begin, size);
}

/**
 * The convolution of maps that say `said` [N, k] at every pixel, [N, pixels · filters].
 *
 * `kernel` – its part for these maps: [kh, kw, k, filters], or [kh, kw, filters, k] of the adjoint (`axis` 3).
 */
export function constantResponse(
  said: Tensor2D,
  kernel: Tensor4D,
  axis: 2 | 3,
  { pixels, taps, inside }: InnerTaps,
): Tensor {
  const [, , rows, columns] = kernel.shape;
  const [maps, filters] = axis === 2 ? [rows, columns] : [columns, rows];
  const summed = matMul(
    tensor2d(inside, [pixels, taps]),
    reshape<Rank.R2>(kernel, [taps, rows * columns]),
  );
  if (axis === 3) {
    return matMul(said, reshape<Rank.R2>(summed, [pixels * filters, maps]), false, true);
  }
  const perMap = transpose(reshape(summed, [pixels, maps, filters]), [1, 0, 2]);
  return matMul(said, reshape<Rank.R2>(perMap, [maps, pixels * filters]));
}
