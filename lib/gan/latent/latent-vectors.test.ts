import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../schema/errors';
import { PRIORS } from '../../schema/latents';
import { createStream } from '../rng';
import { latentRows, slerp } from './latent-vectors';
import { SAMPLE_PRIOR } from './prior';

const noFixed = () => {
  throw new Error('not asked');
};

describe('latent requests', () => {
  it('a path starts and ends at its two vectors', () => {
    for (const method of ['lerp', 'slerp'] as const) {
      const rows = latentRows(
        { kind: 'path', from: [1, 2], to: [-2, 1], steps: 5, method },
        2,
        noFixed,
      );
      expect(rows[0]).toEqual([1, 2].map((v) => expect.closeTo(v, 12)));
      expect(rows[4]).toEqual([-2, 1].map((v) => expect.closeTo(v, 12)));
    }
  });

  it('slerp between unit vectors stays on the unit sphere, at even angles', () => {
    const half = slerp([1, 0], [0, 1], 0.5);
    expect(half).toEqual([Math.SQRT1_2, Math.SQRT1_2].map((v) => expect.closeTo(v, 12)));
    expect(slerp([2, 0], [4, 0], 0.5)).toEqual([3, 0]);
  });

  it('only z takes the arc; what stands beside it goes straight', () => {
    const rows = latentRows(
      { kind: 'path', from: [1, 0, 1, 0], to: [0, 1, 0, 1], steps: 3, method: 'slerp' },
      4,
      noFixed,
      2,
    );
    const half = expect.closeTo(Math.SQRT1_2, 12);
    expect(rows[1]).toEqual([half, half, 0.5, 0.5]);
  });

  it('a plane has its origin in the middle and grows to the right and upwards', () => {
    const rows = latentRows(
      { kind: 'plane', origin: [5, 6], u: [1, 0], v: [0, 1], span: 2, rows: 3, columns: 3 },
      2,
      noFixed,
    );
    expect(rows).toEqual([
      [3, 8],
      [5, 8],
      [7, 8],
      [3, 6],
      [5, 6],
      [7, 6],
      [3, 4],
      [5, 4],
      [7, 4],
    ]);
  });

  it('any request gives rows of z or a typed error', () => {
    const vector = fc.array(fc.double(), { maxLength: 4 });
    const whole = fc.oneof(fc.integer({ min: -2, max: 2000 }), fc.double());
    const request = fc.oneof(
      fc.record({ kind: fc.constant('fixed' as const), first: whole, count: whole }),
      fc.record({ kind: fc.constant('vectors' as const), z: fc.array(vector, { maxLength: 4 }) }),
      fc.record({
        kind: fc.constant('path' as const),
        from: vector,
        to: vector,
        steps: whole,
        method: fc.constantFrom('lerp' as const, 'slerp' as const),
      }),
      fc.record({
        kind: fc.constant('plane' as const),
        origin: vector,
        u: vector,
        v: vector,
        span: fc.double(),
        rows: whole,
        columns: whole,
      }),
    );
    fc.assert(
      fc.property(request, (asked) => {
        try {
          for (const row of latentRows(asked, 2, () => [0, 0])) expect(row).toHaveLength(2);
        } catch (error) {
          expect(error).toBeInstanceOf(PlaygroundError);
        }
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});

describe('priors', () => {
  const n = 20_000;
  const momentsOf = (values: Float32Array) => {
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length };
  };
  it.each([
    ['normal', 0, 1],
    ['uniform', 0, 1 / 3],
    ['uniformUnitVariance', 0, 1],
    ['uniform01', 0.5, 1 / 12],
    ['sphere', 0, 1],
  ] as const)('%s has mean %d and variance %d per coordinate', (prior, mean, variance) => {
    const found = momentsOf(SAMPLE_PRIOR[prior](createStream(1, prior), n, 4));
    // Four standard errors of a mean over 80,000 values.
    expect(Math.abs(found.mean - mean)).toBeLessThan(0.015);
    expect(Math.abs(found.variance - variance)).toBeLessThan(0.03);
  });

  it('are all tested above', () => {
    expect(PRIORS).toHaveLength(5);
  });

  it('sphere has the exact length sqrt(dim)', () => {
    const z = SAMPLE_PRIOR.sphere(createStream(1, 'z'), 10, 9);
    for (let i = 0; i < 10; i++)
      expect(Math.hypot(...z.subarray(9 * i, 9 * i + 9))).toBeCloseTo(3, 5);
  });
});
