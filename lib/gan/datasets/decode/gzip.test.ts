import { gzipSync as nodeGzip } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack, codeOf } from './fixtures/fuzz';
import { gunzip } from './gzip';
import { InflateBudget } from './inflate';
import { INFLATE_ALLOWANCE, MAX_INFLATE_RATIO } from './limits';

const pack = (bytes: Uint8Array): Uint8Array => new Uint8Array(nodeGzip(bytes));
const unpack = (bytes: Uint8Array): Uint8Array => gunzip(bytes, new InflateBudget(bytes.length));

const bomb64 = pack(new Uint8Array(64 * 2 ** 20));

describe('gunzip', () => {
  it('reads what zlib wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(9), (bytes, level) => {
        expect(unpack(new Uint8Array(nodeGzip(bytes, { level })))).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a stream of many chunks, compressible or not', () => {
    const bytes = Uint8Array.from({ length: 700_000 }, (_, i) =>
      i < 300_000 ? Math.imul(i, 2654435761) >>> 24 : i % 7,
    );
    expect(Buffer.compare(unpack(pack(bytes)), bytes)).toBe(0);
  });

  it('answers arbitrary and damaged bytes with a data error', () => {
    attack(fc.uint8Array({ maxLength: 100 }).map(pack), unpack);
  });

  it('reads a header with every optional field', () => {
    const plain = pack(Uint8Array.of(1, 2, 3));
    const fields = [2, 0, 9, 9, 0x61, 0, 0x62, 0, 0xab, 0xcd];
    const full = Uint8Array.of(...plain.subarray(0, 10), ...fields, ...plain.subarray(10));
    full[3] = 2 | 4 | 8 | 16;
    expect(unpack(full)).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('notices one flipped bit of the content and every cut', () => {
    const bytes = new Uint8Array(nodeGzip(new Uint8Array(100), { level: 0 }));
    for (let length = 2; length < bytes.length; length++) {
      expect(codeOf(() => unpack(bytes.subarray(0, length)))).toMatch(
        /^data\.(truncated|malformed)$/,
      );
    }
    bytes[50] = 1;
    expect(codeOf(() => unpack(bytes))).toBe('data.malformed');
  });

  it('leaves 64 MB of zeros alone after a quarter of them', () => {
    const bomb = bomb64;
    const budget = new InflateBudget(bomb.length);
    expect(codeOf(() => gunzip(bomb, budget))).toBe('data.tooLarge');
    expect(budget.limit).toBe(INFLATE_ALLOWANCE + MAX_INFLATE_RATIO * bomb.length);
    // At most one smallest chunk, 1 kB that unpacks to 1 MB, passes the limit of 14 MB.
    expect(budget.used).toBeLessThan(16e6);
  });

  it('stops at once when a bomb declares a small size', () => {
    const bomb = bomb64.slice();
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(bomb.length - 4, 100, true);
    const budget = new InflateBudget(bomb.length);
    expect(codeOf(() => gunzip(bomb, budget))).toBe('data.malformed');
    expect(budget.used).toBeLessThan(1.2e6);
  });
});
