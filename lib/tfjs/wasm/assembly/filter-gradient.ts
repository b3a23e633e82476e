// The gradient of a convolution in its filter: for every tap, the pixels it touches, turned, times dy. Positions are taken in
// blocks whose dy, packed in panels, stays in the cache; within one, each line of positions that a tap sees inside the
// image is a run. Images whose channels do not fill vectors are copied as patches first.

import { columnTile, RUN_BYTES, TILE_COLUMNS } from './column-tiles';
import { Geometry } from './geometry';
import { LANES, WORD } from './lanes';
import { packRows, PANEL, PANEL_ROW } from './packing';
import { copyPatch, patchLength } from './patches';

/** Positions of a block, as whole lines of the grid; one line where that is longer. */
const POSITIONS: i32 = 256;

// @ts-ignore: decorator
@inline
function blockLines(g: Geometry): i32 {
  return max(1, POSITIONS / g.gridWidth);
}

// @ts-ignore: decorator
@inline
function isCopied(g: Geometry): bool {
  return g.sourceChannels % TILE_COLUMNS != 0;
}

// @ts-ignore: decorator
@inline
function tileCount(length: i32): i32 {
  return (length + TILE_COLUMNS - 1) / TILE_COLUMNS;
}

/** Bytes of scratch memory that `filterGradient` needs. */
export function filterGradientScratch(g: Geometry): i32 {
  const positions = blockLines(g) * g.gridWidth;
  const panels = positions * ((g.targetChannels + PANEL - 1) & -PANEL) * <i32>WORD;
  const length = patchLength(g);
  const patches = isCopied(g)
    ? positions * tileCount(length) * <i32>LANES + length * <i32>WORD
    : 0;
  return panels + patches + (blockLines(g) + 1) * <i32>RUN_BYTES;
}

/** ceil(a / b) for b > 0. */
// @ts-ignore: decorator
@inline
function ceilDiv(a: i32, b: i32): i32 {
  return a > 0 ? (a + b - 1) / b : -(-a / b);
}

/** Lists the runs of tap (a, b) over `lines` lines of the grid from line `first` on; returns their number. */
function tapRuns(g: Geometry, x: usize, first: i32, lines: i32, a: i32, b: i32, runs: usize): i32 {
  const pixel = <usize>g.sourceChannels * WORD;
  const column = g.offsetX + b * g.tapStepX;
  const begin = max(0, ceilDiv(-column, g.stepX));
  const end = min(g.gridWidth, ceilDiv(g.sourceWidth - column, g.stepX));
  if (end <= begin) return 0;
  let count: i32 = 0;
  let image = first / g.gridHeight;
  let gridY = first % g.gridHeight;
  for (let line: i32 = 0; line < lines; line++) {
    const y = g.offsetY + gridY * g.stepY + a * g.tapStepY;
    if (<u32>y < <u32>g.sourceHeight) {
      const at = (image * g.sourceHeight + y) * g.sourceWidth + column + begin * g.stepX;
      store<u32>(runs, <u32>(x + <usize>at * pixel));
      store<u32>(runs, <u32>(line * g.gridWidth + begin), 4);
      store<i32>(runs, end - begin, 8);
      runs += RUN_BYTES;
      count++;
    }
    if (++gridY == g.gridHeight) {
      gridY = 0;
      image++;
    }
  }
  return count;
}

/** The patches of `positions` positions from line `first` on, turned: panels of four values, one value a lane. */
function turnPatches(
  g: Geometry,
  x: usize,
  first: i32,
  positions: i32,
  target: usize,
  patch: usize,
): void {
  const length = patchLength(g);
  const image = <usize>(g.sourceHeight * g.sourceWidth * g.sourceChannels) * WORD;
  const panelBytes = <usize>positions * LANES;
  let from = x + <usize>(first / g.gridHeight) * image;
  let gridY = first % g.gridHeight;
  let gridX: i32 = 0;
  // The last panel's lanes beyond the patch are never stored, but must not be left unset.
  memory.fill(target + <usize>(tileCount(length) - 1) * panelBytes, 0, panelBytes);
  for (let position: i32 = 0; position < positions; position++) {
    copyPatch(g, from, g.offsetY + gridY * g.stepY, g.offsetX + gridX * g.stepX, patch);
    let to = target;
    let i: i32 = 0;
    for (; i + 4 <= length; i += 4) {
      v128.store(to, v128.load(patch + <usize>i * WORD));
      to += panelBytes;
    }
    for (; i < length; i++) {
      store<u32>(to + <usize>(i & 3) * WORD, load<u32>(patch + <usize>i * WORD));
    }
    target += LANES;
    if (++gridX == g.gridWidth) {
      gridX = 0;
      if (++gridY == g.gridHeight) {
        gridY = 0;
        from += image;
      }
    }
  }
}

/** One tile row of the filter's gradient, `height` of its values from `target` on, times all panels of dy. */
function tileRow(
  g: Geometry,
  runs: usize,
  count: i32,
  shift: usize,
  stride: usize,
  panels: usize,
  panelBytes: usize,
  target: usize,
  height: i32,
  fresh: bool,
): void {
  const columns = g.targetChannels;
  const rowBytes = <usize>columns * WORD;
  for (let j: i32 = 0; j < columns; j += PANEL) {
    const width = min(columns - j, PANEL);
    columnTile(runs, count, shift, stride, panels, target, rowBytes, height, width, fresh);
    panels += panelBytes;
    target += PANEL_ROW;
  }
}

/**
 * dw [tapsY, tapsX, sourceChannels, targetChannels] from x and dy [batch, gridHeight, gridWidth, targetChannels].
 * `scratch` – as many bytes as `filterGradientScratch(g)`.
 */
export function filterGradient(g: Geometry, x: usize, dy: usize, dw: usize, scratch: usize): void {
  const columns = g.targetChannels;
  const rowBytes = <usize>columns * WORD;
  const length = patchLength(g);
  const pixel = <usize>g.sourceChannels * WORD;
  const lines = g.batch * g.gridHeight;
  const runs = scratch;
  const panels = runs + <usize>(blockLines(g) + 1) * RUN_BYTES;
  for (let first: i32 = 0; first < lines; first += blockLines(g)) {
    const count = min(lines - first, blockLines(g));
    const positions = count * g.gridWidth;
    const panelBytes = <usize>positions * PANEL_ROW;
    const from = dy + <usize>(first * g.gridWidth) * rowBytes;
    packRows(from, positions, columns, rowBytes, panels, panelBytes);
    if (isCopied(g)) {
      const patches = panels + <usize>((columns + PANEL - 1) / PANEL) * panelBytes;
      const patch = patches + <usize>(tileCount(length) * positions) * LANES;
      turnPatches(g, x, first, positions, patches, patch);
      store<u32>(runs, <u32>patches);
      store<u32>(runs, 0, 4);
      store<i32>(runs, positions, 8);
      for (let i: i32 = 0; i < length; i += TILE_COLUMNS) {
        const shift = <usize>(i * positions) * WORD;
        const target = dw + <usize>i * rowBytes;
        const height = min(length - i, TILE_COLUMNS);
        tileRow(g, runs, 1, shift, LANES, panels, panelBytes, target, height, first == 0);
      }
    } else {
      const stride = <usize>g.stepX * pixel;
      let target = dw;
      for (let a: i32 = 0; a < g.tapsY; a++) {
        for (let b: i32 = 0; b < g.tapsX; b++) {
          const found = tapRuns(g, x, first, count, a, b, runs);
          for (let shift: usize = 0; shift < pixel; shift += LANES) {
            tileRow(
              g,
              runs,
              found,
              shift,
              stride,
              panels,
              panelBytes,
              target,
              TILE_COLUMNS,
              first == 0,
            );
            target += <usize>TILE_COLUMNS * rowBytes;
          }
        }
      }
    }
  }
}
