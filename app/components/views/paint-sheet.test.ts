import { describe, expect, it } from 'vitest';
import type { ImagesView } from '../../../lib/schema/views';
import { stripRgba } from './paint-sheet';

const view = (channels: 1 | 3, pixels: readonly number[]): ImagesView => ({
  kind: 'images',
  count: pixels.length / (2 * channels),
  width: 2,
  height: 1,
  channels,
  pixels: Uint8Array.from(pixels),
  columns: 1,
  captions: [],
});

describe('the strip of pictures', () => {
  it('spreads a grey value over all colours and is opaque', () => {
    expect([...stripRgba(view(1, [7, 200]), 0, 1)]).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
  });

  it('keeps the order of colours and starts at the picture asked for', () => {
    const pixels = [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16];
    expect([...stripRgba(view(3, pixels), 1, 1)]).toEqual([11, 12, 13, 255, 14, 15, 16, 255]);
    expect(stripRgba(view(3, pixels), 0, 2)).toHaveLength(16);
  });
});
