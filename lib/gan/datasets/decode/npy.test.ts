import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from '../../safetensors';
import { bytesOf, encodeNpy, npyWithHeader } from './fixtures/encode';
import { attack, codeOf } from './fixtures/fuzz';
import { decodeNpy } from './npy';
import { parseNpyHeader } from './npy-header';

const fixture = (name: string): Uint8Array =>
  readFileSync(resolve(import.meta.dirname, 'fixtures', name));
const read = (name: string) => decodeNpy(name, fixture(name));
/** The rule of make_fixtures.py. */
const expected = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => (7 * i + 3) % 251);

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
const floats = shapes.chain((shape) => {
  const length = shape.reduce((a, b) => a * b, 1);
  return fc
    .float32Array({ minLength: length, maxLength: length })
    .map((values) => [shape, values] as const);
});

describe('decodeNpy of files that numpy wrote', () => {
  it.each([
    ['c-order-u1.npy', [2, 5, 6]],
    ['fortran-f4.npy', [2, 4, 5, 3]],
    ['big-endian-i2.npy', [3, 4]],
    ['version-2.npy', [2, 3]],
    ['version-3.npy', [2, 3]],
  ])('%s holds the written values in C order', (name, shape) => {
    const array = read(name);
    expect(array.shape).toEqual(shape);
    expect([...array.values]).toEqual(expected(shape.reduce((a, b) => a * b, 1)));
  });

  it('reads halves, 64-bit integers, truth values and scalars', () => {
    const halves = [...read('halves.npy').values];
    expect(halves).toEqual([0, -2.5, 65504, 2 ** -24, Number.POSITIVE_INFINITY]);
    expect([...read('int64.npy').values]).toEqual([-1, 0, 2 ** 40]);
    expect([...read('booleans.npy').values, read('booleans.npy').isBoolean]).toEqual([
      1,
      0,
      0,
      1,
      true,
    ]);
    expect([read('scalar.npy').shape, [...read('scalar.npy').values]]).toEqual([[], [1.5]]);
  });

  it('refuses objects and records', () => {
    expect(codeOf(() => read('objects.npy'))).toBe('data.unsupported');
    expect(codeOf(() => read('records.npy'))).toBe('data.unsupported');
  });

  it('lets the same script write a safetensors file that ours reads', () => {
    const file = decodeSafetensors(fixture('two.safetensors'));
    expect(file.tensors.get('layer/a')?.shape).toEqual([2, 3]);
    expect([...(file.tensors.get('layer/a')?.data ?? [])]).toEqual(expected(6));
    expect(file.tensors.get('b')?.data).toEqual(Int32Array.of(-2, -1, 0, 1));
    expect(file.metadata.made).toBe('by hand, 由手');
  });
});

describe('decodeNpy', () => {
  it('gives back the shape and values of any array', () => {
    fc.assert(
      fc.property(floats, ([shape, values]) => {
        const array = decodeNpy('x', encodeNpy('<f4', shape, bytesOf(values)));
        expect([array.shape, array.values]).toEqual([shape, values]);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a matrix in Fortran order as its transpose in C order', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), (rows, columns) => {
        const data = Array.from({ length: rows * columns }, (_, i) => i);
        const array = decodeNpy('x', encodeNpy('|u1', [rows, columns], data, true));
        const transposed = data.map((_, i) => (i % columns) * rows + Math.floor(i / columns));
        expect([...array.values]).toEqual(transposed);
      }),
      { numRuns: 100 },
    );
  });

  it('answers arbitrary and damaged bytes with a data error', () => {
    attack(
      floats.map(([shape, values]) => encodeNpy('<f4', shape, bytesOf(values))),
      (bytes) => decodeNpy('x', bytes),
    );
  });

  it('answers arbitrary header texts with a data error', () => {
    const part = fc.constantFrom(
      "'descr'",
      "'shape'",
      '(',
      ')',
      ',',
      ':',
      '3',
      "'<f4'",
      'True',
      '[',
      '{',
      '}',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => `{${parts.join(' ')}`),
    );
    fc.assert(
      fc.property(text, (header) => {
        expect(codeOf(() => decodeNpy('x', npyWithHeader(header, [1])))).toMatch(/^data\./);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [
      'promises values that are not there',
      encodeNpy('|u1', [60_000, 28, 28], [1]),
      'data.truncated',
    ],
    [
      'has a shape whose product overflows',
      encodeNpy('<f8', [2 ** 40, 2 ** 40], [1]),
      'data.malformed',
    ],
    ['goes on after its values', encodeNpy('|u1', [1], [1, 2]), 'data.malformed'],
    ['has text as values', encodeNpy('<U3', [1], new Uint8Array(12)), 'data.unsupported'],
    [
      'names no byte order for wide numbers',
      encodeNpy('|f4', [1], new Uint8Array(4)),
      'data.unsupported',
    ],
    ['names a type of every object', encodeNpy('|toString', [1], [1]), 'data.unsupported'],
    [
      'has a header of 4 GB',
      Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 255, 255, 255, 255, 0x7b),
      'data.malformed',
    ],
  ])('refuses a file that %s', (_, bytes, code) => {
    expect(codeOf(() => decodeNpy('x', bytes))).toBe(code);
  });
});

describe('parseNpyHeader', () => {
  it.each([
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (), }", []],
    ["{'shape': (3,), 'descr': '<f4', 'fortran_order': False}\n", [3]],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (3L, 4L), }", [3, 4]],
    ['{"descr": "<f4", "fortran_order": False, "shape": (3, 4)}', [3, 4]],
  ])('reads %s', (text, shape) => {
    expect(parseNpyHeader(text)?.shape).toEqual(shape);
  });

  it.each([
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3.0,)}",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (3,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'more': 1}",
    "{'descr': '<f4', 'descr': '<f4', 'shape': (3,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} + exit()",
    "__import__('os').system('true')",
    '',
  ])('refuses %s', (text) => {
    expect(parseNpyHeader(text)).toBeNull();
  });
});
