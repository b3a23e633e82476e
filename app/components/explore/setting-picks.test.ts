import { describe, expect, it } from 'vitest';
import { numbersAfter, placesIn } from './setting-picks';

const CAPTIONS = ['40', '41', '43'];

describe('pictures picked into a setting', () => {
  it('are those in sight whose numbers it has', () => {
    expect(placesIn(CAPTIONS, [7, 43, 40])).toEqual([0, 2]);
  });

  it('come and go, and leave the numbers out of sight', () => {
    expect(numbersAfter(CAPTIONS, [7, 43], [2, 1])).toEqual([7, 41, 43]);
    expect(numbersAfter(CAPTIONS, [7, 43], [])).toEqual([7]);
  });
});
