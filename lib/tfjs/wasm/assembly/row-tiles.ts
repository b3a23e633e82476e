// Rows of a product times one panel of eight columns, held in registers from the first term to the last. The left factor is
// not packed: each of its rows is a list of runs of values, one run a tap of a convolution, so that a matrix product is a
// convolution of one tap.
//
// Engines spill registers easily here, at half the speed: when terms are unrolled, when six rows meet two nested loops or
// plain SIMD, when the sums live on into branches, or when a tile is inlined into its caller. Hence two tiles that only
// write their sums, and are exported by kernels.ts so that the compiler leaves them alone.

import { activate, madd, storeLanes, WORD } from './lanes';
import { PANEL, PANEL_ROW } from './packing';

const TALL: i32 = 6;
const SHORT: i32 = 4;

/** Rows that one call of `rowBlock` takes; their runs and a panel stay in the first-level cache. */
export const BLOCK_ROWS: i32 = 42;

/** Bytes of a block's table: as many addresses as it has rows, and up to the end of the last tile. */
export const BLOCK_TABLE: usize = 192;

/** Bytes of a tile's sums. */
export const TILE_SUMS: usize = 192;

/**
 * Four rows. `runs` – addresses of the rows' runs of the first tap, each `length` values; those of the next tap lie
 * BLOCK_TABLE on; `panel` – taps · length rows; `bias` – address of eight values that are added; `sums` – [4, 8].
 */
export function shortTile(
  runs: usize,
  taps: i32,
  length: i32,
  panel: usize,
  bias: usize,
  sums: usize,
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
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, b0, 32);
  v128.store(sums, b1, 48);
  v128.store(sums, c0, 64);
  v128.store(sums, c1, 80);
  v128.store(sums, d0, 96);
  v128.store(sums, d1, 112);
}

/** Six rows of one run each; `sums` – [6, 8]. */
export function tallTile(
  runs: usize,
  length: i32,
  panel: usize,
  bias: usize,
  sums: usize,
): void {
  let a0 = v128.load(bias);
  let a1 = v128.load(bias, 16);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  let e0 = a0;
  let e1 = a1;
  let f0 = a0;
  let f1 = a1;
  let a = <usize>load<u32>(runs);
  let b = <usize>load<u32>(runs, 4);
  let c = <usize>load<u32>(runs, 8);
  let d = <usize>load<u32>(runs, 12);
  let e = <usize>load<u32>(runs, 16);
  let f = <usize>load<u32>(runs, 20);
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
    x = v128.load32_splat(e);
    e0 = madd(x, low, e0);
    e1 = madd(x, high, e1);
    e += WORD;
    x = v128.load32_splat(f);
    f0 = madd(x, low, f0);
    f1 = madd(x, high, f1);
    f += WORD;
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, b0, 32);
  v128.store(sums, b1, 48);
  v128.store(sums, c0, 64);
  v128.store(sums, c1, 80);
  v128.store(sums, d0, 96);
  v128.store(sums, d1, 112);
  v128.store(sums, e0, 128);
  v128.store(sums, e1, 144);
  v128.store(sums, f0, 160);
  v128.store(sums, f1, 176);
}

/** Writes the rows of a tile, activated, from byte `shift` of each of its `targets` on; `width` columns exist. */
function storeTile(
  sums: usize,
  rows: i32,
  targets: usize,
  shift: usize,
  slope: f32,
  width: i32,
): void {
  const slopes = f32x4.splat(slope);
  for (; rows > 0; rows--) {
    let low = v128.load(sums);
    let high = v128.load(sums, 16);
    if (slope != 1) {
      low = activate(low, slopes);
      high = activate(high, slopes);
    }
    const target = <usize>load<u32>(targets) + shift;
    if (width >= PANEL) {
      v128.store(target, low);
      v128.store(target, high, 16);
    } else {
      storeLanes(target, low, width);
      if (width > 4) storeLanes(target + 16, high, width - 4);
    }
    sums += PANEL_ROW;
    targets += WORD;
  }
}

/** Repeats the last of `rows` entries up to the end of its tile: that row is then made again, with the same values. */
// @ts-ignore: decorator
@inline
export function repeatLast(table: usize, rows: i32): void {
  const end = table + <usize>rows * WORD;
  const last = load<u32>(end - WORD);
  store<u32>(end, last);
  store<u32>(end, last, 4);
  store<u32>(end, last, 8);
}

/**
 * The rows of one block times all panels. `runs` – [taps, BLOCK_TABLE] addresses; `targets` – [BLOCK_TABLE]
 * addresses that are written from byte `shift` on; `panels` – ceil(columns / 8) of them; `bias` – as many values as the
 * panels have columns; `sums` – TILE_SUMS bytes.
 */
export function rowBlock(
  runs: usize,
  taps: i32,
  length: i32,
  panels: usize,
  columns: i32,
  targets: usize,
  shift: usize,
  rows: i32,
  bias: usize,
  slope: f32,
  sums: usize,
): void {
  const panelBytes = <usize>(taps * length) * PANEL_ROW;
  const tallRows = ASC_FEATURE_RELAXED_SIMD && taps == 1 ? rows - (rows % TALL) : 0;
  for (let column: i32 = 0; column < columns; column += PANEL) {
    const width = min(columns - column, PANEL);
    let row: i32 = 0;
    for (; row < tallRows; row += TALL) {
      const at = <usize>row * WORD;
      tallTile(runs + at, length, panels, bias, sums);
      storeTile(sums, TALL, targets + at, shift, slope, width);
    }
    for (; row < rows; row += SHORT) {
      const at = <usize>row * WORD;
      shortTile(runs + at, taps, length, panels, bias, sums);
      storeTile(sums, SHORT, targets + at, shift, slope, width);
    }
    panels += panelBytes;
    shift += PANEL_ROW;
    bias += PANEL_ROW;
  }
}
