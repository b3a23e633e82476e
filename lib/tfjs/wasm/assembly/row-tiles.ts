// Rows of a product times one panel of eight columns, held in registers from the first term to the last. The left factor is
// not packed: each of its rows is a list of runs of values, one run a tap of a convolution, so that a matrix product is a
// convolution of one tap.
//
// Engines spill registers easily here, at half the speed: when terms are unrolled, when six rows meet two nested loops or
// plain SIMD, when the sums live on into branches, or when a tile is inlined into its caller. Hence two tiles that run
// straight from their sums to the targets, and are exported by kernels.ts so that the compiler leaves them alone.

import { activate, LANES, madd, storeLanes, WORD } from './lanes';
import { PANEL, PANEL_ROW } from './packing';

const TALL: i32 = 6;
const SHORT: i32 = 4;

/** Rows that one call of `rowBlock` takes; their runs and a panel stay in the first-level cache. */
export const BLOCK_ROWS: i32 = 42;

/** Bytes of a block's table: as many addresses as it has rows, and up to the end of the last tile. */
export const BLOCK_TABLE: usize = 192;

/**
 * Bytes of what tiles work with. First where they write, read only at their end, since every register is taken before: the
 * address of the list of their targets, and the byte of each target from which on they write. Then, for a panel of fewer
 * than eight columns, whose tiles do not write to their targets, sums [6, 8] and the list of their rows.
 */
export const TILE_SUMS: usize = 240;
const NARROW: usize = 16;
const NARROW_LIST: usize = 208;

/**
 * Four rows. `runs` – addresses of the rows' runs of the first tap, each `length` values; those of the next tap lie
 * BLOCK_TABLE on; `panel` – taps · length rows; `bias` – address of eight values that are added; `end` – see TILE_SUMS:
 * the targets get eight values each.
 */
export function shortTile(
  runs: usize,
  taps: i32,
  length: i32,
  panel: usize,
  bias: usize,
  end: usize,
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
  const targets = <usize>load<u32>(end);
  const shift = <usize>load<u32>(end, 4);
  let target = <usize>load<u32>(targets) + shift;
  v128.store(target, a0);
  v128.store(target, a1, 16);
  target = <usize>load<u32>(targets, 4) + shift;
  v128.store(target, b0);
  v128.store(target, b1, 16);
  target = <usize>load<u32>(targets, 8) + shift;
  v128.store(target, c0);
  v128.store(target, c1, 16);
  target = <usize>load<u32>(targets, 12) + shift;
  v128.store(target, d0);
  v128.store(target, d1, 16);
}

/** The same for six rows of one run each. */
export function tallTile(
  runs: usize,
  length: i32,
  panel: usize,
  bias: usize,
  end: usize,
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
  const targets = <usize>load<u32>(end);
  const shift = <usize>load<u32>(end, 4);
  let target = <usize>load<u32>(targets) + shift;
  v128.store(target, a0);
  v128.store(target, a1, 16);
  target = <usize>load<u32>(targets, 4) + shift;
  v128.store(target, b0);
  v128.store(target, b1, 16);
  target = <usize>load<u32>(targets, 8) + shift;
  v128.store(target, c0);
  v128.store(target, c1, 16);
  target = <usize>load<u32>(targets, 12) + shift;
  v128.store(target, d0);
  v128.store(target, d1, 16);
  target = <usize>load<u32>(targets, 16) + shift;
  v128.store(target, e0);
  v128.store(target, e1, 16);
  target = <usize>load<u32>(targets, 20) + shift;
  v128.store(target, f0);
  v128.store(target, f1, 16);
}

/** Copies the first `width` columns, 1 to 7, of a tile's sums to byte `shift` of each of its `targets`. */
function storeNarrow(sums: usize, rows: i32, targets: usize, shift: usize, width: i32): void {
  for (; rows > 0; rows--) {
    const target = <usize>load<u32>(targets) + shift;
    storeLanes(target, v128.load(sums), width);
    if (width > 4) storeLanes(target + 16, v128.load(sums, 16), width - 4);
    sums += PANEL_ROW;
    targets += WORD;
  }
}

/** x ← act(x) for `count` values. */
function activateRow(x: usize, count: i32, slope: f32): void {
  const slopes = f32x4.splat(slope);
  for (; count >= 4; count -= 4) {
    v128.store(x, activate(v128.load(x), slopes));
    x += LANES;
  }
  for (; count > 0; count--) {
    const value = f32.load(x);
    f32.store(x, max<f32>(value, 0) + slope * min<f32>(value, 0));
    x += WORD;
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
  const start = shift;
  const narrow = sums + NARROW;
  const narrowList = sums + NARROW_LIST;
  for (let i: i32 = 0; i < TALL; i++) {
    store<u32>(narrowList + <usize>i * WORD, <u32>(narrow + <usize>i * PANEL_ROW));
  }
  for (let column: i32 = 0; column < columns; column += PANEL) {
    const width = min(columns - column, PANEL);
    const isWide = width == PANEL;
    store<u32>(sums, <u32>(isWide ? shift : 0), 4);
    let row: i32 = 0;
    for (; row < tallRows; row += TALL) {
      const at = <usize>row * WORD;
      store<u32>(sums, <u32>(isWide ? targets + at : narrowList));
      tallTile(runs + at, length, panels, bias, sums);
      if (!isWide) storeNarrow(narrow, TALL, targets + at, shift, width);
    }
    for (; row < rows; row += SHORT) {
      const at = <usize>row * WORD;
      store<u32>(sums, <u32>(isWide ? targets + at : narrowList));
      shortTile(runs + at, taps, length, panels, bias, sums);
      if (!isWide) storeNarrow(narrow, SHORT, targets + at, shift, width);
    }
    panels += panelBytes;
    shift += PANEL_ROW;
    bias += PANEL_ROW;
  }
  if (slope == 1) return;
  for (let row: i32 = 0; row < rows; row++) {
    activateRow(<usize>load<u32>(targets + <usize>row * WORD) + start, columns, slope);
  }
}
