// Matrix products, with either factor turned. The host packs nothing and allocates nothing: it passes an address of scratch
// memory, whose size `productScratch` tells.

import { activate, LANES, laneSum, madd, storeLanes, WORD } from './lanes';
import { BLOCK_ROWS, BLOCK_TABLE, repeatLast, rowBlock, TILE_SUMS } from './row-tiles';
import {
  columnTile,
  RUN_BYTES,
  TILE_COLUMNS,
  WIDE_COLUMNS,
  wideColumnTile,
} from './column-tiles';
import { packRows, packTurned, PANEL, PANEL_ROW } from './packing';

/** Positions and columns of the right factor that are packed at once for a turned left factor: 256 KiB at most. */
const DEPTH: i32 = 256;
const BREADTH: i32 = 256;

/** Words of the right factor that are packed at once for rows. */
const PASS_WORDS: i32 = 65536;

/** Columns of the left factor that are packed at once: those of three lines of the cache. */
const LINE: i32 = 48;

/** Neighbouring columns of a packed left factor: twelve sums need the instruction that multiplies and adds. */
const GROUP: i32 = ASC_FEATURE_RELAXED_SIMD ? WIDE_COLUMNS : TILE_COLUMNS;

/** Bytes before the packed left factor: a run, and eight zeros. */
const LEFT_START: usize = 48;
const ZEROS: usize = 16;

/** Products of so few terms and so many columns are made row by row: tiles would do little but begin and end. */
const MAX_SHALLOW: i32 = 4;
const MIN_BROAD: i32 = 16;

// @ts-ignore: decorator
@inline
function panelCount(columns: i32): i32 {
  return (columns + PANEL - 1) / PANEL;
}

/** Columns of the right factor that are packed at once for rows of k terms: 256 KiB, or one panel where that is more. */
// @ts-ignore: decorator
@inline
function columnsPerPass(k: i32): i32 {
  return max(PANEL, (PASS_WORDS / k) & -PANEL);
}

/** Bytes of scratch memory that `matrixProduct` needs. */
export function matrixProductScratch(k: i32, n: i32): i32 {
  const padded = panelCount(n) * PANEL;
  const tables = <i32>(TILE_SUMS + 2 * BLOCK_TABLE);
  const panels = min(padded, columnsPerPass(max(k, 1))) * k;
  const blocks = DEPTH * (BREADTH + LINE) * <i32>WORD;
  return max(tables + (padded + panels) * <i32>WORD, <i32>LEFT_START + blocks);
}

/** The bias of all panels, zero beyond the last column and where there is none. */
export function padBias(bias: usize, columns: i32, target: usize): void {
  const bytes = <usize>(panelCount(columns) * PANEL) * WORD;
  memory.fill(target, 0, bytes);
  if (bias != 0) memory.copy(target, bias, <usize>columns * WORD);
}

/** Rows whose columns are made eight at a time, so that what they write stays in the nearest cache. */
const SHALLOW_ROWS: i32 = 32;

/** out [m, n] = act(a [m, k] · b [k, n] + bias) for k of 1 or 2 and n divisible by eight: b is held in registers. */
function shallowProduct(
  a: usize,
  b: usize,
  m: i32,
  k: i32,
  n: i32,
  bias: usize,
  slope: f32,
  out: usize,
): void {
  const slopes = f32x4.splat(slope);
  const rowBytes = <usize>n * WORD;
  for (; m > 0; m -= SHALLOW_ROWS) {
    const rows = min(m, SHALLOW_ROWS);
    for (let at: usize = 0; at < rowBytes; at += 2 * LANES) {
      const b0 = v128.load(b + at);
      const b1 = v128.load(b + at, 16);
      let o0 = f32x4.splat(0);
      let o1 = o0;
      if (bias != 0) {
        o0 = v128.load(bias + at);
        o1 = v128.load(bias + at, 16);
      }
      let term = a;
      let target = out + at;
      if (k == 1) {
        for (let row = rows; row > 0; row--) {
          const x = v128.load32_splat(term);
          v128.store(target, activate(madd(x, b0, o0), slopes));
          v128.store(target, activate(madd(x, b1, o1), slopes), 16);
          term += WORD;
          target += rowBytes;
        }
      } else {
        const c0 = v128.load(b + rowBytes + at);
        const c1 = v128.load(b + rowBytes + at, 16);
        for (let row = rows; row > 0; row--) {
          const x = v128.load32_splat(term);
          const y = v128.load32_splat(term, 4);
          v128.store(target, activate(madd(y, c0, madd(x, b0, o0)), slopes));
          v128.store(target, activate(madd(y, c1, madd(x, b1, o1)), slopes), 16);
          term += 2 * WORD;
          target += rowBytes;
        }
      }
    }
    a += <usize>(rows * k) * WORD;
    out += <usize>rows * rowBytes;
  }
}

/** out [n] = act(x [k] · b [k, n] + bias), b unpacked: its rows are read once, in their order. */
function rowTimesMatrix(
  x: usize,
  b: usize,
  k: i32,
  n: i32,
  bias: usize,
  slope: f32,
  out: usize,
): void {
  const slopes = f32x4.splat(slope);
  const rowBytes = <usize>n * WORD;
  let column: i32 = 0;
  for (; column + 16 <= n; column += 16) {
    const at = <usize>column * WORD;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    if (bias != 0) {
      s0 = v128.load(bias + at);
      s1 = v128.load(bias + at, 16);
      s2 = v128.load(bias + at, 32);
      s3 = v128.load(bias + at, 48);
    }
    let from = b + at;
    let term = x;
    for (let i = k; i > 0; i--) {
      const value = v128.load32_splat(term);
      s0 = madd(value, v128.load(from), s0);
      s1 = madd(value, v128.load(from, 16), s1);
      s2 = madd(value, v128.load(from, 32), s2);
      s3 = madd(value, v128.load(from, 48), s3);
      term += WORD;
      from += rowBytes;
    }
    if (slope != 1) {
      s0 = activate(s0, slopes);
      s1 = activate(s1, slopes);
      s2 = activate(s2, slopes);
      s3 = activate(s3, slopes);
    }
    v128.store(out + at, s0);
    v128.store(out + at, s1, 16);
    v128.store(out + at, s2, 32);
    v128.store(out + at, s3, 48);
  }
  for (; column < n; column++) {
    const at = <usize>column * WORD;
    let sum = bias != 0 ? f32.load(bias + at) : <f32>0;
    let from = b + at;
    let term = x;
    for (let i = k; i > 0; i--) {
      sum += f32.load(term) * f32.load(from);
      term += WORD;
      from += rowBytes;
    }
    if (slope != 1) sum = max<f32>(sum, 0) + slope * min<f32>(sum, 0);
    f32.store(out + at, sum);
  }
}

/** out [m] = a [m, k] · b [k]. */
function matrixTimesColumn(a: usize, m: i32, k: i32, b: usize, out: usize): void {
  for (let row: i32 = 0; row < m; row++) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let right = b;
    let i = k;
    for (; i >= 16; i -= 16) {
      s0 = madd(v128.load(a), v128.load(right), s0);
      s1 = madd(v128.load(a, 16), v128.load(right, 16), s1);
      s2 = madd(v128.load(a, 32), v128.load(right, 32), s2);
      s3 = madd(v128.load(a, 48), v128.load(right, 48), s3);
      a += 4 * LANES;
      right += 4 * LANES;
    }
    let sum = laneSum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
    for (; i > 0; i--) {
      sum += f32.load(a) * f32.load(right);
      a += WORD;
      right += WORD;
    }
    f32.store(out + <usize>row * WORD, sum);
  }
}

/** Columns `column` to `column` + `columns` of the right factor, [k, n] or turned [n, k], as panels. */
function packColumns(
  b: usize,
  turnedB: bool,
  k: i32,
  n: i32,
  column: i32,
  columns: i32,
  target: usize,
): void {
  const panelBytes = <usize>k * PANEL_ROW;
  const lineBytes = <usize>k * WORD;
  if (turnedB) {
    packTurned(b + <usize>column * lineBytes, k, columns, lineBytes, target, panelBytes);
  } else {
    packRows(b + <usize>column * WORD, k, columns, <usize>n * WORD, target, panelBytes);
  }
}

/** out [m, n] = act(a [m, k] · b + bias); b is [k, n], or [n, k] when turned. */
function rowsTimesPanels(
  a: usize,
  b: usize,
  turnedB: bool,
  m: i32,
  k: i32,
  n: i32,
  bias: usize,
  slope: f32,
  out: usize,
  scratch: usize,
): void {
  const sums = scratch;
  const runs = sums + TILE_SUMS;
  const targets = runs + BLOCK_TABLE;
  const biases = targets + BLOCK_TABLE;
  const panels = biases + <usize>(panelCount(n) * PANEL) * WORD;
  padBias(bias, n, biases);
  // One block of rows meets a panel once: it is used where it was packed, in the nearest cache.
  const pass = m <= BLOCK_ROWS ? PANEL : columnsPerPass(max(k, 1));
  for (let column: i32 = 0; column < n; column += pass) {
    const columns = min(n - column, pass);
    const shift = <usize>column * WORD;
    packColumns(b, turnedB, k, n, column, columns, panels);
    for (let row: i32 = 0; row < m; row += BLOCK_ROWS) {
      const rows = min(m - row, BLOCK_ROWS);
      for (let i: i32 = 0; i < rows; i++) {
        const entry = <usize>i * WORD;
        store<u32>(runs + entry, <u32>(a + <usize>(row + i) * <usize>k * WORD));
        store<u32>(targets + entry, <u32>(out + <usize>(row + i) * <usize>n * WORD));
      }
      repeatLast(runs, rows);
      repeatLast(targets, rows);
      rowBlock(runs, 1, k, panels, columns, targets, shift, rows, biases + shift, slope, sums);
    }
  }
}

/** Columns of the left factor, turned, in groups of GROUP: `rows` positions each, zero beyond `columns`. */
function packLine(source: usize, rows: i32, columns: i32, stride: usize, target: usize): void {
  for (let column: i32 = 0; column < columns; column += GROUP) {
    let from = source + <usize>column * WORD;
    const width = min(columns - column, GROUP);
    for (let row = rows; row > 0; row--) {
      if (width == GROUP) {
        v128.store(target, v128.load(from));
        if (GROUP == WIDE_COLUMNS) store<u64>(target, load<u64>(from, 16), 16);
      } else {
        v128.store(target, f32x4.splat(0));
        if (GROUP == WIDE_COLUMNS) store<u64>(target, 0, 16);
        for (let i: i32 = 0; i < width; i++) {
          f32.store(target + <usize>i * WORD, f32.load(from + <usize>i * WORD));
        }
      }
      from += stride;
      target += GROUP * WORD;
    }
  }
}

/** out [m, n] = a [k, m] turned · b; b is [k, n], or [n, k] when turned. */
function columnsTimesPanels(
  a: usize,
  b: usize,
  turnedB: bool,
  m: i32,
  k: i32,
  n: i32,
  out: usize,
  scratch: usize,
): void {
  const run = scratch;
  const zeros = run + ZEROS;
  const left = run + LEFT_START;
  const panels = left + <usize>(DEPTH * LINE) * WORD;
  const rowBytes = <usize>n * WORD;
  memory.fill(zeros, 0, PANEL_ROW);
  for (let position: i32 = 0; position < k; position += DEPTH) {
    const isFirst = position == 0;
    const depth = min(k - position, DEPTH);
    const panelBytes = <usize>depth * PANEL_ROW;
    store<u32>(run, <u32>left);
    store<u32>(run, 0, 4);
    store<i32>(run, depth, 8);
    for (let column: i32 = 0; column < n; column += BREADTH) {
      const columns = min(n - column, BREADTH);
      if (turnedB) {
        const from = b + (<usize>column * <usize>k + <usize>position) * WORD;
        packTurned(from, depth, columns, <usize>k * WORD, panels, panelBytes);
      } else {
        const from = b + <usize>position * rowBytes + <usize>column * WORD;
        packRows(from, depth, columns, rowBytes, panels, panelBytes);
      }
      for (let line: i32 = 0; line < m; line += LINE) {
        const lines = min(m - line, LINE);
        const from = a + (<usize>position * <usize>m + <usize>line) * WORD;
        packLine(from, depth, lines, <usize>m * WORD, left);
        for (let i: i32 = 0; i < lines; i += GROUP) {
          const shift = <usize>i * <usize>depth * WORD;
          const height = min(lines - i, GROUP);
          let target = out + <usize>(line + i) * rowBytes + <usize>column * WORD;
          let panel = panels;
          for (let j: i32 = 0; j < columns; j += PANEL) {
            const width = min(columns - j, PANEL);
            if (GROUP == WIDE_COLUMNS && height == GROUP && width == PANEL) {
              const initial = isFirst ? zeros : target;
              const initialStride = isFirst ? 0 : rowBytes;
              wideColumnTile(left + shift, depth, panel, initial, initialStride, target, rowBytes);
            } else {
              for (let part: i32 = 0; part < height; part += TILE_COLUMNS) {
                const at = <usize>part;
                columnTile(
                  run,
                  1,
                  shift + at * WORD,
                  GROUP * WORD,
                  panel,
                  target + at * rowBytes,
                  rowBytes,
                  min(height - part, TILE_COLUMNS),
                  width,
                  isFirst,
                );
              }
            }
            panel += panelBytes;
            target += PANEL_ROW;
          }
        }
      }
    }
  }
}

/** out ← act(out + bias) for rows of n values. */
function finish(out: usize, m: i32, n: i32, bias: usize, slope: f32): void {
  if (bias == 0 && slope == 1) return;
  const slopes = f32x4.splat(slope);
  for (let row: i32 = 0; row < m; row++) {
    let at = bias;
    let i = n;
    for (; i >= 4; i -= 4) {
      let value = v128.load(out);
      if (bias != 0) value = f32x4.add(value, v128.load(at));
      v128.store(out, activate(value, slopes));
      out += LANES;
      at += LANES;
    }
    for (; i > 0; i--) {
      let value = f32.load(out);
      if (bias != 0) value += f32.load(at);
      f32.store(out, max<f32>(value, 0) + slope * min<f32>(value, 0));
      out += WORD;
      at += WORD;
    }
  }
}

/** to [columns, rows] ← from [rows, columns]. */
function turnWords(from: usize, rows: i32, columns: i32, to: usize): void {
  for (let column: i32 = 0; column < columns; column++) {
    for (let row: i32 = 0; row < rows; row++) {
      f32.store(to, f32.load(from + <usize>(row * columns + column) * WORD));
      to += WORD;
    }
  }
}

/**
 * out [m, n] = act(a · b + bias [n]), where act(v) = v > 0 ? v : slope · v.
 *
 * `a` – [m, k], or [k, m] when turned; `b` – [k, n], or [n, k] when turned; `bias` – 0 for none; `scratch` – as many bytes
 * as `matrixProductScratch(k, n)`.
 */
export function matrixProduct(
  a: usize,
  turnedA: bool,
  b: usize,
  turnedB: bool,
  m: i32,
  k: i32,
  n: i32,
  bias: usize,
  slope: f32,
  out: usize,
  scratch: usize,
): void {
  // A matrix of one row or column is its own transpose.
  if (m == 1 || k == 1) turnedA = false;
  if (n == 1 || k == 1) turnedB = false;
  if (!turnedA && k <= 2 && m > 1 && n % PANEL == 0) {
    let right = b;
    if (turnedB) {
      right = scratch;
      turnWords(b, n, k, right);
    }
    shallowProduct(a, right, m, k, n, bias, slope, out);
  } else if (!turnedA && !turnedB && (m == 1 || (k <= MAX_SHALLOW && n >= MIN_BROAD))) {
    for (let row: i32 = 0; row < m; row++) {
      rowTimesMatrix(a, b, k, n, bias, slope, out);
      a += <usize>k * WORD;
      out += <usize>n * WORD;
    }
  } else if (m == 1) {
    matrixTimesColumn(b, n, k, a, out);
    finish(out, 1, n, bias, slope);
  } else if (n == 1) {
    if (turnedA) rowTimesMatrix(b, a, k, m, 0, 1, out);
    else matrixTimesColumn(a, m, k, b, out);
    finish(out, m, 1, bias, slope);
  } else if (!turnedA) {
    rowsTimesPanels(a, b, turnedB, m, k, n, bias, slope, out, scratch);
  } else {
    columnsTimesPanels(a, b, turnedB, m, k, n, out, scratch);
    finish(out, m, n, bias, slope);
  }
}
