// Sums and sums of squares: float32 within a block of values, float64 over the blocks, always in the same order.

import { sumRows, sumsBytes, total } from './channel-sums';
import { LANES, laneSum, madd, WORD } from './lanes';

const BLOCK: i32 = 1024;

/** The sum of `count` neighbouring values. */
function sumOf(x: usize, count: i32): f64 {
  let sum: f64 = 0;
  while (count >= 16) {
    let left = min(count, BLOCK) & -16;
    count -= left;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (; left > 0; left -= 16) {
      s0 = f32x4.add(s0, v128.load(x));
      s1 = f32x4.add(s1, v128.load(x, 16));
      s2 = f32x4.add(s2, v128.load(x, 32));
      s3 = f32x4.add(s3, v128.load(x, 48));
      x += 4 * LANES;
    }
    sum += <f64>laneSum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  }
  for (; count > 0; count--) {
    sum += <f64>f32.load(x);
    x += WORD;
  }
  return sum;
}

/** Bytes of scratch memory that `sumMiddle` needs. */
export function sumMiddleScratch(inner: i32): i32 {
  return <i32>sumsBytes(inner);
}

/** out [outer, inner] = the sum of x [outer, count, inner] over its middle axis, divided by `divisor`. */
export function sumMiddle(
  x: usize,
  outer: i32,
  count: i32,
  inner: i32,
  divisor: f64,
  out: usize,
  scratch: usize,
): void {
  const block = <usize>(count * inner) * WORD;
  for (; outer > 0; outer--) {
    if (inner == 1) {
      f32.store(out, <f32>(sumOf(x, count) / divisor));
      out += WORD;
    } else {
      sumRows(x, count, inner, scratch);
      for (let c: i32 = 0; c < inner; c++) {
        f32.store(out, <f32>(total(scratch, inner, c) / divisor));
        out += WORD;
      }
    }
    x += block;
  }
}

export function sumOfSquares(x: usize, count: i32): f64 {
  let sum: f64 = 0;
  while (count >= 16) {
    let left = min(count, BLOCK) & -16;
    count -= left;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (; left > 0; left -= 16) {
      const a = v128.load(x);
      const b = v128.load(x, 16);
      const c = v128.load(x, 32);
      const d = v128.load(x, 48);
      s0 = madd(a, a, s0);
      s1 = madd(b, b, s1);
      s2 = madd(c, c, s2);
      s3 = madd(d, d, s3);
      x += 4 * LANES;
    }
    sum += <f64>laneSum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  }
  for (; count > 0; count--) {
    const value = <f64>f32.load(x);
    sum += value * value;
    x += WORD;
  }
  return sum;
}
