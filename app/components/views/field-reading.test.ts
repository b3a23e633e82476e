import { describe, expect, it } from 'vitest';
import type { FieldView } from '../../../lib/schema/views';
import { fieldAt, meanFieldOver, rangeOf, typicalArrowLength } from './field-reading';

/** A field that equals 0.5 + 0.1 x + 0.05 y at every cell centre of [-2, 2]². */
const plane: FieldView = {
  kind: 'field',
  extent: 2,
  resolution: 8,
  values: Float32Array.from({ length: 64 }, (_, index) => {
    const x = -2 + ((index % 8) + 0.5) * 0.5;
    const y = -2 + (Math.floor(index / 8) + 0.5) * 0.5;
    return 0.5 + 0.1 * x + 0.05 * y;
  }),
  valueLabel: 'D',
  arrows: new Float32Array(),
  clouds: [],
};

describe('reading a field', () => {
  it('reproduces a linear field exactly between the cell centres', () => {
    for (const [x, y] of [
      [0, 0],
      [1.3, -0.7],
      [-1.75, 1.75],
      [0.25, 0.1],
    ] as const) {
      expect(fieldAt(plane, x, y)).toBeCloseTo(0.5 + 0.1 * x + 0.05 * y, 6);
    }
  });

  it('is constant beyond the outermost centres', () => {
    expect(fieldAt(plane, 9, 0)).toBeCloseTo(fieldAt(plane, 1.75, 0), 6);
  });

  it('averages over a cloud', () => {
    expect(meanFieldOver(plane, new Float32Array([1, 0, -1, 0, 0, 1, 0, -1]))).toBeCloseTo(0.5, 6);
    expect(meanFieldOver(plane, new Float32Array())).toBeNaN();
  });

  it('ranges over finite values only', () => {
    expect(rangeOf([3, Number.NaN, -1, Number.POSITIVE_INFINITY])).toEqual({ min: -1, max: 3 });
    expect(rangeOf([Number.NaN])).toBeNull();
  });

  it('takes the 95th percentile of the arrow lengths', () => {
    const arrows = new Float32Array(
      Array.from({ length: 101 }, (_, index) => [0, 0, 0, index]).flat(),
    );
    expect(typicalArrowLength(arrows)).toBe(95);
    expect(typicalArrowLength(new Float32Array())).toBe(0);
  });
});
