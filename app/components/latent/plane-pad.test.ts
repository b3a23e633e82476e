import { describe, expect, it } from 'vitest';
import { padCoordinate, padKeyStep, padMosaic, padShare } from './plane-pad';

describe('the pad of a plane', () => {
  it('puts −span and span into the middles of the outer cells', () => {
    expect(padCoordinate(0.1, 5, 3)).toBeCloseTo(-3, 12);
    expect(padCoordinate(0.5, 5, 3)).toBeCloseTo(0, 12);
    expect(padCoordinate(0.9, 5, 3)).toBeCloseTo(3, 12);
  });

  it('stays at the ends beyond them', () => {
    expect(padCoordinate(0, 5, 3)).toBe(-3);
    expect(padCoordinate(1.7, 5, 3)).toBe(3);
  });

  it('finds the place of a coordinate again', () => {
    for (const share of [0.1, 0.33, 0.5, 0.81]) {
      expect(padShare(padCoordinate(share, 7, 2), 7, 2)).toBeCloseTo(
        Math.min(Math.max(share, 0.5 / 7), 6.5 / 7),
        12,
      );
    }
  });

  it('fills its width with whole pixels', () => {
    expect(padMosaic(290, 28)).toEqual({ cells: 5, scale: 2 });
    expect(padMosaic(260, 28)).toEqual({ cells: 9, scale: 1 });
    expect(padMosaic(100, 64)).toEqual({ cells: 5, scale: 1 });
  });

  it('moves by arrow keys, up being up', () => {
    expect(padKeyStep('ArrowUp')).toEqual({ a: 0, b: 1 });
    expect(padKeyStep('Enter')).toBeNull();
  });
});
