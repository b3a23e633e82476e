import { describe, expect, it } from 'vitest';
import {
  editableNumbers,
  identityNumbers,
  type NumbersBounds,
  readNumbersEntry,
  rowSums,
} from './numbers-entry';

const LIST: NumbersBounds = { min: 0, max: 1, integer: false, maxLength: 9, layout: 'list' };
const SQUARE: NumbersBounds = { ...LIST, layout: 'square' };

describe('a list of numbers, typed', () => {
  it.each([
    ['0.5 0.25', [0.5, 0.25]],
    ['0.5,0.25', [0.5, 0.25]],
    ['0.5;\n .25 , 1', [0.5, 0.25, 1]],
    ['０．５，１', [0.5, 1]],
    ['', []],
    [' \n', []],
  ])('%j reads as %j', (text, values) => {
    expect(readNumbersEntry(text, LIST)).toEqual({ kind: 'values', values });
  });

  it('is refused as a whole for one number that does not fit', () => {
    expect(readNumbersEntry('0.5 two', LIST)).toMatchObject({ kind: 'refused', text: 'two' });
    expect(readNumbersEntry('0.5 2', LIST)).toMatchObject({
      kind: 'refused',
      entry: { kind: 'outOfRange', value: 2 },
    });
    expect(readNumbersEntry('0.5', { ...LIST, integer: true })).toMatchObject({
      entry: { kind: 'notWhole' },
    });
  });

  it('is refused when it is too long, or no square where one is wanted', () => {
    expect(readNumbersEntry('0 '.repeat(10), LIST)).toEqual({ kind: 'tooMany', count: 10 });
    expect(readNumbersEntry('1 0 0', SQUARE)).toEqual({ kind: 'notSquare', count: 3 });
  });

  it('is shown as it was typed, a square one row per line', () => {
    expect(editableNumbers([1, 0, 0.5, 0.5], 'square')).toBe('1 0\n0.5 0.5');
    expect(editableNumbers([1, 0, 0.5, 0.5], 'list')).toBe('1, 0, 0.5, 0.5');
    const identity = identityNumbers(3);
    expect(readNumbersEntry(editableNumbers(identity, 'square'), SQUARE)).toEqual({
      kind: 'values',
      values: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    });
  });

  it('adds its rows up', () => {
    expect(rowSums([0.5, 0.25, 1, 0])).toEqual([0.75, 1]);
  });
});
