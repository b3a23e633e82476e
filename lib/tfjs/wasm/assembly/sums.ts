// The sum of squares of many values: float32 within a block, float64 over the blocks.

import { LANES, laneSum, madd, WORD } from './lanes';

const BLOCK: i32 = 1024;

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
