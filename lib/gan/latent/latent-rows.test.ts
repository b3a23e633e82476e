import { describe, expect, it } from 'vitest';
import type { LatentControl } from '../../schema/latents';
import { latentParts, latentRowWidth } from '../../schema/latents';
import { createStream } from '../rng';
import { drawLatentRows, latentPart } from './latent-rows';
import { SAMPLE_PRIOR } from './prior';

const Z: LatentControl = { kind: 'gaussian', id: 'z', dim: 3, prior: 'normal', range: 3 };
const Y: LatentControl = {
  kind: 'category',
  id: 'y',
  label: 'Class',
  names: ['a', 'b', 'c', 'd'],
  meaning: 'label',
};
const C: LatentControl = {
  kind: 'code',
  id: 'c',
  label: 'Codes',
  dim: 2,
  low: -1,
  high: 1,
  reach: 2,
};

describe('rows of a latent', () => {
  it('hold the controls side by side', () => {
    expect(latentRowWidth([Z, Y, C])).toBe(9);
    expect(latentParts([Z, Y, C]).map(({ offset, width }) => [offset, width])).toEqual([
      [0, 3],
      [3, 4],
      [7, 2],
    ]);
    expect(latentPart([Z, Y, C], 'c').offset).toBe(7);
  });

  it('are the prior’s own draws when there is z alone', () => {
    expect(drawLatentRows([Z], createStream(1, 'z'), 5)).toEqual(
      SAMPLE_PRIOR.normal(createStream(1, 'z'), 5, 3),
    );
  });

  it('have exactly one category each, every one about equally often', () => {
    const count = 4000;
    const rows = drawLatentRows([Z, Y, C], createStream(2, 'z'), count);
    const seen = new Float64Array(4);
    for (let i = 0; i < count; i++) {
      const part = rows.subarray(9 * i + 3, 9 * i + 7);
      expect([...part].sort()).toEqual([0, 0, 0, 1]);
      for (let k = 0; k < 4; k++) seen[k] = (seen[k] ?? 0) + (part[k] ?? 0);
    }
    // Four standard deviations of a binomial count: 4 √(n p (1 − p)) = 110.
    for (const share of seen) expect(Math.abs(share - count / 4)).toBeLessThan(110);
  });

  it('go through the categories in turn when asked to', () => {
    const rows = drawLatentRows([Y], createStream(2, 'z'), 8, 'inTurn');
    expect(Array.from({ length: 8 }, (_, i) => rows.subarray(4 * i, 4 * i + 4).indexOf(1))).toEqual(
      [0, 1, 2, 3, 0, 1, 2, 3],
    );
  });

  it('have codes that fill their range evenly', () => {
    const rows = drawLatentRows([C], createStream(3, 'z'), 20_000);
    const mean = rows.reduce((sum, v) => sum + v, 0) / rows.length;
    const variance = rows.reduce((sum, v) => sum + v * v, 0) / rows.length;
    expect(Math.abs(mean)).toBeLessThan(0.015);
    expect(Math.abs(variance - 1 / 3)).toBeLessThan(0.01);
    expect(rows.every((v) => v >= -1 && v < 1)).toBe(true);
  });
});
