// Convolutions and their gradients in the image as products of rows and panels (row-tiles.ts). No matrix of patches is
// made: the rows of the left factor are addresses of the pixels themselves, a run of channels a tap, and of zeros beyond
// the edge. Only images of few channels are copied, one block of positions at a time.

import { Geometry } from './geometry';
import { WORD } from './lanes';
import { padBias } from './matrix-product';
import { packRows, packTurned, PANEL, PANEL_ROW } from './packing';
import { copyPatch, patchLength } from './patches';
import { BLOCK_ROWS, BLOCK_TABLE, repeatLast, rowBlock, TILE_SUMS } from './row-tiles';

/** Images of fewer channels are copied as patches: their runs would be too short. */
const MIN_RUN: i32 = 8;

// @ts-ignore: decorator
@inline
function panelled(columns: i32): i32 {
  return (columns + PANEL - 1) & -PANEL;
}

/** Columns of an input gradient that makes all phases of a pixel at once. */
// @ts-ignore: decorator
@inline
function phaseColumns(g: Geometry): i32 {
  return g.targetStepY * g.targetStepX * g.targetChannels;
}

/** Bytes of scratch memory for a grid of `columns` columns: tables, patches or zeros, a block of results, panels. */
// @ts-ignore: decorator
@inline
function scratchBytes(g: Geometry, columns: i32): i32 {
  const taps = g.tapsY * g.tapsX;
  const length = max(patchLength(g), 1);
  const tables = (taps + 1) * <i32>BLOCK_TABLE + <i32>TILE_SUMS;
  const words = BLOCK_ROWS * (length + columns) + panelled(columns) * (length + 1);
  return tables + (words + g.sourceChannels * (columns + 1)) * <i32>WORD;
}

export function convolutionScratch(g: Geometry): i32 {
  return scratchBytes(g, g.targetChannels);
}

export function inputGradientScratch(g: Geometry): i32 {
  return scratchBytes(g, phaseColumns(g));
}

/** Writes the phases of one grid position, side by side in `row`, to their pixels. */
function spreadPhases(g: Geometry, image: usize, gridY: i32, gridX: i32, row: usize): void {
  const pixel = <usize>g.targetChannels * WORD;
  let y = g.targetY + gridY * g.targetStepY;
  for (let p: i32 = 0; p < g.targetStepY; p++) {
    let x = g.targetX + gridX * g.targetStepX;
    for (let q: i32 = 0; q < g.targetStepX; q++) {
      if (<u32>y < <u32>g.targetHeight && <u32>x < <u32>g.targetWidth) {
        let to = image + <usize>(y * g.targetWidth + x) * pixel;
        for (let c: usize = 0; c < pixel; c += WORD) store<u32>(to + c, load<u32>(row + c));
      }
      row += pixel;
      x++;
    }
    y++;
  }
}

/** The whole grid times the panels. `spread` – the columns are phases of the target; else they are its channels. */
function convolve(
  g: Geometry,
  source: usize,
  panels: usize,
  columns: i32,
  spread: bool,
  bias: usize,
  slope: f32,
  target: usize,
  scratch: usize,
): void {
  const channels = g.sourceChannels;
  const isCopied = channels < MIN_RUN;
  const taps = g.tapsY * g.tapsX;
  const length = patchLength(g);
  const pixel = <usize>channels * WORD;
  const sums = scratch;
  const targets = sums + TILE_SUMS;
  const runs = targets + BLOCK_TABLE;
  const patches = runs + <usize>taps * BLOCK_TABLE;
  const results = patches + <usize>(BLOCK_ROWS * length) * WORD;
  if (!isCopied) memory.fill(patches, 0, pixel);
  const sourceImage = <usize>(g.sourceHeight * g.sourceWidth) * pixel;
  const targetPixel = <usize>g.targetChannels * WORD;
  const targetImage = <usize>(g.targetHeight * g.targetWidth) * targetPixel;
  const positions = g.batch * g.gridHeight * g.gridWidth;
  let image = source;
  let written = target;
  let gridY: i32 = 0;
  let gridX: i32 = 0;
  for (let position: i32 = 0; position < positions; position += BLOCK_ROWS) {
    const rows = min(positions - position, BLOCK_ROWS);
    const blockY = gridY;
    const blockX = gridX;
    const blockWritten = written;
    for (let row: i32 = 0; row < rows; row++) {
      const entry = <usize>row * WORD;
      let y = g.offsetY + gridY * g.stepY;
      const x = g.offsetX + gridX * g.stepX;
      if (isCopied) {
        const patch = patches + <usize>(row * length) * WORD;
        copyPatch(g, image, y, x, patch);
        store<u32>(runs + entry, <u32>patch);
      } else {
        let table = runs + entry;
        for (let a = g.tapsY; a > 0; a--) {
          const isRow = <u32>y < <u32>g.sourceHeight;
          let column = x;
          for (let b = g.tapsX; b > 0; b--) {
            const isInside = isRow && <u32>column < <u32>g.sourceWidth;
            const run = image + <usize>(y * g.sourceWidth + column) * pixel;
            store<u32>(table, <u32>(isInside ? run : patches));
            table += BLOCK_TABLE;
            column += g.tapStepX;
          }
          y += g.tapStepY;
        }
      }
      if (spread) {
        store<u32>(targets + entry, <u32>(results + <usize>(row * columns) * WORD));
      } else {
        const at =
          (g.targetY + gridY * g.targetStepY) * g.targetWidth + g.targetX + gridX * g.targetStepX;
        store<u32>(targets + entry, <u32>(written + <usize>at * targetPixel));
      }
      if (++gridX == g.gridWidth) {
        gridX = 0;
        if (++gridY == g.gridHeight) {
          gridY = 0;
          image += sourceImage;
          written += targetImage;
        }
      }
    }
    repeatLast(targets, rows);
    if (isCopied) {
      repeatLast(runs, rows);
      rowBlock(runs, 1, length, panels, columns, targets, 0, rows, bias, slope, sums);
    } else {
      for (let t: i32 = 0; t < taps; t++) repeatLast(runs + <usize>t * BLOCK_TABLE, rows);
      rowBlock(runs, taps, channels, panels, columns, targets, 0, rows, bias, slope, sums);
    }
    if (spread) {
      let y = blockY;
      let x = blockX;
      let to = blockWritten;
      for (let row: i32 = 0; row < rows; row++) {
        spreadPhases(g, to, y, x, results + <usize>(row * columns) * WORD);
        if (++x == g.gridWidth) {
          x = 0;
          if (++y == g.gridHeight) {
            y = 0;
            to += targetImage;
          }
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function afterTables(g: Geometry, columns: i32, scratch: usize): usize {
  const tables = <usize>(g.tapsY * g.tapsX + 1) * BLOCK_TABLE + TILE_SUMS;
  const blocks = BLOCK_ROWS * (patchLength(g) + columns) + g.sourceChannels;
  return scratch + tables + <usize>blocks * WORD;
}

/**
 * out = act(x ∗ filter + bias). `filter` – [tapsY, tapsX, sourceChannels, targetChannels]; `bias` – 0 for none; `scratch` –
 * as many bytes as `convolutionScratch(g)`.
 */
export function convolution(
  g: Geometry,
  x: usize,
  filter: usize,
  bias: usize,
  slope: f32,
  out: usize,
  scratch: usize,
): void {
  const columns = g.targetChannels;
  const length = patchLength(g);
  const biases = afterTables(g, columns, scratch);
  const panels = biases + <usize>panelled(columns) * WORD;
  padBias(bias, columns, biases);
  packRows(filter, length, columns, <usize>columns * WORD, panels, <usize>length * PANEL_ROW);
  convolve(g, x, panels, columns, false, biases, slope, out, scratch);
}

/**
 * One stride phase of dx, each of its pixels once. `filter` – [filterHeight, filterWidth, targetChannels,
 * sourceChannels]; `scratch` – as many bytes as `inputGradientScratch(g)`.
 */
export function inputGradientPhase(
  g: Geometry,
  dy: usize,
  filter: usize,
  dx: usize,
  scratch: usize,
): void {
  const columns = g.targetChannels;
  const channels = g.sourceChannels;
  const biases = afterTables(g, columns, scratch);
  const panels = biases + <usize>panelled(columns) * WORD;
  const panelBytes = <usize>patchLength(g) * PANEL_ROW;
  const lineBytes = <usize>channels * WORD;
  padBias(0, columns, biases);
  let target = panels;
  for (let a: i32 = 0; a < g.tapsY; a++) {
    for (let b: i32 = 0; b < g.tapsX; b++) {
      const row = g.targetStepY * a + g.phaseY;
      const column = g.targetStepX * b + g.phaseX;
      const from = filter + <usize>((row * g.filterWidth + column) * columns) * lineBytes;
      packTurned(from, channels, columns, lineBytes, target, panelBytes);
      target += <usize>channels * PANEL_ROW;
    }
  }
  convolve(g, dy, panels, columns, false, biases, 1, dx, scratch);
}

/** All stride phases of dx in one product, for images of few channels. Otherwise as `inputGradientPhase`. */
export function inputGradientAtOnce(
  g: Geometry,
  dy: usize,
  filter: usize,
  dx: usize,
  scratch: usize,
): void {
  const columns = phaseColumns(g);
  const channels = g.sourceChannels;
  const biases = afterTables(g, columns, scratch);
  const lines = biases + <usize>panelled(columns) * WORD;
  const lineBytes = <usize>channels * WORD;
  const panels = lines + <usize>columns * lineBytes;
  const panelBytes = <usize>patchLength(g) * PANEL_ROW;
  const pixelBytes = <usize>g.targetChannels * lineBytes;
  padBias(0, columns, biases);
  let target = panels;
  for (let a: i32 = 0; a < g.tapsY; a++) {
    for (let b: i32 = 0; b < g.tapsX; b++) {
      // The taps of all phases, side by side; zero where the filter has no more rows or columns.
      let line = lines;
      for (let p: i32 = 0; p < g.targetStepY; p++) {
        const row = g.targetStepY * a + p;
        for (let q: i32 = 0; q < g.targetStepX; q++) {
          const column = g.targetStepX * b + q;
          const from = filter + <usize>(row * g.filterWidth + column) * pixelBytes;
          if (row < g.filterHeight && column < g.filterWidth) memory.copy(line, from, pixelBytes);
          else memory.fill(line, 0, pixelBytes);
          line += pixelBytes;
        }
      }
      packTurned(lines, channels, columns, lineBytes, target, panelBytes);
      target += <usize>channels * PANEL_ROW;
    }
  }
  convolve(g, dy, panels, columns, true, biases, 1, dx, scratch);
}
