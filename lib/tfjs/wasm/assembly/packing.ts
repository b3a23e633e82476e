// The right factor of a product in panels of eight columns: panel by panel, row by row, eight values each, zero beyond the
// last column. A tile kernel then reads it from front to back.

import { LANES, WORD } from './lanes';

/** Columns of a panel. */
export const PANEL: i32 = 8;

/** Bytes of one row of a panel. */
export const PANEL_ROW: usize = 32;

/**
 * `source` – [rows, columns], its rows `stride` bytes apart; `target` – ceil(columns / 8) panels that lie `panelBytes`
 * apart.
 */
export function packRows(
  source: usize,
  rows: i32,
  columns: i32,
  stride: usize,
  target: usize,
  panelBytes: usize,
): void {
  for (let column: i32 = 0; column < columns; column += PANEL) {
    let from = source + <usize>column * WORD;
    let to = target;
    const width = min(columns - column, PANEL);
    if (width == PANEL) {
      for (let row: i32 = 0; row < rows; row++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += stride;
        to += PANEL_ROW;
      }
    } else {
      for (let row: i32 = 0; row < rows; row++) {
        v128.store(to, f32x4.splat(0));
        v128.store(to, f32x4.splat(0), 16);
        for (let i: i32 = 0; i < width; i++) {
          f32.store(to + <usize>i * WORD, f32.load(from + <usize>i * WORD));
        }
        from += stride;
        to += PANEL_ROW;
      }
    }
    target += panelBytes;
  }
}

/** Four rows of four values, turned, to `target`, whose rows are those of a panel. */
// @ts-ignore: decorator
@inline
function turnBlock(a: usize, b: usize, c: usize, d: usize, target: usize): void {
  const va = v128.load(a);
  const vb = v128.load(b);
  const vc = v128.load(c);
  const vd = v128.load(d);
  const ab01 = i32x4.shuffle(va, vb, 0, 4, 1, 5);
  const ab23 = i32x4.shuffle(va, vb, 2, 6, 3, 7);
  const cd01 = i32x4.shuffle(vc, vd, 0, 4, 1, 5);
  const cd23 = i32x4.shuffle(vc, vd, 2, 6, 3, 7);
  v128.store(target, i64x2.shuffle(ab01, cd01, 0, 2));
  v128.store(target, i64x2.shuffle(ab01, cd01, 1, 3), 32);
  v128.store(target, i64x2.shuffle(ab23, cd23, 0, 2), 64);
  v128.store(target, i64x2.shuffle(ab23, cd23, 1, 3), 96);
}

/** As packRows, of a source [columns, rows] whose lines (one a column of the factor) are `stride` bytes apart. */
export function packTurned(
  source: usize,
  rows: i32,
  columns: i32,
  stride: usize,
  target: usize,
  panelBytes: usize,
): void {
  for (let column: i32 = 0; column < columns; column += PANEL) {
    const width = min(columns - column, PANEL);
    const line = source + <usize>column * stride;
    let row: i32 = 0;
    if (width == PANEL) {
      for (; row + 4 <= rows; row += 4) {
        const from = line + <usize>row * WORD;
        const to = target + <usize>row * PANEL_ROW;
        turnBlock(from, from + stride, from + 2 * stride, from + 3 * stride, to);
        const next = from + 4 * stride;
        turnBlock(next, next + stride, next + 2 * stride, next + 3 * stride, to + LANES);
      }
    }
    for (; row < rows; row++) {
      const from = line + <usize>row * WORD;
      const to = target + <usize>row * PANEL_ROW;
      v128.store(to, f32x4.splat(0));
      v128.store(to, f32x4.splat(0), 16);
      for (let i: i32 = 0; i < width; i++) {
        f32.store(to + <usize>i * WORD, f32.load(from + <usize>i * stride));
      }
    }
    target += panelBytes;
  }
}
