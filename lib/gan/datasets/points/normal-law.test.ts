import { describe, expect, it } from 'vitest';
import { erf, normalCdf, normalPdf } from './normal-law';

describe('the normal law', () => {
  // Reference values to 16 digits, as tables give them (Abramowitz and Stegun, table 7.1).
  it.each([
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
  ])('has erf(%d) = %d', (x, value) => {
    expect(erf(x)).toBeCloseTo(value, 14);
    expect(erf(-x)).toBeCloseTo(-value, 14);
  });

  it('has a density that is the derivative of its cumulative probability', () => {
    const h = 1e-5;
    for (const z of [-3, -1, -0.2, 0, 0.7, 2.5]) {
      expect((normalCdf(z + h) - normalCdf(z - h)) / (2 * h)).toBeCloseTo(normalPdf(z, 1), 9);
    }
  });
});
