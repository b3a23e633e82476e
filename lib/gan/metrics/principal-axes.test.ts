import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import { matrixOf } from './matrix';
import { inPlane, principalPlane } from './principal-axes';

/** Spread 5 along (3, 4, 0)/5, 2 along (0, 0, 1), 0.1 along the third direction; about (1, -2, 3). */
function cloud(count: number) {
  const random = createStream(3, 'cloud');
  const values = new Float32Array(3 * count);
  const parts: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [5 * random.normal(), 2 * random.normal(), 0.1 * random.normal()];
    parts.push([a, b]);
    values.set([1 + 0.6 * a - 0.8 * c, -2 + 0.8 * a + 0.6 * c, 3 + b], 3 * i);
  }
  return { rows: matrixOf(values, 3), parts };
}

describe('the plane of a cloud', () => {
  it('holds the two directions in which it varies most, the larger first', () => {
    const { rows } = cloud(4000);
    const { mean, axes } = principalPlane(rows);
    const alike = (axis: Float64Array, to: readonly number[]) =>
      Math.abs(axis.reduce((sum, value, k) => sum + value * to[k]!, 0));
    expect(alike(axes[0], [0.6, 0.8, 0])).toBeGreaterThan(0.999);
    expect(alike(axes[1], [0, 0, 1])).toBeGreaterThan(0.999);
    for (const [k, value] of [1, -2, 3].entries()) {
      expect(Math.abs(mean[k]! - value)).toBeLessThan(0.3);
    }
  });

  it('gives each row its place in it', () => {
    const { rows, parts } = cloud(500);
    const [first, second] = inPlane(rows, principalPlane(rows));
    const correlation = (found: Float32Array, wanted: readonly number[]) => {
      const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
        Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
      return Math.abs(dot(found, wanted) / Math.sqrt(dot(found, found) * dot(wanted, wanted)));
    };
    expect(
      correlation(
        first,
        parts.map(([a]) => a),
      ),
    ).toBeGreaterThan(0.99);
    expect(
      correlation(
        second,
        parts.map(([, b]) => b),
      ),
    ).toBeGreaterThan(0.99);
  });

  it('stands for a cloud without extent too', () => {
    const { axes } = principalPlane(matrixOf(new Float32Array(8).fill(2), 4));
    expect(axes[0].reduce((sum, value, k) => sum + value * (axes[1][k] ?? 0), 0)).toBeCloseTo(0, 9);
  });
});
