// y = act(x + bias) over rows of channels, and its gradient with that of the bias. Where v > 0 ? v : slope · v is
// differentiated, the sign of y tells that of the sum.

import { addLanes, addWord, clearSums, closeBlock, SUM_ROWS, sumsBytes, total } from './channel-sums';
import { activate, LANES, WORD } from './lanes';

export function biasActivation(
  x: usize,
  bias: usize,
  rows: i32,
  channels: i32,
  slope: f32,
  y: usize,
): void {
  const slopes = f32x4.splat(slope);
  const row = <usize>channels * WORD;
  const wide = <usize>(channels & -4) * WORD;
  for (; rows > 0; rows--) {
    let c: usize = 0;
    for (; c < wide; c += LANES) {
      const sum = f32x4.add(v128.load(x + c), v128.load(bias + c));
      v128.store(y + c, activate(sum, slopes));
    }
    for (; c < row; c += WORD) {
      const sum = f32.load(x + c) + f32.load(bias + c);
      f32.store(y + c, max<f32>(sum, 0) + slope * min<f32>(sum, 0));
    }
    x += row;
    y += row;
  }
}

/** dy where y > 0, slope · dy elsewhere. */
// @ts-ignore: decorator
@inline
export function maskLanes(dy: v128, y: v128, slopes: v128): v128 {
  return v128.bitselect(dy, f32x4.mul(dy, slopes), f32x4.gt(y, f32x4.splat(0)));
}

// @ts-ignore: decorator
@inline
export function maskWord(dy: f32, y: f32, slope: f32): f32 {
  return y > 0 ? dy : slope * dy;
}

/** Bytes of scratch memory that `biasActivationGrad` needs. */
export function biasActivationGradScratch(channels: i32): i32 {
  return <i32>sumsBytes(channels);
}

export function biasActivationGrad(
  dy: usize,
  y: usize,
  rows: i32,
  channels: i32,
  slope: f32,
  dx: usize,
  dbias: usize,
  scratch: usize,
): void {
  const slopes = f32x4.splat(slope);
  const row = <usize>channels * WORD;
  const wide = <usize>(channels & -4) * WORD;
  clearSums(scratch, channels);
  while (rows > 0) {
    const block = min(rows, SUM_ROWS);
    rows -= block;
    let left = block;
    // Two rows at a time, so that the sums are fetched half as often.
    for (; left >= 2; left -= 2) {
      for (let c: usize = 0; c < wide; c += LANES) {
        const first = maskLanes(v128.load(dy + c), v128.load(y + c), slopes);
        const second = maskLanes(v128.load(dy + row + c), v128.load(y + row + c), slopes);
        v128.store(dx + c, first);
        v128.store(dx + row + c, second);
        addLanes(scratch + c, f32x4.add(first, second));
      }
      for (let c = wide; c < row; c += WORD) {
        const first = maskWord(f32.load(dy + c), f32.load(y + c), slope);
        const second = maskWord(f32.load(dy + row + c), f32.load(y + row + c), slope);
        f32.store(dx + c, first);
        f32.store(dx + row + c, second);
        addWord(scratch + c, first + second);
      }
      dy += 2 * row;
      y += 2 * row;
      dx += 2 * row;
    }
    if (left > 0) {
      for (let c: usize = 0; c < row; c += WORD) {
        const value = maskWord(f32.load(dy + c), f32.load(y + c), slope);
        f32.store(dx + c, value);
        addWord(scratch + c, value);
      }
      dy += row;
      y += row;
      dx += row;
    }
    closeBlock(scratch, channels);
  }
  for (let c: i32 = 0; c < channels; c++) {
    f32.store(dbias + <usize>c * WORD, <f32>total(scratch, channels, c));
  }
}
