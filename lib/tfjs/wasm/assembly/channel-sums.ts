// Sums over all axes but the last of values that a kernel makes on its way. Four rows are added in registers, then to one
// float32 a channel, and after a block of rows to one float64 a channel: exact enough for any number of rows, and always in
// the same order.

import { LANES, WORD } from './lanes';

/** Rows that are added in float32. */
export const SUM_ROWS: i32 = 256;

const DOUBLE: usize = 8;

/** Bytes that `count` sums of `channels` channels need: float32, then float64. */
// @ts-ignore: decorator
@inline
export function sumsBytes(channels: i32): usize {
  return <usize>((channels + 3) & -4) * (WORD + DOUBLE);
}

// @ts-ignore: decorator
@inline
function totals(sums: usize, channels: i32): usize {
  return sums + <usize>((channels + 3) & -4) * WORD;
}

export function clearSums(sums: usize, channels: i32): void {
  memory.fill(sums, 0, sumsBytes(channels));
}

/** Ends a block: its float32 sums go to the float64 ones. */
export function closeBlock(sums: usize, channels: i32): void {
  let total = totals(sums, channels);
  for (let c = channels; c > 0; c--) {
    f64.store(total, f64.load(total) + <f64>f32.load(sums));
    f32.store(sums, 0);
    total += DOUBLE;
    sums += WORD;
  }
}

// @ts-ignore: decorator
@inline
export function total(sums: usize, channels: i32, channel: i32): f64 {
  return f64.load(totals(sums, channels) + <usize>channel * DOUBLE);
}

/** Adds a vector to the sums at `at`. */
// @ts-ignore: decorator
@inline
export function addLanes(at: usize, values: v128): void {
  v128.store(at, f32x4.add(v128.load(at), values));
}

// @ts-ignore: decorator
@inline
export function addWord(at: usize, value: f32): void {
  f32.store(at, f32.load(at) + value);
}

/** sums += x over rows of `channels` values, in blocks. */
export function sumRows(x: usize, rows: i32, channels: i32, sums: usize): void {
  const row = <usize>channels * WORD;
  const wide = <usize>(channels & -4) * WORD;
  clearSums(sums, channels);
  while (rows > 0) {
    let left = min(rows, SUM_ROWS);
    rows -= left;
    for (; left >= 4; left -= 4) {
      let c: usize = 0;
      for (; c < wide; c += LANES) {
        const at = x + c;
        const first = f32x4.add(v128.load(at), v128.load(at + row));
        const second = f32x4.add(v128.load(at + 2 * row), v128.load(at + 3 * row));
        addLanes(sums + c, f32x4.add(first, second));
      }
      for (; c < row; c += WORD) {
        const at = x + c;
        const first = f32.load(at) + f32.load(at + row);
        addWord(sums + c, first + (f32.load(at + 2 * row) + f32.load(at + 3 * row)));
      }
      x += 4 * row;
    }
    for (; left > 0; left--) {
      for (let c: usize = 0; c < row; c += WORD) addWord(sums + c, f32.load(x + c));
      x += row;
    }
    closeBlock(sums, channels);
  }
}
