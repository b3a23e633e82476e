import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../schema/errors';
import { DAMAGE_KINDS, damaged } from './datasets/decode/fixtures/damage';
import {
  decodeSafetensors,
  encodeSafetensors,
  MAX_HEADER_BYTES,
  type SafetensorsFile,
  type SavedTensor,
} from './safetensors';
import { encodeUtf8 } from './utf8';

/** A file with this header text and these data bytes, nothing checked. */
function fileOf(header: string, data: readonly number[] = [], declaredLength?: number): Uint8Array {
  const text = encodeUtf8(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(declaredLength ?? text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

function codeOf(bytes: Uint8Array): string {
  try {
    decodeSafetensors(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof PlaygroundError) return error.code;
    throw error;
  }
}

const entry = (shape: string, offsets: string, dtype = 'U8'): string =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

const tensor: fc.Arbitrary<SavedTensor> = fc
  .tuple(
    fc.constantFrom('F32', 'I32', 'U8'),
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
    fc.infiniteStream(fc.integer()),
  )
  .map(([dtype, shape, numbers]): SavedTensor => {
    const values = [...numbers.take(shape.reduce((a, b) => a * b, 1))];
    const data = Int32Array.from(values);
    if (dtype === 'I32') return { dtype, shape, data };
    if (dtype === 'U8') return { dtype, shape, data: Uint8Array.from(values) };
    // Any bit pattern, infinities, NaN payloads and negative zero included.
    return { dtype: 'F32', shape, data: new Float32Array(data.buffer) };
  });
const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\')),
});
const name = fc
  .oneof(text, fc.constantFrom('__proto__', 'constructor', ''))
  .filter((key) => key !== '__metadata__');
const file: fc.Arbitrary<SafetensorsFile> = fc.record({
  tensors: fc.array(fc.tuple(name, tensor), { maxLength: 4 }).map((list) => new Map(list)),
  metadata: fc
    .array(fc.tuple(fc.oneof(text, fc.constant('__proto__')), text), { maxLength: 3 })
    .map(nullRecord),
});

function nullRecord(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [key, value] of pairs) record[key] = value;
  return record;
}

const bitsOf = (saved: SavedTensor): number[] => [
  ...new Uint8Array(saved.data.buffer, saved.data.byteOffset, saved.data.byteLength),
];

describe('safetensors', () => {
  it('reads back every tensor and string bit for bit', () => {
    fc.assert(
      fc.property(file, (original) => {
        const bytes = encodeSafetensors(original);
        const copy = decodeSafetensors(bytes);
        expect([...copy.tensors.keys()].sort()).toEqual([...original.tensors.keys()].sort());
        for (const [key, saved] of original.tensors) {
          const read = copy.tensors.get(key);
          expect([read?.dtype, read?.shape, bitsOf(read as SavedTensor)]).toEqual([
            saved.dtype,
            saved.shape,
            bitsOf(saved),
          ]);
        }
        expect(Object.entries(copy.metadata).sort()).toEqual(
          Object.entries(original.metadata).sort(),
        );
        expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('writes equal content as equal bytes whatever the order of its maps', () => {
    fc.assert(
      fc.property(file, (original) => {
        const reversed = {
          tensors: new Map([...original.tensors].reverse()),
          metadata: nullRecord(Object.entries(original.metadata).reverse()),
        };
        expect(encodeSafetensors(reversed)).toEqual(encodeSafetensors(original));
      }),
      { numRuns: 200 },
    );
  });

  it('answers damaged files with a checkpoint error or a file of the right shape', () => {
    const damage = fc.record({
      kind: fc.constantFrom(...DAMAGE_KINDS),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      value: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(file, fc.array(damage, { minLength: 1, maxLength: 4 }), (original, damages) => {
        expect(codeOf(damaged(encodeSafetensors(original), damages))).toMatch(
          /^(read|checkpoint\..*)$/,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('answers arbitrary bytes and arbitrary header texts with a checkpoint error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(codeOf(bytes)).toMatch(/^checkpoint\./);
      }),
      { numRuns: 1000 },
    );
    const anyHeader = fc.oneof(
      fc.json(),
      fc.string().map((inner) => `{${inner}}`),
      fc.json().map((value) => `{"a":${value}}`),
      fc.json().map((value) => `{"a":{"dtype":"U8","shape":${value},"data_offsets":[0,1]}}`),
    );
    fc.assert(
      fc.property(anyHeader, (header) => {
        expect(codeOf(fileOf(header, [1, 2, 3]))).toMatch(/^checkpoint\./);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a file laid out by hand from the definition of the format', () => {
    const header = `{"b":${entry('[2]', '[4,8]', 'F16')},"__metadata__":{"k":"v"},"a":${entry('[]', '[0,4]', 'F32')}}  `;
    const file = decodeSafetensors(fileOf(header, [0, 0, 0x80, 0x3f, 0x00, 0xc0, 0xff, 0x7b]));
    expect(file.tensors.get('a')).toEqual({ dtype: 'F32', shape: [], data: Float32Array.of(1) });
    expect(file.tensors.get('b')?.data).toEqual(Float32Array.of(-2, 65504));
    expect(file.metadata.k).toBe('v');
  });

  it.each([
    ['a header longer than the file', fileOf('{}', [], 9), 'checkpoint.truncated'],
    ['a header of 2^63 bytes', fileOf('{}', [], 2 ** 63), 'checkpoint.malformed'],
    ['a header over the limit', fileOf('{}', [], MAX_HEADER_BYTES + 1), 'checkpoint.malformed'],
    ['a tensor cut off', fileOf(`{"a":${entry('[4]', '[0,4]')}}`, [1, 2]), 'checkpoint.truncated'],
    [
      'bytes after the last tensor',
      fileOf(`{"a":${entry('[1]', '[0,1]')}}`, [1, 2]),
      'checkpoint.malformed',
    ],
    ['a hole', fileOf(`{"a":${entry('[1]', '[1,2]')}}`, [1, 2]), 'checkpoint.malformed'],
    [
      'ranges that overlap',
      fileOf(`{"a":${entry('[2]', '[0,2]')},"b":${entry('[2]', '[1,3]')}}`, [1, 2, 3]),
      'checkpoint.malformed',
    ],
    [
      'a shape that needs more',
      fileOf(`{"a":${entry('[3]', '[0,2]')}}`, [1, 2]),
      'checkpoint.malformed',
    ],
    [
      'a shape whose product overflows',
      fileOf(`{"a":${entry('[4294967296,4294967296]', '[0,0]')}}`),
      'checkpoint.malformed',
    ],
    [
      'a range that ends before it begins',
      fileOf(`{"a":${entry('[0]', '[0,-1]')}}`),
      'checkpoint.malformed',
    ],
    [
      'an unknown type',
      fileOf(`{"a":${entry('[1]', '[0,8]', 'F64')}}`, [1, 2]),
      'checkpoint.malformed',
    ],
    [
      'a name that comes twice',
      fileOf(`{"a":${entry('[1]', '[0,1]')},"a":${entry('[1]', '[0,1]')}}`, [1]),
      'checkpoint.malformed',
    ],
    [
      'a header that is not UTF-8',
      Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xc0, 0x80, 0x7d),
      'checkpoint.malformed',
    ],
    ['nothing at all', new Uint8Array(0), 'checkpoint.truncated'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('refuses 5,000 tensors of no bytes', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `"${i}":${entry('[0]', '[0,0]')}`);
    expect(codeOf(fileOf(`{${names.join(',')}}`))).toBe('checkpoint.malformed');
  });

  it('copies out of a buffer that other data share', () => {
    const bytes = encodeSafetensors({
      tensors: new Map([['w', { dtype: 'F32', shape: [1], data: Float32Array.of(7) }]]),
      metadata: {},
    });
    const shared = Buffer.alloc(bytes.length + 3);
    shared.set(bytes, 3);
    const read = decodeSafetensors(shared.subarray(3)).tensors.get('w');
    shared.fill(0);
    expect(read?.data).toEqual(Float32Array.of(7));
  });
});
