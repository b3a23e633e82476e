import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import { matrixOf } from './matrix';
import { randomDirections, slicedWasserstein, sortedWasserstein } from './sliced-wasserstein';
import { complete } from './slices';

const oracle = JSON.parse(
  readFileSync(new URL('./fixtures/points.fixture.json', import.meta.url), 'utf8'),
);

describe('the Wasserstein distance of two sorted samples', () => {
  it('of different length agrees with scipy', () => {
    const [a, b] = [oracle.a, oracle.b].map((list) => Float64Array.from(list).sort());
    expect(sortedWasserstein(a!, b!, 1) / oracle.wasserstein).toBeCloseTo(1, 9);
  });

  it('of a shifted copy is the shift', () => {
    const a = Float64Array.from([0, 1, 5]);
    expect(
      sortedWasserstein(
        a,
        a.map((v) => v + 2),
        1,
      ),
    ).toBeCloseTo(2, 12);
    expect(
      sortedWasserstein(
        a,
        a.map((v) => v + 2),
        2,
      ),
    ).toBeCloseTo(4, 12);
  });
});

describe('the sliced Wasserstein distance', () => {
  const directions = randomDirections(createStream(1, 'directions'), 2000, 2);
  const cloud = (dx: number) => {
    const values = createStream(2, 'cloud').normals(200);
    return matrixOf(
      values.map((v, i) => (i % 2 === 0 ? v + dx : v)),
      2,
    );
  };

  it('is 0 for equal samples in another order', () => {
    const a = cloud(0);
    const reversed = matrixOf(
      Float32Array.from({ length: 200 }, (_, i) => a.values[198 - 2 * (i >> 1) + (i % 2)]!),
      2,
    );
    expect(complete(slicedWasserstein(a, reversed, directions, 2))).toBeCloseTo(0, 9);
  });

  it('of a cloud moved by t is t times the mean of |cos| (order 1), t / √2 (order 2)', () => {
    const first = complete(slicedWasserstein(cloud(0), cloud(3), directions, 1));
    const second = complete(slicedWasserstein(cloud(0), cloud(3), directions, 2));
    expect(first / (3 * (2 / Math.PI))).toBeCloseTo(1, 1);
    expect(second / (3 / Math.SQRT2)).toBeCloseTo(1, 1);
  });
});
