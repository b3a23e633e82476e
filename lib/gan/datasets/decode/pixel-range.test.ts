import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from './fixtures/fuzz';
import type { NumericValues } from './numeric-array';
import { toPixelBytes } from './pixel-range';

const read = (values: NumericValues, isBoolean = false) =>
  toPixelBytes({ name: 'x', shape: [values.length], values, isBoolean });

describe('toPixelBytes', () => {
  it.each([
    ['0 to 1', Float32Array.of(0, 0.5, 1), [0, 128, 255], '0 (black) to 1 (white)'],
    ['-1 to 1', Float64Array.of(-1, 0, 1), [0, 128, 255], '-1 (black) to 1 (white)'],
    ['0 to 255 as floats', Float32Array.of(0, 127.4, 255), [0, 127, 255], '0 to 255'],
    ['0 to 255 as integers', Int32Array.of(0, 7, 255), [0, 7, 255], '0 to 255'],
    ['0 and 1 as bytes', Uint8Array.of(0, 1), [0, 255], '0 (black) to 1 (white)'],
    ['0 to 1 with rounding errors', Float32Array.of(-1e-6, 1.000001), [0, 255], '0 (black) to 1'],
  ])('reads %s and says so', (_, values, bytes, note) => {
    const result = read(values);
    expect([...result.bytes]).toEqual(bytes);
    expect(result.note).toContain(note);
  });

  it('keeps bytes as they are without a word', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (values) => {
        fc.pre(Math.max(...values) > 1);
        expect(read(values)).toEqual({ bytes: values, note: null });
      }),
    );
  });

  it('reads true as white and an array of zeros as black', () => {
    expect([...read(Uint8Array.of(0, 1), true).bytes]).toEqual([0, 255]);
    expect(read(Float32Array.of(0, 0))).toEqual({ bytes: new Uint8Array(2), note: null });
  });

  it('brings any numbers to bytes in their order, or refuses them', () => {
    fc.assert(
      fc.property(fc.float64Array({ minLength: 1, maxLength: 8 }), (values) => {
        let bytes = new Uint8Array(0);
        const code = codeOf(() => {
          bytes = new Uint8Array(read(values).bytes);
        });
        expect(code).toMatch(/^(read|data\.malformed|data\.unsupported)$/);
        for (const [i, byte] of bytes.entries()) {
          for (const [j, other] of bytes.entries()) {
            if (values[i]! <= values[j]!) expect(byte).toBeLessThanOrEqual(other);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses NaN, infinity and standardised numbers', () => {
    expect(codeOf(() => read(Float32Array.of(0, Number.NaN)))).toBe('data.malformed');
    expect(codeOf(() => read(Float32Array.of(Number.NEGATIVE_INFINITY, 0)))).toBe('data.malformed');
    expect(codeOf(() => read(Float32Array.of(-2.1, 2.6)))).toBe('data.unsupported');
    expect(codeOf(() => read(Uint16Array.of(0, 4095)))).toBe('data.unsupported');
  });
});
