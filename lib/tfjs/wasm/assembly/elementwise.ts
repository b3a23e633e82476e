// Functions of single values that TensorFlow.js's backend takes one by one.

import { activate, LANES, madd, WORD } from './lanes';

/** 2^n, n a whole number from -126 to 127. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** e^x, 0 and infinity where float32 ends. Source: Cephes, single/expf.c (Moshier): split of log 2 and polynomial. */
// @ts-ignore: decorator
@inline
function expLanes(x: v128): v128 {
  x = f32x4.max(f32x4.min(x, f32x4.splat(89)), f32x4.splat(-104));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  // x - n log 2, log 2 in two parts.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = madd(p, r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  // In two steps, since the power itself may be none of float32.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
}

/** Beyond it, tanh rounds to 1. */
const SATURATED: f32 = 10;

/** Source: Cephes, single/tanhf.c: a polynomial below 0.625, the exponential from there on. */
// @ts-ignore: decorator
@inline
function tanhLanes(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = f32x4.splat(-5.70498872745e-3);
  p = madd(p, square, f32x4.splat(2.06390887954e-2));
  p = madd(p, square, f32x4.splat(-5.37397155531e-2));
  p = madd(p, square, f32x4.splat(1.33314422036e-1));
  p = madd(p, square, f32x4.splat(-3.33332819422e-1));
  const near = madd(f32x4.mul(p, square), x, x);
  const e = expLanes(f32x4.mul(f32x4.min(size, f32x4.splat(SATURATED)), f32x4.splat(2)));
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

export function tanh(x: usize, count: i32, y: usize): void {
  for (; count >= 4; count -= 4) {
    v128.store(y, tanhLanes(v128.load(x)));
    x += LANES;
    y += LANES;
  }
  for (; count > 0; count--) {
    f32.store(y, f32x4.extract_lane(tanhLanes(v128.load32_splat(x)), 0));
    x += WORD;
    y += WORD;
  }
}

export function exp(x: usize, count: i32, y: usize): void {
  for (; count >= 4; count -= 4) {
    v128.store(y, expLanes(v128.load(x)));
    x += LANES;
    y += LANES;
  }
  for (; count > 0; count--) {
    f32.store(y, f32x4.extract_lane(expLanes(v128.load32_splat(x)), 0));
    x += WORD;
    y += WORD;
  }
}

/** x > 0 ? x : slope · x. */
export function leakyRelu(x: usize, count: i32, slope: f32, y: usize): void {
  const slopes = f32x4.splat(slope);
  for (; count >= 4; count -= 4) {
    v128.store(y, activate(v128.load(x), slopes));
    x += LANES;
    y += LANES;
  }
  for (; count > 0; count--) {
    f32.store(y, f32x4.extract_lane(activate(v128.load32_splat(x), slopes), 0));
    x += WORD;
    y += WORD;
  }
}

/** The larger of a and b; b advances by `stride` bytes for four values, 0 for one value that meets all. */
export function maximum(a: usize, b: usize, stride: usize, count: i32, y: usize): void {
  const only = v128.load32_splat(b);
  for (; count >= 4; count -= 4) {
    v128.store(y, f32x4.max(v128.load(a), stride == 0 ? only : v128.load(b)));
    a += LANES;
    b += stride;
    y += LANES;
  }
  for (; count > 0; count--) {
    f32.store(y, max<f32>(f32.load(a), f32.load(b)));
    a += WORD;
    b += stride >> 2;
    y += WORD;
  }
}

/** The smaller of a and b, as `maximum`. */
export function minimum(a: usize, b: usize, stride: usize, count: i32, y: usize): void {
  const only = v128.load32_splat(b);
  for (; count >= 4; count -= 4) {
    v128.store(y, f32x4.min(v128.load(a), stride == 0 ? only : v128.load(b)));
    a += LANES;
    b += stride;
    y += LANES;
  }
  for (; count > 0; count--) {
    f32.store(y, min<f32>(f32.load(a), f32.load(b)));
    a += WORD;
    b += stride >> 2;
    y += WORD;
  }
}
