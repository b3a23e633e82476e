import { describe, expect, it } from 'vitest';
import { createStream } from '../../rng';
import { MAX_DRAWN_POINTS } from './drawn';
import type { PointDistribution } from './point-distribution';
import { POINT_DISTRIBUTIONS } from './points';

/** Two strokes, as a person would draw them. */
const DRAWING = Float32Array.from({ length: 120 }, (_, i) => {
  const t = Math.floor(i / 2) / 60;
  return i % 2 === 0 ? -2 + 4 * t : Math.sin(6 * t);
});

const source = (entry: PointDistribution) => entry.create({}, DRAWING);

const BINS = 24;
const SAMPLES = 20_000;

/** Probability of each bin of the extent, by `fine` midpoints a side per bin. */
function binProbabilities(entry: PointDistribution, fine: number): Float64Array {
  const { density, extent } = source(entry);
  const cells = BINS * fine;
  const width = (2 * extent) / cells;
  const rows = entry.dim === 2 ? cells : 1;
  const bins = new Float64Array(entry.dim === 2 ? BINS * BINS : BINS);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cells; column++) {
      const p = density!(-extent + (column + 0.5) * width, -extent + (row + 0.5) * width);
      const bin = Math.floor(column / fine) + (entry.dim === 2 ? BINS * Math.floor(row / fine) : 0);
      bins[bin]! += p * (entry.dim === 2 ? width * width : width);
    }
  }
  return bins;
}

function binCounts(entry: PointDistribution): { counts: Float64Array; outside: number } {
  const { extent, sample } = source(entry);
  const points = sample(createStream(5, 'data'), SAMPLES);
  const counts = new Float64Array(entry.dim === 2 ? BINS * BINS : BINS);
  let outside = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const cell = (d: number) =>
      Math.floor(((points[i * entry.dim + d]! + extent) / (2 * extent)) * BINS);
    const x = cell(0);
    const y = entry.dim === 2 ? cell(1) : 0;
    if (x < 0 || x >= BINS || y < 0 || y >= BINS) outside++;
    else counts[x + BINS * y]!++;
  }
  return { counts, outside };
}

describe.each(POINT_DISTRIBUTIONS.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  it('gives finite points in the asked number, the same for the same seed', () => {
    const first = source(entry).sample(createStream(1, 'data'), 300);
    expect(first).toHaveLength(300 * entry.dim);
    expect(first.every(Number.isFinite)).toBe(true);
    expect(source(entry).sample(createStream(1, 'data'), 300)).toEqual(first);
    expect(source(entry).sample(createStream(2, 'data'), 300)).not.toEqual(first);
  });

  it('keeps at least 99.9 % of its points inside its extent', () => {
    expect(binCounts(entry).outside).toBeLessThanOrEqual(SAMPLES / 1000);
  });

  it('has a density that integrates to 1 and that the sample agrees with', () => {
    const probabilities = binProbabilities(entry, 12);
    const total = probabilities.reduce((sum, p) => sum + p, 0);
    // At most 0.1 % may lie outside the extent; the midpoint rule adds far less.
    expect(Math.abs(total - 1)).toBeLessThan(1.5e-3);

    const { counts } = binCounts(entry);
    let statistic = 0;
    let bins = 0;
    let restExpected = 0;
    let restCount = 0;
    probabilities.forEach((p, k) => {
      const expected = p * SAMPLES;
      // Pearson's statistic is only chi-square distributed where the expectation is not small.
      if (expected < 5) {
        restExpected += expected;
        restCount += counts[k]!;
        return;
      }
      statistic += (counts[k]! - expected) ** 2 / expected;
      bins++;
    });
    if (restExpected > 5) {
      statistic += (restCount - restExpected) ** 2 / restExpected;
      bins++;
    }
    // Mean bins, variance 2 * bins: five standard deviations are passed by chance less than once in 100,000 seeds.
    expect(statistic).toBeLessThan(bins + 5 * Math.sqrt(2 * bins));
    expect(bins).toBeGreaterThan(3);
  });

  it('declares modes whose shares sum to 1 and that hold the sample within 5 sigma', () => {
    const { modes, sample } = source(entry);
    if (modes === undefined) return;
    expect(modes.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    const points = sample(createStream(3, 'data'), 2000);
    const hits = new Float64Array(modes.length);
    for (let i = 0; i < 2000; i++) {
      const distances = modes.map(({ center, sigma }) => {
        const squares = center.map((c, d) => (points[i * entry.dim + d]! - c) ** 2);
        return Math.sqrt(squares.reduce((a, b) => a + b)) / sigma;
      });
      const nearest = distances.indexOf(Math.min(...distances));
      // Five standard deviations in the plane are exceeded once in 270,000 points.
      expect(distances[nearest]).toBeLessThan(5);
      hits[nearest]!++;
    }
    expect(hits.every((count) => count > 0)).toBe(true);
  });

  it('builds at both ends of every setting and refuses what lies beyond', () => {
    for (const [key, spec] of Object.entries(entry.params)) {
      if (spec.kind !== 'number') continue;
      expect(spec.live).toBe(false);
      for (const value of [spec.min, spec.max]) {
        const { sample, extent, density } = entry.create({ [key]: value }, DRAWING);
        expect(sample(createStream(1, 'data'), 20).every(Number.isFinite)).toBe(true);
        expect(Number.isFinite(extent)).toBe(true);
        expect(density?.(0.3, 0.2)).toBeGreaterThanOrEqual(0);
      }
      expect(() => entry.create({ [key]: spec.max + 1 }, DRAWING)).toThrow(/must be between/);
    }
    expect(() => entry.create({ nonsense: 1 }, DRAWING)).toThrow(/Unknown setting/);
  });
});

describe('the registry of point distributions', () => {
  it('has no two entries of one id', () => {
    expect(new Set(POINT_DISTRIBUTIONS.map(({ id }) => id)).size).toBe(POINT_DISTRIBUTIONS.length);
  });

  it('keeps the defaults in the common frame, four standard deviations included', () => {
    for (const entry of POINT_DISTRIBUTIONS) {
      expect(source(entry).extent).toBeLessThanOrEqual(3.25);
    }
  });
});

describe('points drawn by hand', () => {
  const drawn = POINT_DISTRIBUTIONS.find(({ id }) => id === 'drawn')!;

  it('are asked for when there are none', () => {
    expect(() => drawn.create()).toThrow(/draw at least one point/);
    expect(() => drawn.create({}, new Float32Array())).toThrow(/draw at least one point/);
  });

  it('must be finite pairs, and not too many', () => {
    expect(() => drawn.create({}, new Float32Array(3))).toThrow(/finite pairs/);
    expect(() => drawn.create({}, Float32Array.of(1, Number.NaN))).toThrow(/finite pairs/);
    expect(() => drawn.create({}, new Float32Array(2 * MAX_DRAWN_POINTS + 2))).toThrow(/limit/);
  });
});
