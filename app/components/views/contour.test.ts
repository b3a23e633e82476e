import { describe, expect, it } from 'vitest';
import { levelLine } from './contour';

const RESOLUTION = 40;
const field = (value: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: RESOLUTION ** 2 }, (_, index) =>
    value((index % RESOLUTION) + 0.5, Math.floor(index / RESOLUTION) + 0.5),
  );

describe('the level line', () => {
  it('of a linear field is the exact straight line', () => {
    const pieces = levelLine(
      field((x, y) => x + 2 * y),
      RESOLUTION,
      50.3,
    );
    expect(pieces.length).toBeGreaterThan(0);
    for (let index = 0; index < pieces.length; index += 2) {
      expect(pieces[index]! + 2 * pieces[index + 1]!).toBeCloseTo(50.3, 3);
    }
  });

  it('of a cone is a circle of the right length', () => {
    const pieces = levelLine(
      field((x, y) => Math.hypot(x - 20, y - 20)),
      RESOLUTION,
      12,
    );
    let length = 0;
    for (let index = 0; index < pieces.length; index += 4) {
      length += Math.hypot(
        pieces[index + 2]! - pieces[index]!,
        pieces[index + 3]! - pieces[index + 1]!,
      );
    }
    expect(Math.abs(length / (2 * Math.PI * 12) - 1)).toBeLessThan(0.005);
  });

  it('passes a saddle with two pieces and skips flat and broken squares', () => {
    expect(levelLine(new Float32Array([1, 0, 0, 1]), 2, 0.4)).toHaveLength(8);
    expect(levelLine(new Float32Array([1, 1, 1, 1]), 2, 0.4)).toHaveLength(0);
    expect(levelLine(new Float32Array([1, Number.NaN, 0, 1]), 2, 0.4)).toHaveLength(0);
  });
});
