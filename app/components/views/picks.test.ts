import { describe, expect, it } from 'vitest';
import { nextPicks, pickMarks } from './picks';

const pickedIn = (kind: 'lettered' | 'ticked', order: readonly number[]) =>
  order.reduce<readonly number[]>((picks, index) => nextPicks(kind, picks, index), []);

describe('picking samples', () => {
  it('keeps the last three in the order of picking where they have letters', () => {
    const picks = pickedIn('lettered', [4, 9, 2, 7]);
    expect(picks).toEqual([9, 2, 7]);
    expect([...pickMarks('lettered', picks)]).toEqual([
      [9, 'A'],
      [2, 'B'],
      [7, 'C'],
    ]);
  });

  it('keeps all where they are equals', () => {
    const picks = pickedIn('ticked', [4, 9, 2, 7]);
    expect(picks).toEqual([4, 9, 2, 7]);
    expect(new Set(pickMarks('ticked', picks).values())).toEqual(new Set(['✓']));
  });

  it.each(['lettered', 'ticked'] as const)(
    'lets go of a %s sample that is picked again',
    (kind) => {
      expect(nextPicks(kind, [9, 2, 7], 2)).toEqual([9, 7]);
      expect(nextPicks(kind, [9], 9)).toEqual([]);
    },
  );
});
