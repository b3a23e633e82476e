import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRAWN_EXTENT, MAX_DRAWN_POINTS } from '../../../lib/schema/data';
import {
  cleared,
  EMPTY_DRAWING,
  erased,
  isFull,
  pointCount,
  pointsPerStamp,
  stamped,
  strokeEnded,
  undone,
} from './drawing';

const coordinate = fc.double({ min: -4, max: 4, noNaN: true });
const radius = fc.double({ min: 0, max: 0.8, noNaN: true });

describe('drawing points', () => {
  it('keeps every point inside the square, at a hundredth, and never more than the cap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate, radius), { maxLength: 300 }),
        (stamps) => {
          const points = stamps.reduce<readonly number[]>(
            (drawn, [x, y, r]) => stamped(drawn, x, y, r),
            [],
          );
          expect(pointCount(points)).toBeLessThanOrEqual(MAX_DRAWN_POINTS);
          for (const value of points) {
            expect(Math.abs(value)).toBeLessThanOrEqual(DRAWN_EXTENT);
            expect(value).toBe(Number(value.toFixed(2)));
            expect(Object.is(value, -0)).toBe(false);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('the finest brush leaves one point exactly where it stands', () => {
    expect(stamped([], 1.234, -0.001, 0)).toEqual([1.23, 0]);
    expect(pointsPerStamp(0)).toBe(1);
  });

  it('a broad stamp stays within its radius', () => {
    const points = stamped([], 1, 1, 0.5);
    expect(pointCount(points)).toBe(pointsPerStamp(0.5));
    for (let index = 0; index < points.length; index += 2) {
      expect(Math.hypot(points[index]! - 1, points[index + 1]! - 1)).toBeLessThan(0.51);
    }
  });

  it('stops at the cap and says so', () => {
    let points: readonly number[] = [];
    for (let stamp = 0; stamp < MAX_DRAWN_POINTS; stamp++) points = stamped(points, 0, 0, 0.3);
    expect(pointCount(points)).toBe(MAX_DRAWN_POINTS);
    expect(isFull(points)).toBe(true);
    expect(stamped(points, 1, 1, 0)).toHaveLength(2 * MAX_DRAWN_POINTS);
  });
});

describe('erasing and undoing', () => {
  const points = [0, 0, 1, 0, 0, 1];

  it('takes the points under the eraser and returns the same array when there are none', () => {
    expect(erased(points, 0.1, 0, 0.2)).toEqual([1, 0, 0, 1]);
    expect(erased(points, 2, 2, 0.5)).toBe(points);
  });

  it('undoes one stroke at a time, and clearing is a stroke', () => {
    const one = strokeEnded({ ...EMPTY_DRAWING, points: [1, 1] }, EMPTY_DRAWING.points);
    const two = strokeEnded({ ...one, points: [1, 1, 2, 2] }, one.points);
    const none = cleared(two);
    expect(none.points).toEqual([]);
    expect(undone(none).points).toEqual([1, 1, 2, 2]);
    expect(undone(undone(none)).points).toEqual([1, 1]);
    expect(undone(undone(undone(none))).points).toEqual([]);
    expect(undone(EMPTY_DRAWING)).toEqual(EMPTY_DRAWING);
  });

  it('a stroke that changed nothing is no step of undo', () => {
    const drawing = { points, past: [] };
    expect(strokeEnded(drawing, points)).toBe(drawing);
    expect(cleared(EMPTY_DRAWING)).toBe(EMPTY_DRAWING);
  });
});
