import { describe, expect, it } from 'vitest';
import { holds, planeOf, randomAxes, withDimension } from './plane-axes';
import { dot, planePoint } from './vectors';

describe('choosing a plane', () => {
  it('swaps the dimensions rather than show one against itself', () => {
    const axes = { across: 0, up: 1 };
    expect(withDimension(axes, 'across', 1)).toMatchObject({ across: 1, up: 0 });
    expect(withDimension(axes, 'up', 5)).toMatchObject({ across: 0, up: 5 });
  });

  it('makes orthogonal unit directions out of four samples', () => {
    const axes = randomAxes([
      [1, 0, 2],
      [0, 0, 0],
      [0, 3, 1],
      [1, 1, 1],
    ]);
    expect(axes?.kind).toBe('random');
    if (axes?.kind !== 'random') return;
    expect(dot(axes.u, axes.u)).toBeCloseTo(1, 12);
    expect(dot(axes.v, axes.v)).toBeCloseTo(1, 12);
    expect(dot(axes.u, axes.v)).toBeCloseTo(0, 12);
    expect(randomAxes([[1, 0]])).toBeNull();
  });

  it('a plane holds what is dragged in it and lets go of the rest', () => {
    const plane = planeOf({ kind: 'dimensions', across: 0, up: 2 }, [1, 2, 3], [0, 0, 0]);
    expect(holds(plane, planePoint(plane, -1.7, 0.3))).toBe(true);
    expect(holds(plane, [1, 2.1, 3])).toBe(false);
  });
});
