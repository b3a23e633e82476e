import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { POINT_DISTRIBUTIONS } from '../datasets/points/points';
import { ring } from '../datasets/points/ring';
import type { PointSource } from '../datasets/source';
import { createStream } from '../rng';
import { cellCount, gridOf, massOfDensity, massOfSamples } from './density-grid';
import {
  jsDivergence,
  klBias,
  klDivergence,
  MAX_JS,
  optimalDiscriminator,
  optimalDiscriminatorLoss,
  smoothed,
} from './divergence';
import { matrixOf } from './matrix';
import { complete } from './slices';

const oracle = JSON.parse(
  readFileSync(new URL('./fixtures/points.fixture.json', import.meta.url), 'utf8'),
);

const ringOf = (sigma: number, radius = 2): PointSource => ({
  kind: 'points',
  dim: 2,
  ...ring.create({ sigma, radius }),
});
const grid = gridOf(ringOf(0.05));
const massOf = (source: PointSource) => {
  const { density } = source;
  if (density === undefined) throw new Error('no density');
  return complete(massOfDensity(grid, density)).mass;
};
const RING = massOf(ringOf(0.05));
const WIDE = massOf(ringOf(0.1));

const close = (value: number, expected: number, relative = 1e-3) => {
  expect(Math.abs(value / expected - 1), `${value} against ${expected}`).toBeLessThan(relative);
};

describe('masses of a density', () => {
  // But for moons and spiral, whose densities take a second to integrate.
  it('sum to 1 for the distributions of the catalog with a density', () => {
    for (const distribution of POINT_DISTRIBUTIONS) {
      if (['drawn', 'moons', 'spiral'].includes(distribution.id)) continue;
      const made = distribution.create();
      if (made.density === undefined) continue;
      const shape = gridOf({ kind: 'points', dim: distribution.dim, ...made });
      const { mass } = complete(massOfDensity(shape, made.density));
      expect(mass.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(mass[cellCount(shape)], distribution.id).toBeLessThanOrEqual(1e-3);
    }
  });

  it('of the ring agree with the error function', () => {
    close(Math.max(...RING), oracle.largestMass);
  });

  it('of samples are their shares, with one cell for what lies outside', () => {
    const shape = { dim: 2, extent: 1, cells: 2 } as const;
    const points = [-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, 0.9, 0.1, 5, 0, 0, 1];
    const { mass } = massOfSamples(shape, matrixOf(Float32Array.from(points), 2));
    expect([...mass]).toEqual([1, 1, 0, 2, 2].map((n) => expect.closeTo(n / 6, 12)));
  });
});

describe('divergences', () => {
  it('of the ring match the integrals of scipy', () => {
    close(klDivergence(smoothed(WIDE, 2500), smoothed(RING, 2500)), oracle.klWide);
    close(klDivergence(smoothed(RING, 2500), smoothed(WIDE, 2500)), oracle.klFromRingToWide);
    close(jsDivergence(RING, WIDE), oracle.jsWide);
    close(jsDivergence(RING, massOf(ringOf(0.05, 1.9))), oracle.jsSmall);
  });

  it('on ever finer grids tend to the integral over the densities, 2 (log 2 - 3 / 8) for a cloud twice as wide', () => {
    const exact = 2 * (Math.LN2 - 3 / 8);
    close(oracle.continuousKlFromRingToWide, exact, 1e-6);
    const errors = [50, 100, 150].map((cells) => {
      const [p, q] = [0.05, 0.1].map((sigma) => {
        const { density } = ringOf(sigma);
        return complete(massOfDensity({ ...grid, cells }, density ?? (() => 0))).mass;
      });
      return 1 - klDivergence(smoothed(p!, 1e9), smoothed(q!, 1e9)) / exact;
    });
    expect(errors[1]).toBeLessThan(errors[0]!);
    expect(errors[2]).toBeLessThan(0.06);
    expect(errors[2]).toBeGreaterThan(0);
  });

  it('of samples from the ring itself are what the bias predicts', () => {
    const samples = 20_000;
    const points = ringOf(0.05).sample(createStream(1, 'test'), samples);
    const counted = massOfSamples(grid, matrixOf(points, 2)).mass;
    const found = klDivergence(counted, smoothed(RING, samples));
    expect(found / klBias(RING, samples)).toBeGreaterThan(0.8);
    expect(found / klBias(RING, samples)).toBeLessThan(1.2);
  });

  it('are 0 between equal and log 2 between disjoint histograms', () => {
    expect(jsDivergence(RING, RING)).toBe(0);
    expect(klDivergence(RING, RING)).toBe(0);
    expect(jsDivergence([1, 0], [0, 1])).toBeCloseTo(MAX_JS, 12);
    expect(klDivergence([1, 0], [0, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(Number.isFinite(klDivergence(smoothed([1, 0], 10), smoothed([0, 1], 10)))).toBe(true);
  });
});

describe('the optimal discriminator', () => {
  const as = (mass: Float64Array) => ({ ...grid, mass });

  it('is 1/2 where both are alike, 1 where nothing is generated, 0 where nothing is real', () => {
    const shape = { dim: 1, extent: 1, cells: 4 } as const;
    const real = { ...shape, mass: Float64Array.from([0.5, 0.5, 0, 0, 0]) };
    const generated = { ...shape, mass: Float64Array.from([0.5, 0, 0.5, 0, 0]) };
    expect([...optimalDiscriminator(real, generated)]).toEqual([0.5, 1, 0, 0.5]);
  });

  it('has the loss log 4 - 2 JS', () => {
    const d = optimalDiscriminator(as(RING), as(WIDE));
    let loss = 0;
    for (let i = 0; i < d.length; i++) {
      if (RING[i]! > 0) loss -= RING[i]! * Math.log(d[i]!);
      if (WIDE[i]! > 0) loss -= WIDE[i]! * Math.log(1 - d[i]!);
    }
    close(loss, optimalDiscriminatorLoss(jsDivergence(RING, WIDE)), 1e-5);
  });
});
