import { describe, expect, it } from 'vitest';
import { rectangularFrame, squareFrame, toDataX, toDataY, toPixelX, toPixelY } from './plot-frame';

const margins = { left: 30, right: 10, top: 5, bottom: 20 };

describe('a plot frame', () => {
  it('puts the ends of the axes on its edges, y upwards', () => {
    const frame = rectangularFrame(
      { width: 240, height: 125 },
      margins,
      { min: -2, max: 2 },
      { min: 0, max: 1 },
    );
    expect([toPixelX(frame, -2), toPixelX(frame, 2)]).toEqual([30, 230]);
    expect([toPixelY(frame, 0), toPixelY(frame, 1)]).toEqual([105, 5]);
  });

  it('is square and inside its room whatever the room', () => {
    for (const [width, height] of [
      [400, 300],
      [300, 900],
      [50, 10],
    ] as const) {
      const frame = squareFrame({ width, height }, margins, 3);
      expect(frame.width).toBe(frame.height);
      expect(frame.left).toBeGreaterThanOrEqual(margins.left);
    }
  });

  it('goes back from pixels to data', () => {
    const frame = squareFrame({ width: 400, height: 300 }, margins, 3);
    expect(toDataX(frame, toPixelX(frame, 1.25))).toBeCloseTo(1.25, 12);
    expect(toDataY(frame, toPixelY(frame, -0.4))).toBeCloseTo(-0.4, 12);
  });

  it('gives a constant a place in the middle', () => {
    const frame = rectangularFrame(
      { width: 240, height: 125 },
      margins,
      { min: 0, max: 1 },
      { min: 7, max: 7 },
    );
    expect(toPixelY(frame, 7)).toBe(55);
  });
});
