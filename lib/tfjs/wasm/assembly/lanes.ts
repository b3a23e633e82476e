// Small pieces of SIMD that every kernel here uses. The sources of this folder are AssemblyScript, compiled twice: for
// plain SIMD, and for relaxed SIMD, where a product and a sum are one instruction with one rounding. Pointers are byte
// offsets into TensorFlow.js's own heap; nothing is allocated and there is no static data.

/** Bytes of a float32, and of a vector of four. */
export const WORD: usize = 4;
export const LANES: usize = 16;

/** a · b + c in each lane. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** v > 0 ? v : slope · v in each lane; not a number stays so. */
// @ts-ignore: decorator
@inline
export function activate(v: v128, slope: v128): v128 {
  const zero = f32x4.splat(0);
  // The pseudo-maximum is one instruction, the maximum of IEEE 754 seven; this way round both keep what is not a number.
  return f32x4.add(f32x4.pmax(v, zero), f32x4.mul(slope, f32x4.pmin(v, zero)));
}

/** The sum of the four lanes. */
// @ts-ignore: decorator
@inline
export function laneSum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** Writes the first `count` lanes, 1 to 4 of them. */
// @ts-ignore: decorator
@inline
export function storeLanes(target: usize, v: v128, count: i32): void {
  if (count >= 4) {
    v128.store(target, v);
    return;
  }
  f32.store(target, f32x4.extract_lane(v, 0));
  if (count > 1) f32.store(target, f32x4.extract_lane(v, 1), 4);
  if (count > 2) f32.store(target, f32x4.extract_lane(v, 2), 8);
}
