import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analogy,
  axis,
  boxOf,
  dot,
  onPlane,
  orthonormal,
  planePoint,
  planeThrough,
  withComponent,
} from './vectors';

const DIM = 5;
const vector = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
  minLength: DIM,
  maxLength: DIM,
});

describe('latent vectors', () => {
  it('a − b + c with b = c is a', () => {
    expect(analogy([1, 2], [5, 7], [5, 7])).toEqual([1, 2]);
    expect(analogy([1, 2], [0, 1], [3, 3])).toEqual([4, 4]);
  });

  it('two directions become orthogonal unit vectors, and parallel ones none', () => {
    const pair = orthonormal([3, 0, 0], [1, 2, 0]);
    expect(pair).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(orthonormal([1, 1], [-2, -2])).toBeNull();
    expect(orthonormal([0, 0], [1, 0])).toBeNull();
  });

  it('changes one component and leaves the rest', () => {
    expect(withComponent([1, 2, 3], 1, 9)).toEqual([1, 9, 3]);
    expect(axis(3, 2)).toEqual([0, 0, 1]);
  });

  it('uniform01 is a box from 0 upwards, every other prior a symmetrical one', () => {
    expect(boxOf({ kind: 'gaussian', id: 'z', dim: 2, prior: 'uniform01', range: 1 })).toEqual({
      centre: [0.5, 0.5],
      half: 0.5,
      min: 0,
    });
    expect(boxOf({ kind: 'gaussian', id: 'z', dim: 1, prior: 'normal', range: 3 })).toEqual({
      centre: [0],
      half: 3,
      min: -3,
    });
  });
});

describe('a plane through z', () => {
  it('holds z itself, whatever the directions', () => {
    fc.assert(
      fc.property(vector, vector, vector, (z, one, other) => {
        const pair = orthonormal(one, other);
        fc.pre(pair !== null && Math.abs(dot(pair[0], pair[1])) < 1e-9);
        const plane = planeThrough(z, axis(DIM, 9), pair![0], pair![1]);
        const { a, b } = onPlane(plane, z);
        planePoint(plane, a, b).forEach((value, i) => {
          expect(value).toBeCloseTo(z[i]!, 6);
        });
      }),
    );
  });

  it('of two dimensions moves exactly those two', () => {
    const plane = planeThrough([1, 2, 3], [0, 0, 0], axis(3, 0), axis(3, 2));
    expect(onPlane(plane, [1, 2, 3])).toEqual({ a: 1, b: 3 });
    expect(planePoint(plane, -2, 0.5)).toEqual([-2, 2, 0.5]);
  });
});
