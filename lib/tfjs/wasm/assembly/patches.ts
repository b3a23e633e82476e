// What a convolution reads at a position of its grid, when the channels are too few for a run a tap: all taps' values,
// copied side by side, zero where a tap lies outside the image.

import { LANES, WORD } from './lanes';
import { Geometry } from './geometry';

/** Values in one patch. */
// @ts-ignore: decorator
@inline
export function patchLength(g: Geometry): i32 {
  return g.tapsY * g.tapsX * g.sourceChannels;
}

// @ts-ignore: decorator
@inline
function copyWords(from: usize, to: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    v128.store(to, v128.load(from));
    from += LANES;
    to += LANES;
  }
  for (; count > 0; count--) {
    store<u32>(to, load<u32>(from));
    from += WORD;
    to += WORD;
  }
}

// @ts-ignore: decorator
@inline
function clearWords(to: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    v128.store(to, f32x4.splat(0));
    to += LANES;
  }
  for (; count > 0; count--) {
    store<u32>(to, 0);
    to += WORD;
  }
}

/** The patch at row y, column x of the source's first tap, to consecutive words. */
export function copyPatch(g: Geometry, image: usize, y: i32, x: i32, target: usize): void {
  const channels = g.sourceChannels;
  const pixel = <usize>channels * WORD;
  const width = g.tapsX * channels;
  const lastX = x + (g.tapsX - 1) * g.tapStepX;
  const isWide = <u32>x < <u32>g.sourceWidth && <u32>lastX < <u32>g.sourceWidth;
  for (let a: i32 = 0; a < g.tapsY; a++) {
    const line = image + <usize>(y * g.sourceWidth) * pixel;
    if (<u32>y >= <u32>g.sourceHeight) {
      clearWords(target, width);
    } else if (isWide && g.tapStepX == 1) {
      copyWords(line + <usize>x * pixel, target, width);
    } else {
      let column = x;
      let to = target;
      for (let b: i32 = 0; b < g.tapsX; b++) {
        if (<u32>column < <u32>g.sourceWidth) {
          copyWords(line + <usize>column * pixel, to, channels);
        } else {
          clearWords(to, channels);
        }
        column += g.tapStepX;
        to += pixel;
      }
    }
    y += g.tapStepY;
    target += <usize>width * WORD;
  }
}
