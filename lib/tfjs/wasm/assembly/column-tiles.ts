// Four columns of a left factor that is stored turned, times one panel: for gradients of weights, which sum over many
// positions. The sum goes on from what the result holds, so that positions can be taken in blocks that fit the cache.

import { madd, storeLanes, WORD } from './lanes';
import { PANEL, PANEL_ROW } from './packing';

/** Columns of a tile. */
export const TILE_COLUMNS: i32 = 4;

/** Bytes of a run: address of its values, row of the panel it begins at, count. */
export const RUN_BYTES: usize = 12;

// @ts-ignore: decorator
@inline
function storeSums(target: usize, low: v128, high: v128, width: i32, fresh: bool): void {
  if (width >= PANEL) {
    if (!fresh) {
      low = f32x4.add(low, v128.load(target));
      high = f32x4.add(high, v128.load(target, 16));
    }
    v128.store(target, low);
    v128.store(target, high, 16);
    return;
  }
  if (!fresh) {
    for (let i: i32 = 0; i < width; i++) {
      const at = target + <usize>i * WORD;
      const lane = i < 4 ? low : high;
      const value =
        (i & 3) == 0
          ? f32x4.extract_lane(lane, 0)
          : (i & 3) == 1
            ? f32x4.extract_lane(lane, 1)
            : (i & 3) == 2
              ? f32x4.extract_lane(lane, 2)
              : f32x4.extract_lane(lane, 3);
      f32.store(at, f32.load(at) + value);
    }
    return;
  }
  storeLanes(target, low, width);
  if (width > 4) storeLanes(target + 16, high, width - 4);
}

/**
 * target[i, j] (+)= sum over the runs' positions p of left[p, i] · panel[p, j], for i below `height` ≤ 4.
 *
 * `runs` – `count` of them; `shift` – bytes to add to their addresses; `stride` – bytes from one position to the next;
 * `targetStride` – bytes from row to row of the target; `fresh` – the target's old values are dropped.
 */
export function columnTile(
  runs: usize,
  count: i32,
  shift: usize,
  stride: usize,
  panel: usize,
  target: usize,
  targetStride: usize,
  height: i32,
  width: i32,
  fresh: bool,
): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  for (; count > 0; count--) {
    let left = <usize>load<u32>(runs) + shift;
    let right = panel + <usize>load<u32>(runs, 4) * PANEL_ROW;
    let positions = load<i32>(runs, 8);
    runs += RUN_BYTES;
    for (; positions > 0; positions--) {
      const low = v128.load(right);
      const high = v128.load(right, 16);
      right += PANEL_ROW;
      let x = v128.load32_splat(left);
      a0 = madd(x, low, a0);
      a1 = madd(x, high, a1);
      x = v128.load32_splat(left, 4);
      b0 = madd(x, low, b0);
      b1 = madd(x, high, b1);
      x = v128.load32_splat(left, 8);
      c0 = madd(x, low, c0);
      c1 = madd(x, high, c1);
      x = v128.load32_splat(left, 12);
      d0 = madd(x, low, d0);
      d1 = madd(x, high, d1);
      left += stride;
    }
  }
  storeSums(target, a0, a1, width, fresh);
  if (height > 1) storeSums(target + targetStride, b0, b1, width, fresh);
  if (height > 2) storeSums(target + 2 * targetStride, c0, c1, width, fresh);
  if (height > 3) storeSums(target + 3 * targetStride, d0, d1, width, fresh);
}

/** Columns of a wide tile. */
export const WIDE_COLUMNS: i32 = 6;

/**
 * target[i, j] = initial[i, j] + sum over positions p of left[p, i] · panel[p, j] for six columns, all of them, of `left` –
 * [positions, 6]. `initial` may be the target itself, and its rows may be one.
 *
 * Exported by kernels.ts and without a branch for the reasons that row-tiles.ts gives.
 */
export function wideColumnTile(
  left: usize,
  positions: i32,
  panel: usize,
  initial: usize,
  initialStride: usize,
  target: usize,
  targetStride: usize,
): void {
  let a0 = v128.load(initial);
  let a1 = v128.load(initial, 16);
  initial += initialStride;
  let b0 = v128.load(initial);
  let b1 = v128.load(initial, 16);
  initial += initialStride;
  let c0 = v128.load(initial);
  let c1 = v128.load(initial, 16);
  initial += initialStride;
  let d0 = v128.load(initial);
  let d1 = v128.load(initial, 16);
  initial += initialStride;
  let e0 = v128.load(initial);
  let e1 = v128.load(initial, 16);
  initial += initialStride;
  let f0 = v128.load(initial);
  let f1 = v128.load(initial, 16);
  for (; positions > 0; positions--) {
    const low = v128.load(panel);
    const high = v128.load(panel, 16);
    panel += PANEL_ROW;
    let x = v128.load32_splat(left);
    a0 = madd(x, low, a0);
    a1 = madd(x, high, a1);
    x = v128.load32_splat(left, 4);
    b0 = madd(x, low, b0);
    b1 = madd(x, high, b1);
    x = v128.load32_splat(left, 8);
    c0 = madd(x, low, c0);
    c1 = madd(x, high, c1);
    x = v128.load32_splat(left, 12);
    d0 = madd(x, low, d0);
    d1 = madd(x, high, d1);
    x = v128.load32_splat(left, 16);
    e0 = madd(x, low, e0);
    e1 = madd(x, high, e1);
    x = v128.load32_splat(left, 20);
    f0 = madd(x, low, f0);
    f1 = madd(x, high, f1);
    left += WIDE_COLUMNS * WORD;
  }
  v128.store(target, a0);
  v128.store(target, a1, 16);
  target += targetStride;
  v128.store(target, b0);
  v128.store(target, b1, 16);
  target += targetStride;
  v128.store(target, c0);
  v128.store(target, c1, 16);
  target += targetStride;
  v128.store(target, d0);
  v128.store(target, d1, 16);
  target += targetStride;
  v128.store(target, e0);
  v128.store(target, e1, 16);
  target += targetStride;
  v128.store(target, f0);
  v128.store(target, f1, 16);
}
