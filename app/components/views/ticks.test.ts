import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, roundStep, shortText, tickTexts } from './ticks';

describe('axis ticks', () => {
  it('are the round numbers a person would choose', () => {
    expect(linearTicks(-3, 3, 6)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(linearTicks(0, 1, 2)).toEqual([0, 0.5, 1]);
    expect(linearTicks(0.03, 0.97, 5)).toEqual([0.2, 0.4, 0.6000000000000001, 0.8]);
  });

  it('lie inside the interval, are evenly spaced and fit the room', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (min, width, count) => {
          const ticks = linearTicks(min, min + width, count);
          const step = roundStep(width / count);
          expect(ticks.length).toBeLessThanOrEqual(count + 2);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(min - step * 1e-6);
            expect(tick).toBeLessThanOrEqual(min + width + step * 1e-6);
          }
        },
      ),
    );
  });

  it('of an empty or broken interval are one number or none', () => {
    expect(linearTicks(2, 2, 5)).toEqual([2]);
    expect(linearTicks(Number.NaN, 1, 5)).toEqual([]);
  });
});

describe('tick labels', () => {
  it('share their decimals and use a true minus sign', () => {
    expect(tickTexts([-1, -0.5, 0, 0.5, 1])).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0']);
    expect(tickTexts([-200, 0, 200])).toEqual(['−200', '0', '200']);
  });

  it('turn to powers of ten beyond what an axis has room for', () => {
    expect(tickTexts([0, 100000, 200000])).toEqual(['0', '1e5', '2e5']);
    expect(tickTexts([0, 0.00002])).toEqual(['0', '2e−5']);
  });
});

describe('measured numbers', () => {
  it('keep about three significant digits', () => {
    expect([0, 12, 0.5, 0.0123, 12.345, 1234.5, -0.001, 3e-7].map(shortText)).toEqual([
      '0',
      '12',
      '0.50',
      '0.012',
      '12.3',
      '1235',
      '−0.001',
      '3e−7',
    ]);
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(shortText)).toEqual(['NaN', '∞']);
  });
});
