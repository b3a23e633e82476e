import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function oracle(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

describe('UTF-8', () => {
  it('is accepted and refused exactly as a strict TextDecoder does', () => {
    // Bytes that begin, continue and end the sequences, so that well-formed ones come up often.
    const byte = fc.oneof(
      fc.nat(255),
      fc.constantFrom(
        0x7f,
        0x80,
        0xbf,
        0xc1,
        0xc2,
        0xe0,
        0xa0,
        0xed,
        0x9f,
        0xef,
        0xbb,
        0xf0,
        0x90,
        0xf4,
        0x8f,
        0xf5,
      ),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (list) => {
        const bytes = Uint8Array.from(list);
        expect(decodeUtf8(bytes)).toBe(oracle(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  it('comes back from the bytes of any text, as TextEncoder writes them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encodeUtf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('decodes texts longer than one chunk', () => {
    const text = 'aé由😀'.repeat(5000);
    expect(decodeUtf8(encodeUtf8(text)) === text).toBe(true);
  });

  it('does not encode half a surrogate pair', () => {
    expect(() => encodeUtf8('\ud83d')).toThrow('surrogate');
  });
});
