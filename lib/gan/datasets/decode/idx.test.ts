import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeIdx } from './fixtures/encode';
import { attack, codeOf } from './fixtures/fuzz';
import { decodeIdx } from './idx';

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });
const filled = shapes.chain((shape) => {
  const length = shape.reduce((a, b) => a * b, 1);
  return fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((values) => [shape, values] as const);
});

describe('decodeIdx', () => {
  it('gives back the shape and bytes of any array', () => {
    fc.assert(
      fc.property(filled, ([shape, values]) => {
        const array = decodeIdx('x', encodeIdx(shape, values));
        expect([array.shape, array.values]).toEqual([shape, values]);
      }),
      { numRuns: 1000 },
    );
  });

  it('answers arbitrary and damaged bytes with a data error', () => {
    attack(
      filled.map(([shape, values]) => encodeIdx(shape, values)),
      (bytes) => decodeIdx('x', bytes),
    );
  });

  it('reads big-endian integers and floats', () => {
    const ints = decodeIdx('x', encodeIdx([2], [0, 0, 1, 2, 255, 255, 255, 255], 0x0c));
    expect(ints.values).toEqual(Int32Array.of(258, -1));
    expect(decodeIdx('x', encodeIdx([1], [0x3f, 0x80, 0, 0], 0x0d)).values).toEqual(
      Float32Array.of(1),
    );
  });

  it('refuses a file cut short, a header that lies and bytes that follow', () => {
    const images = encodeIdx([2, 4, 4], new Uint8Array(32));
    const cut = codeOf(() => decodeIdx('x', images.subarray(0, images.length - 1)));
    expect(cut).toBe('data.truncated');
    expect(codeOf(() => decodeIdx('x', images.subarray(0, 9)))).toBe('data.truncated');
    expect(codeOf(() => decodeIdx('x', encodeIdx([60_000, 28, 28], [1, 2])))).toBe(
      'data.truncated',
    );
    const absurd = encodeIdx([0xffffffff, 0xffffffff, 0xffffffff], [1, 2]);
    expect(codeOf(() => decodeIdx('x', absurd))).toBe('data.malformed');
    expect(codeOf(() => decodeIdx('x', encodeIdx([1], [1, 2])))).toBe('data.malformed');
  });
});
