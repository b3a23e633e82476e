// Batch normalisation over rows of channels: moments in two passes, the normalised and activated values in one, and the
// gradient through the moments in two. Per channel, r = 1 / sqrt(variance + epsilon).

import { maskLanes, maskWord } from './bias-activation';
import {
  addLanes,
  addWord,
  clearSums,
  closeBlock,
  SUM_ROWS,
  sumRows,
  sumsBytes,
  total,
} from './channel-sums';
import { activate, LANES, madd, WORD } from './lanes';

// @ts-ignore: decorator
@inline
function padded(channels: i32): usize {
  return <usize>((channels + 3) & -4) * WORD;
}

/** Bytes of scratch memory that each kernel of this file needs. */
export function batchNormScratch(channels: i32): i32 {
  return 2 * <i32>sumsBytes(channels) + 3 * <i32>padded(channels);
}

/** mean, variance [channels] of x [rows, channels]; the variance is divided by the count. */
export function channelMoments(
  x: usize,
  rows: i32,
  channels: i32,
  mean: usize,
  variance: usize,
  scratch: usize,
): void {
  const row = <usize>channels * WORD;
  const wide = <usize>(channels & -4) * WORD;
  const count = <f64>rows;
  sumRows(x, rows, channels, scratch);
  for (let c: i32 = 0; c < channels; c++) {
    f32.store(mean + <usize>c * WORD, <f32>(total(scratch, channels, c) / count));
  }
  clearSums(scratch, channels);
  while (rows > 0) {
    const block = min(rows, SUM_ROWS);
    rows -= block;
    for (let i = block; i > 0; i--) {
      let c: usize = 0;
      for (; c < wide; c += LANES) {
        const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c));
        addLanes(scratch + c, f32x4.mul(centred, centred));
      }
      for (; c < row; c += WORD) {
        const centred = f32.load(x + c) - f32.load(mean + c);
        addWord(scratch + c, centred * centred);
      }
      x += row;
    }
    closeBlock(scratch, channels);
  }
  for (let c: i32 = 0; c < channels; c++) {
    f32.store(variance + <usize>c * WORD, <f32>(total(scratch, channels, c) / count));
  }
}

/** y = act(scale · r · (x - mean) + offset). */
export function batchNormTraining(
  x: usize,
  rows: i32,
  channels: i32,
  mean: usize,
  variance: usize,
  scale: usize,
  offset: usize,
  epsilon: f32,
  slope: f32,
  y: usize,
  scratch: usize,
): void {
  const slopes = f32x4.splat(slope);
  const row = <usize>channels * WORD;
  const wide = <usize>(channels & -4) * WORD;
  const gain = scratch;
  for (let c: usize = 0; c < row; c += WORD) {
    f32.store(gain + c, f32.load(scale + c) / sqrt<f32>(f32.load(variance + c) + epsilon));
  }
  for (; rows > 0; rows--) {
    let c: usize = 0;
    for (; c < wide; c += LANES) {
      const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c));
      const value = madd(centred, v128.load(gain + c), v128.load(offset + c));
      v128.store(y + c, activate(value, slopes));
    }
    for (; c < row; c += WORD) {
      const centred = f32.load(x + c) - f32.load(mean + c);
      const value = centred * f32.load(gain + c) + f32.load(offset + c);
      f32.store(y + c, max<f32>(value, 0) + slope * min<f32>(value, 0));
    }
    x += row;
    y += row;
  }
}

/**
 * With g = dy masked by the sign of y, and sums over a channel's n values:
 * doffset = Σ g;  dscale = r Σ g (x - mean);  dx = scale r (g - doffset / n - r (x - mean) dscale / n).
 */
export function batchNormTrainingGrad(
  dy: usize,
  x: usize,
  y: usize,
  rows: i32,
  channels: i32,
  mean: usize,
  variance: usize,
  scale: usize,
  epsilon: f32,
  slope: f32,
  dx: usize,
  dscale: usize,
  doffset: usize,
  scratch: usize,
): void {
  const slopes = f32x4.splat(slope);
  const row = <usize>channels * WORD;
  const wide = <usize>(channels & -4) * WORD;
  const plain = scratch;
  const projected = plain + sumsBytes(channels);
  clearSums(plain, channels);
  clearSums(projected, channels);
  let from = x;
  let to = dx;
  let left = rows;
  while (left > 0) {
    const block = min(left, SUM_ROWS);
    left -= block;
    for (let i = block; i > 0; i--) {
      let c: usize = 0;
      for (; c < wide; c += LANES) {
        const g = maskLanes(v128.load(dy + c), v128.load(y + c), slopes);
        const centred = f32x4.sub(v128.load(from + c), v128.load(mean + c));
        v128.store(to + c, g);
        addLanes(plain + c, g);
        v128.store(projected + c, madd(g, centred, v128.load(projected + c)));
      }
      for (; c < row; c += WORD) {
        const g = maskWord(f32.load(dy + c), f32.load(y + c), slope);
        f32.store(to + c, g);
        addWord(plain + c, g);
        addWord(projected + c, g * (f32.load(from + c) - f32.load(mean + c)));
      }
      dy += row;
      y += row;
      from += row;
      to += row;
    }
    closeBlock(plain, channels);
    closeBlock(projected, channels);
  }
  // dx = gain · g - shift - slant · (x - mean)
  const gain = projected + sumsBytes(channels);
  const shift = gain + padded(channels);
  const slant = shift + padded(channels);
  const count = <f64>rows;
  for (let c: i32 = 0; c < channels; c++) {
    const at = <usize>c * WORD;
    const r = 1 / Math.sqrt(<f64>f32.load(variance + at) + <f64>epsilon);
    const sumG = total(plain, channels, c);
    const sumProjected = total(projected, channels, c);
    const channelGain = <f64>f32.load(scale + at) * r;
    f32.store(doffset + at, <f32>sumG);
    f32.store(dscale + at, <f32>(sumProjected * r));
    f32.store(gain + at, <f32>channelGain);
    f32.store(shift + at, <f32>((channelGain * sumG) / count));
    f32.store(slant + at, <f32>((channelGain * r * r * sumProjected) / count));
  }
  for (let i = rows; i > 0; i--) {
    let c: usize = 0;
    for (; c < wide; c += LANES) {
      const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c));
      const moved = madd(centred, v128.load(slant + c), v128.load(shift + c));
      v128.store(
        dx + c,
        f32x4.sub(f32x4.mul(v128.load(dx + c), v128.load(gain + c)), moved),
      );
    }
    for (; c < row; c += WORD) {
      const centred = f32.load(x + c) - f32.load(mean + c);
      const moved = centred * f32.load(slant + c) + f32.load(shift + c);
      f32.store(dx + c, f32.load(dx + c) * f32.load(gain + c) - moved);
    }
    x += row;
    dx += row;
  }
}
