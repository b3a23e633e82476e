// Kernels that look at windows of an image: the gradient of average pooling, and upsampling, filtering and downsampling in
// one pass. Channels are the vector lanes.

import { LANES, madd, WORD } from './lanes';

/** Sizes of a pooling, in the order of ../pooling.ts. */
@unmanaged
export class Pooling {
  batch: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  top: i32;
  left: i32;
}

/** ceil(a / b) for b > 0, 0 where that is below. */
// @ts-ignore: decorator
@inline
function ceilFromZero(a: i32, b: i32): i32 {
  return a > 0 ? (a + b - 1) / b : 0;
}

/** to += factor · from over `channels` values. */
// @ts-ignore: decorator
@inline
function addScaled(to: usize, from: usize, channels: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  let left = channels;
  for (; left >= 4; left -= 4) {
    v128.store(to, madd(v128.load(from), factors, v128.load(to)));
    to += LANES;
    from += LANES;
  }
  for (; left > 0; left--) {
    f32.store(to, f32.load(to) + factor * f32.load(from));
    to += WORD;
    from += WORD;
  }
}

/**
 * dx: every pixel gets the sum of the dy of the windows over it, divided by the whole size of a window.
 *
 * `dy` – [batch, outHeight, outWidth, channels]; `dx` – [batch, height, width, channels].
 */
export function averagePoolGrad(p: Pooling, dy: usize, dx: usize): void {
  const pixel = <usize>p.channels * WORD;
  const share: f32 = 1 / <f32>(p.filterHeight * p.filterWidth);
  memory.fill(dx, 0, <usize>(p.batch * p.height * p.width) * pixel);
  for (let image: i32 = 0; image < p.batch; image++) {
    for (let y: i32 = 0; y < p.height; y++) {
      const bottom = y + p.top;
      const firstRow = ceilFromZero(bottom - p.filterHeight + 1, p.strideHeight);
      const lastRow = min(p.outHeight - 1, bottom / p.strideHeight);
      for (let x: i32 = 0; x < p.width; x++) {
        const right = x + p.left;
        const firstColumn = ceilFromZero(right - p.filterWidth + 1, p.strideWidth);
        const lastColumn = min(p.outWidth - 1, right / p.strideWidth);
        for (let row = firstRow; row <= lastRow; row++) {
          const line = dy + <usize>((image * p.outHeight + row) * p.outWidth) * pixel;
          for (let column = firstColumn; column <= lastColumn; column++) {
            addScaled(dx, line + <usize>column * pixel, p.channels, share);
          }
        }
        dx += pixel;
      }
    }
  }
}

/** Sizes of a resampling, in the order of ../resample.ts. */
@unmanaged
export class Resampling {
  batch: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  up: i32;
  down: i32;
  taps: i32;
  before: i32;
}

/**
 * One axis, [outer, size, inner] → [outer, outSize, inner]: place o of the result takes pixel i by weight
 * taps - 1 - (i · up + before - o · down), where there is one.
 */
function resampleAxis(
  r: Resampling,
  weights: usize,
  x: usize,
  y: usize,
  outer: i32,
  size: i32,
  outSize: i32,
  inner: i32,
): void {
  const line = <usize>inner * WORD;
  memory.fill(y, 0, <usize>(outer * outSize) * line);
  for (let block: i32 = 0; block < outer; block++) {
    for (let o: i32 = 0; o < outSize; o++) {
      // The weight's number falls by `up` from pixel to pixel, beginning with the first that is below `taps`.
      const start = o * r.down - r.before;
      const first = ceilFromZero(start, r.up);
      let tap = r.taps - 1 - (first * r.up - start);
      for (let i = first; i < size && tap >= 0; i++) {
        const weight = f32.load(weights + <usize>tap * WORD);
        if (weight != 0) addScaled(y, x + <usize>i * line, inner, weight);
        tap -= r.up;
      }
      y += line;
    }
    x += <usize>size * line;
  }
}

/** Bytes of scratch memory that `resample` needs. */
export function resampleScratch(r: Resampling): i32 {
  return r.batch * r.outHeight * r.width * r.channels * <i32>WORD;
}

/** The rows, then the columns of x [batch, height, width, channels]; `weights` – [taps]. */
export function resample(r: Resampling, x: usize, weights: usize, y: usize, scratch: usize): void {
  const lines = r.width * r.channels;
  resampleAxis(r, weights, x, scratch, r.batch, r.height, r.outHeight, lines);
  const rows = r.batch * r.outHeight;
  resampleAxis(r, weights, scratch, y, rows, r.width, r.outWidth, r.channels);
}
