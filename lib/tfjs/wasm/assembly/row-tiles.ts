// Four rows of a product times one panel of eight columns, held in registers from the first term to the last. Taller tiles
// and unrolled terms lose here: engines spill registers then. The left factor is not packed: each of its rows is a list of
// runs of values, one run a tap of a convolution, so that a matrix product is a convolution of one tap.

import { activate, madd, storeLanes, WORD } from './lanes';
import { PANEL, PANEL_ROW } from './packing';

const TILE_ROWS: i32 = 4;

/** Rows that one call of `rowBlock` takes; their runs and a panel stay in the first-level cache. */
export const BLOCK_ROWS: i32 = 40;

/** Bytes between the tables of two taps: as many addresses as a block has rows. */
export const BLOCK_TABLE: usize = 160;

/** Stores eight columns of one row, activated; `width` of them exist. */
// @ts-ignore: decorator
@inline
function storeRow(target: usize, low: v128, high: v128, slope: f32, width: i32): void {
  if (slope != 1) {
    low = activate(low, f32x4.splat(slope));
    high = activate(high, f32x4.splat(slope));
  }
  if (width >= PANEL) {
    v128.store(target, low);
    v128.store(target, high, 16);
  } else {
    storeLanes(target, low, width);
    if (width > 4) storeLanes(target + 16, high, width - 4);
  }
}

/**
 * `runs` – addresses of the rows' runs of the first tap, each `length` values; those of the next tap lie BLOCK_TABLE on;
 * `panel` – taps · length rows; `targets` – addresses of the rows of the result, which are written from byte `shift` on;
 * `bias` – address of eight values that are added.
 */
function rowTile(
  runs: usize,
  taps: i32,
  length: i32,
  panel: usize,
  targets: usize,
  shift: usize,
  bias: usize,
  slope: f32,
  width: i32,
): void {
  let a0 = v128.load(bias);
  let a1 = v128.load(bias, 16);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  for (; taps > 0; taps--) {
    let a = <usize>load<u32>(runs);
    let b = <usize>load<u32>(runs, 4);
    let c = <usize>load<u32>(runs, 8);
    let d = <usize>load<u32>(runs, 12);
    runs += BLOCK_TABLE;
    for (let i = length; i > 0; i--) {
      const low = v128.load(panel);
      const high = v128.load(panel, 16);
      panel += PANEL_ROW;
      let x = v128.load32_splat(a);
      a0 = madd(x, low, a0);
      a1 = madd(x, high, a1);
      a += WORD;
      x = v128.load32_splat(b);
      b0 = madd(x, low, b0);
      b1 = madd(x, high, b1);
      b += WORD;
      x = v128.load32_splat(c);
      c0 = madd(x, low, c0);
      c1 = madd(x, high, c1);
      c += WORD;
      x = v128.load32_splat(d);
      d0 = madd(x, low, d0);
      d1 = madd(x, high, d1);
      d += WORD;
    }
  }
  storeRow(<usize>load<u32>(targets) + shift, a0, a1, slope, width);
  storeRow(<usize>load<u32>(targets, 4) + shift, b0, b1, slope, width);
  storeRow(<usize>load<u32>(targets, 8) + shift, c0, c1, slope, width);
  storeRow(<usize>load<u32>(targets, 12) + shift, d0, d1, slope, width);
}

/** Repeats the last of `rows` entries up to the end of its tile: that row is then written again, with the same values. */
// @ts-ignore: decorator
@inline
export function repeatLast(table: usize, rows: i32): void {
  const last = load<u32>(table + <usize>(rows - 1) * WORD);
  for (; rows % TILE_ROWS != 0; rows++) store<u32>(table + <usize>rows * WORD, last);
}

/**
 * The rows of one block times all panels. `runs` – [taps, BLOCK_ROWS] addresses; `targets` – [BLOCK_ROWS]; `panels` –
 * ceil(columns / 8) of them; `bias` – as many values as the panels have columns.
 */
export function rowBlock(
  runs: usize,
  taps: i32,
  length: i32,
  panels: usize,
  columns: i32,
  targets: usize,
  rows: i32,
  bias: usize,
  slope: f32,
): void {
  const panelBytes = <usize>(taps * length) * PANEL_ROW;
  for (let column: i32 = 0; column < columns; column += PANEL) {
    const width = min(columns - column, PANEL);
    const shift = <usize>column * WORD;
    for (let row: i32 = 0; row < rows; row += TILE_ROWS) {
      const at = <usize>row * WORD;
      rowTile(runs + at, taps, length, panels, targets + at, shift, bias, slope, width);
    }
    panels += panelBytes;
    bias += PANEL_ROW;
  }
}
