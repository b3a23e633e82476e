import { describe, expect, it } from 'vitest';
import { nextPicks, pickLetters } from './picks';

describe('picking samples', () => {
  it('keeps the last three in the order of picking', () => {
    const picks = [4, 9, 2, 7].reduce<readonly number[]>(nextPicks, []);
    expect(picks).toEqual([9, 2, 7]);
    expect([...pickLetters(picks)]).toEqual([
      [9, 'A'],
      [2, 'B'],
      [7, 'C'],
    ]);
  });

  it('lets go of a sample that is picked again', () => {
    expect(nextPicks([9, 2, 7], 2)).toEqual([9, 7]);
    expect(nextPicks([9], 9)).toEqual([]);
  });
});
