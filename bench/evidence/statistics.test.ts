import { describe, expect, it } from 'vitest';
import { clearlyAbove, spreadOf, spreadText } from './statistics';

describe('the statistics of evidence', () => {
  it('take the sample deviation', () => {
    expect(spreadOf([1, 2, 3, 4])).toEqual({ mean: 2.5, deviation: Math.sqrt(5 / 3) });
    expect(spreadOf([7])).toEqual({ mean: 7, deviation: 0 });
  });

  it('call a difference clear only beyond two standard errors', () => {
    expect(clearlyAbove([10, 11, 12], [1, 2, 3])).toBe(true);
    expect(clearlyAbove([1, 2, 3], [10, 11, 12])).toBe(false);
    // Means 2 and 2.5, standard errors 0.58 each.
    expect(clearlyAbove([1.5, 2.5, 3.5], [1, 2, 3])).toBe(false);
    expect(clearlyAbove([1, 1, 1], [1, 1, 1])).toBe(false);
  });

  it('write the spread beside the mean', () => {
    expect(spreadText([1, 2, 3], 1)).toBe('2.0 ± 1.0');
    expect(spreadText([2], 2)).toBe('2.00');
  });
});
