import { describe, expect, it } from 'vitest';
import { createStream } from '../../rng';
import type { Images } from '../images';
import { fitImages } from './fit-images';

const images = (
  side: number,
  channels: number,
  at: (x: number, y: number, c: number) => number,
): Images => ({
  count: 1,
  side,
  channels,
  values: Float32Array.from({ length: side * side * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return at(pixel % side, Math.floor(pixel / side), i % channels);
  }),
});

describe('images fitted to a network', () => {
  it('of its own size and colours are left alone', () => {
    const own = { count: 2, side: 4, channels: 3, values: createStream(1, 'x').normals(96) };
    expect(fitImages(own, 4, 3).values).toBe(own.values);
  });

  it('keep a flat colour, whatever the size', () => {
    for (const side of [14, 21, 28, 64]) {
      const { values } = fitImages(
        images(28, 1, () => 0.25),
        side,
        1,
      );
      expect(values).toHaveLength(side * side);
      for (const value of values) expect(value).toBeCloseTo(0.25, 6);
    }
  });

  it('halved are weighted means in which every source pixel counts', () => {
    // A single bright pixel keeps its share of the light, wherever it is: half a side is a quarter of the area.
    for (const [x, y] of [
      [3, 3],
      [4, 7],
    ] as const) {
      const { values } = fitImages(
        images(12, 1, (u, v) => (u === x && v === y ? 1 : 0)),
        6,
        1,
      );
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0.25, 6);
    }
  });

  it('doubled stay a straight ramp between the pixel centres', () => {
    const { values } = fitImages(
      images(8, 1, (x) => x),
      16,
      1,
    );
    for (let x = 1; x < 15; x++) expect(values[x]).toBeCloseTo((x + 0.5) / 2 - 0.5, 5);
  });

  it('become grey by luma, and three equal channels from one', () => {
    const grey = fitImages(
      images(2, 3, (_x, _y, c) => [1, 0, 0][c]!),
      2,
      1,
    );
    for (const value of grey.values) expect(value).toBeCloseTo(0.299, 6);
    const coloured = fitImages(
      images(2, 1, (x) => x),
      2,
      3,
    );
    expect([...coloured.values.subarray(0, 6)]).toEqual([0, 0, 0, 1, 1, 1]);
  });
});
