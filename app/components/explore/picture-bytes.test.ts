import { describe, expect, it } from 'vitest';
import { bytesOfPixels, centredSquare } from './picture-bytes';

describe('a given picture', () => {
  const rgba = new Uint8ClampedArray([255, 0, 0, 255, 10, 20, 30, 255, 200, 200, 200, 0]);

  it('keeps its colours for a run in colour', () => {
    expect([...bytesOfPixels(rgba, 3)]).toEqual([255, 0, 0, 10, 20, 30, 0, 0, 0]);
  });

  it('becomes luma for a grey run', () => {
    // 0.299 · 255 = 76.2; 0.299 · 10 + 0.587 · 20 + 0.114 · 30 = 18.15
    expect([...bytesOfPixels(rgba, 1)]).toEqual([76, 18, 0]);
  });

  it('is cut to its centre', () => {
    expect(centredSquare(100, 60)).toEqual({ x: 20, y: 0, side: 60 });
    expect(centredSquare(10, 30)).toEqual({ x: 0, y: 10, side: 10 });
  });
});
