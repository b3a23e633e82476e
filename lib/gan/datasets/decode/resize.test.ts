import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Raster, resizeSquare } from './resize';

function resized(raster: Raster, size: number): number[] {
  const out = new Uint8Array(size * size * (raster.channels === 1 ? 1 : 3));
  resizeSquare(raster, size, out, 0);
  return [...out];
}
const grey = (width: number, height: number, data: readonly number[]): Raster => ({
  width,
  height,
  channels: 1,
  data: Uint8Array.from(data),
});

/** The definition itself: the integral of the picture over a target pixel, by summing all overlaps. */
function areaAverage({ width, height, data }: Raster, size: number, i: number, j: number): number {
  const side = Math.min(width, height);
  const [left, top, step] = [(width - side) >> 1, (height - side) >> 1, side / size];
  const overlap = (at: number, from: number) =>
    Math.max(0, Math.min(at + 1, from + step) - Math.max(at, from));
  let sum = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const share = overlap(x, left + i * step) * overlap(y, top + j * step);
      sum += share * (data[y * width + x] ?? 0);
    }
  }
  return sum / step ** 2;
}

describe('resizeSquare', () => {
  it('is the area average of the centre square', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([width, height]) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((data): Raster => ({ width, height, channels: 1, data })),
      );
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 7 }), (raster, size) => {
        for (const [k, value] of resized(raster, size).entries()) {
          const exact = areaAverage(raster, size, k % size, Math.floor(k / size));
          // Half a step of rounding, and rounding errors of the sums at the half.
          expect(Math.abs(value - exact)).toBeLessThan(0.5 + 1e-9);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a picture of the target size byte for byte', () => {
    const data = Array.from({ length: 16 }, (_, i) => i * 17);
    expect(resized(grey(4, 4, data), 4)).toEqual(data);
  });

  it('repeats pixels when it enlarges twofold', () => {
    const twice = [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4];
    expect(resized(grey(2, 2, [1, 2, 3, 4]), 4)).toEqual(twice);
  });

  it('cuts the same from both sides of a wide picture', () => {
    expect(resized(grey(4, 2, [9, 1, 2, 9, 9, 3, 4, 9]), 2)).toEqual([1, 2, 3, 4]);
  });

  it('lays transparent colours over white', () => {
    const data = Uint8Array.of(200, 0, 100, 255, 200, 0, 100, 0, 0, 0, 0, 51, 0, 0, 0, 255);
    const raster: Raster = { width: 2, height: 2, channels: 4, data };
    expect(resized(raster, 2)).toEqual([200, 0, 100, 255, 255, 255, 204, 204, 204, 0, 0, 0]);
  });
});
