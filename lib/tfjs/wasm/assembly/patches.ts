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

/** The patch at row y, column x of the source's first tap, to consecutive words. */
export function copyPatch(g: Geometry, image: usize, y: i32, x: i32, target: usize): void {
  const channels = g.sourceChannels;
  const pixel = <usize>channels * WORD;
  memory.fill(target, 0, <usize>patchLength(g) * WORD);
  for (let a: i32 = 0; a < g.tapsY; a++) {
    const line = image + <usize>(y * g.sourceWidth) * pixel;
    if (<u32>y < <u32>g.sourceHeight) {
      if (g.tapStepX == 1) {
        const first = max(0, -x);
        const end = min(g.tapsX, g.sourceWidth - x);
        const words = (end - first) * channels;
        copyWords(line + <usize>(x + first) * pixel, target + <usize>first * pixel, words);
      } else {
        let column = x;
        for (let b: i32 = 0; b < g.tapsX; b++) {
          if (<u32>column < <u32>g.sourceWidth) {
            copyWords(line + <usize>column * pixel, target + <usize>b * pixel, channels);
          }
          column += g.tapStepX;
        }
      }
    }
    y += g.tapStepY;
    target += <usize>g.tapsX * pixel;
  }
}
