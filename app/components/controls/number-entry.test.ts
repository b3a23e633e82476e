import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  editableNumber,
  type NumberBounds,
  neighbour,
  readNumberEntry,
  SLIDER_STEPS,
  sliderPosition,
  valueAtPosition,
} from './number-entry';

const RATE: NumberBounds = { min: 1e-6, max: 1, integer: false, scale: 'log' };
const SHARE: NumberBounds = { min: 0, max: 0.99, integer: false, scale: 'linear' };
const BATCH: NumberBounds = { min: 2, max: 1024, integer: true, scale: 'log' };
const LAYERS: NumberBounds = { min: 1, max: 6, integer: true, scale: 'linear' };
const ALL = [RATE, SHARE, BATCH, LAYERS];

describe('what is typed into a number field', () => {
  it('may be a decimal, a power of ten, full-width or carry a real minus sign', () => {
    const wide: NumberBounds = { min: -100, max: 100, integer: false, scale: 'linear' };
    const read = ['0.0002', '2e-4', ' .5 ', '12.', '−3', '+4', '０．５'].map((text) =>
      readNumberEntry(text, wide),
    );
    expect(read).toEqual(
      [0.0002, 2e-4, 0.5, 12, -3, 4, 0.5].map((value) => ({ kind: 'value', value })),
    );
  });

  it('is refused with the reason when it is no such number', () => {
    expect(readNumberEntry('', RATE)).toEqual({ kind: 'empty' });
    for (const text of ['abc', '0,5', '1 000', '0x10', 'Infinity', 'NaN', '1e', '--1']) {
      expect(readNumberEntry(text, RATE)).toEqual({ kind: 'notANumber' });
    }
    expect(readNumberEntry('2.5', BATCH)).toEqual({ kind: 'notWhole' });
    expect(readNumberEntry('5000', BATCH)).toEqual({ kind: 'outOfRange', value: 5000 });
    expect(readNumberEntry('0', RATE)).toEqual({ kind: 'outOfRange', value: 0 });
    expect(readNumberEntry('1e999', RATE)).toEqual({
      kind: 'outOfRange',
      value: Number.POSITIVE_INFINITY,
    });
  });

  it('reads back what the field shows', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (value) => {
        expect(readNumberEntry(editableNumber(value), RATE)).toEqual({ kind: 'value', value });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the slider', () => {
  it('stays inside the bounds and reaches both ends', () => {
    for (const bounds of ALL) {
      expect(valueAtPosition(0, bounds)).toBe(bounds.min);
      expect(valueAtPosition(SLIDER_STEPS, bounds)).toBe(bounds.max);
      for (let position = 0; position <= SLIDER_STEPS; position++) {
        expect(
          readNumberEntry(editableNumber(valueAtPosition(position, bounds)), bounds).kind,
        ).toBe('value');
      }
    }
  });

  it('shows round values: two figures on a log scale, round steps on a linear one', () => {
    expect(valueAtPosition(sliderPosition(2e-4, RATE), RATE)).toBe(2e-4);
    expect(valueAtPosition(sliderPosition(64, BATCH), BATCH)).toBe(64);
    expect(valueAtPosition(500, SHARE)).toBeCloseTo(0.496, 6);
    expect(valueAtPosition(200, LAYERS)).toBe(2);
  });

  it('moves by a visible amount with each arrow key', () => {
    expect(neighbour(1e-3, 1, RATE)).toBeCloseTo(1.5e-3, 12);
    expect(neighbour(1e-3, -1, RATE)).toBeCloseTo(9.5e-4, 12);
    expect(neighbour(64, 1, BATCH)).toBe(65);
    expect(neighbour(0.99, 1, SHARE)).toBe(0.99);
  });
});
