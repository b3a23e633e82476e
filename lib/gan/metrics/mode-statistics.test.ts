import { describe, expect, it } from 'vitest';
import { ring } from '../datasets/points/ring';
import type { PointSource } from '../datasets/source';
import { createStream } from '../rng';
import { modeStatistics } from './mode-statistics';

const twoModes: PointSource = {
  kind: 'points',
  dim: 1,
  extent: 3,
  sample: () => new Float32Array(),
  modes: [
    { center: [-1], sigma: 0.1 },
    { center: [1], sigma: 0.1 },
  ],
};

describe('mode statistics', () => {
  it('count a sample within 4 σ and not beyond', () => {
    const found = modeStatistics(new Float32Array([-1, -1.39, 1.41, 0]), twoModes);
    expect(found).toEqual({ modes: 2, covered: 1, highQualityShare: 0.5, perMode: [2, 0] });
  });

  it('do not call a mode covered for one stray sample in a thousand', () => {
    const stray = new Float32Array(1000).fill(-1);
    stray[0] = 1;
    expect(modeStatistics(stray, twoModes)?.covered).toBe(1);
  });

  it('of the real ring are all its modes and, in two dimensions, 99.97 % of the samples', () => {
    const source = { kind: 'points', dim: 2, ...ring.create() } as const;
    const found = modeStatistics(source.sample(createStream(1, 'ring'), 20_000), source);
    expect(found?.covered).toBe(8);
    // P(distance < 4 σ) = 1 - exp(-8).
    expect(found?.highQualityShare).toBeCloseTo(1 - Math.exp(-8), 3);
  });

  it('are unknown where a source has no modes', () => {
    const { modes: _, ...without } = twoModes;
    expect(modeStatistics(new Float32Array([1]), without)).toBeNull();
  });
});
