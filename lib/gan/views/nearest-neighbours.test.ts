import { describe, expect, it } from 'vitest';
import { imageRows } from '../datasets/batches';
import type { ImageSource } from '../datasets/source';
import { createStream } from '../rng';
import { nearestTrainingImages, neighbourPicture } from './nearest-neighbours';

const SIZE = 28;
const AREA = SIZE * SIZE;

function noiseImages(count: number): ImageSource {
  const random = createStream(4, 'neighbours');
  return {
    kind: 'images',
    size: SIZE,
    channels: 1,
    count,
    total: count,
    pixels: Uint8Array.from({ length: count * AREA }, () => Math.floor(256 * random.uniform())),
    labels: null,
    classes: [],
    factors: [],
    factorValues: null,
  };
}

const source = noiseImages(300);
const COPIED = Int32Array.from([299, 0, 17, 256, 255, 8, 100, 1]);

describe('nearest training images', () => {
  it('find an exact copy in itself, at distance 0', () => {
    const { index, distance } = nearestTrainingImages(source, imageRows(source, COPIED).values);
    expect([...index]).toEqual([...COPIED]);
    expect(Math.max(...distance)).toBe(0);
  });

  it('stand under their samples, row by row, with the distance', () => {
    const values = imageRows(source, COPIED).values;
    // The fourth sample is the training image, brighter by a tenth of the way from black to white.
    for (let i = 3 * AREA; i < 4 * AREA; i++) values[i] = (values[i] ?? 0) + 0.2;
    const { pixels, captions, columns, count } = neighbourPicture(source, values);
    expect([columns, count]).toEqual([6, 16]);
    const real = (index: number) => [...source.pixels.subarray(index * AREA, (index + 1) * AREA)];
    const shown = (cell: number) => [...pixels.subarray(cell * AREA, (cell + 1) * AREA)];
    expect([6, 7, 8, 9, 10, 11].map(shown)).toEqual([...COPIED.subarray(0, 6)].map(real));
    expect([14, 15].map(shown)).toEqual([...COPIED.subarray(6)].map(real));
    expect(captions.slice(0, 6)).toEqual(Array(6).fill('Sample'));
    expect(captions.slice(6, 12)).toEqual(['0.00', '0.00', '0.00', '0.10', '0.00', '0.00']);
  });

  it('are looked for over the whole of a large set, not in its beginning', () => {
    const pixels = new Uint8Array(9000 * AREA);
    pixels.fill(255, 8500 * AREA);
    const sorted = { ...source, count: 9000, total: 9000, pixels };
    const white = new Float32Array(AREA).fill(1);
    expect(nearestTrainingImages(sorted, white).index[0]).toBeGreaterThanOrEqual(8500);
    expect(nearestTrainingImages(sorted, white).distance[0]).toBe(0);
  });
});
