import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { attack, codeOf } from './fixtures/fuzz';
import { gunzip } from './gzip';
import { InflateBudget } from './inflate';
import { openTar } from './tar';
import { openZip } from './zip';

type Level = 0 | 6;
const readAll = (bytes: Uint8Array, budget = new InflateBudget(bytes.length)) =>
  openZip(bytes, budget).map((entry) => [entry.path, entry.read()] as const);

const content = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,4}(\/[a-zé]{1,4})?$/),
  fc.uint8Array({ maxLength: 60 }),
  { maxKeys: 3 },
);
const archive = fc
  .tuple(content, fc.constantFrom<Level>(0, 6))
  .map(([files, level]) => zipSync(files, { level, mtime: '1980-01-02' }));

/** Where the central directory's entry `index` begins, in archives without comments. */
function centralAt(zip: Uint8Array, index: number): number {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  let at = view.getUint32(zip.length - 6, true);
  for (let i = 0; i < index; i++)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
  return at;
}

const bomb64 = zipSync({ 'a.png': new Uint8Array(64 * 2 ** 20) });

describe('openZip', () => {
  it('reads what fflate wrote, stored or deflated', () => {
    fc.assert(
      fc.property(content, fc.constantFrom<Level>(0, 6), (files, level) => {
        const read = readAll(zipSync(files, { level, mtime: '1980-01-02' }));
        expect(Object.fromEntries(read)).toEqual({ ...files });
      }),
      { numRuns: 1000 },
    );
  });

  it('answers arbitrary and damaged bytes with a data error', () => {
    attack(archive, readAll);
  });

  it('leaves an entry of 64 MB of zeros alone after a quarter of it', () => {
    const bomb = bomb64;
    const budget = new InflateBudget(bomb.length);
    expect(codeOf(() => readAll(bomb, budget))).toBe('data.tooLarge');
    expect(budget.used).toBeLessThan(16e6);
  });

  it('counts what comes out, not what the directory declares', () => {
    const bomb = bomb64.slice();
    new DataView(bomb.buffer).setUint32(centralAt(bomb, 0) + 24, 1000, true);
    const budget = new InflateBudget(bomb.length);
    expect(codeOf(() => readAll(bomb, budget))).toBe('data.malformed');
    expect(budget.used).toBeLessThan(1.2e6);
  });

  it('stops a bomb of many entries that share the same bytes', () => {
    const names = Array.from({ length: 200 }, (_, i) => `${String(i).padStart(3, '0')}.png`);
    const zeros = new Uint8Array(2 ** 20);
    const files = Object.fromEntries(
      names.map((name, i) => [name, i === 0 ? zeros : new Uint8Array(0)]),
    );
    const zip = zipSync(files);
    const view = new DataView(zip.buffer);
    const first = centralAt(zip, 0);
    for (let i = 1; i < names.length; i++) {
      const at = centralAt(zip, i);
      // Method, checksum, both sizes and the place of the first entry.
      for (const field of [10, 16, 20, 24, 42]) {
        if (field === 10) view.setUint16(at + field, view.getUint16(first + field, true), true);
        else view.setUint32(at + field, view.getUint32(first + field, true), true);
      }
    }
    const budget = new InflateBudget(zip.length);
    expect(codeOf(() => readAll(zip, budget))).toBe('data.tooLarge');
    expect(budget.used).toBeLessThan(budget.limit + 2 * 2 ** 20);
  });

  it('refuses encryption, unknown methods and too many entries', () => {
    const change = (field: number, value: number, fromEnd = false): string => {
      const zip = zipSync({ a: Uint8Array.of(1) });
      const at = fromEnd ? zip.length - 22 : centralAt(zip, 0);
      new DataView(zip.buffer).setUint16(at + field, value, true);
      return codeOf(() => readAll(zip));
    };
    expect(change(8, 1)).toBe('data.unsupported');
    expect(change(10, 14)).toBe('data.unsupported');
    // 40,000 entries are announced, one is there.
    expect(change(10, 40_000, true)).toBe('data.malformed');
  });

  it('reads the count and offset of a 64-bit directory', () => {
    const zip = zipSync({ a: Uint8Array.of(1, 2) });
    const end = zip.length - 22;
    const out = new Uint8Array(zip.length + 76);
    out.set(zip.subarray(0, end));
    const view = new DataView(out.buffer);
    view.setUint32(end, 0x06064b50, true);
    view.setBigUint64(end + 32, 1n, true);
    view.setBigUint64(end + 48, BigInt(centralAt(zip, 0)), true);
    view.setUint32(end + 56, 0x07064b50, true);
    view.setBigUint64(end + 64, BigInt(end), true);
    out.set(zip.subarray(end), end + 76);
    view.setUint16(end + 76 + 10, 0xffff, true);
    view.setUint32(end + 76 + 16, 0xffffffff, true);
    expect(readAll(out)).toEqual([['a', Uint8Array.of(1, 2)]]);
    view.setBigUint64(end + 32, 2n ** 40n, true);
    expect(codeOf(() => readAll(out))).toBe('data.tooLarge');
  });
});

describe('openTar', () => {
  const packed = readFileSync(resolve(import.meta.dirname, 'fixtures/batch.tar.gz'));
  const tar = gunzip(packed, new InflateBudget(packed.length)).slice(0, 2048);

  it('lists what Python wrote', () => {
    const whole = gunzip(packed, new InflateBudget(packed.length));
    const files = openTar(whole).map((entry) => [entry.path, entry.read().length]);
    expect(files).toEqual([
      ['cifar/readme.html', 11],
      ['cifar/data_batch_1.bin', 2 * 3073],
    ]);
  });

  it('answers arbitrary and damaged bytes with a data error', () => {
    attack(fc.constant(tar), (bytes) => openTar(bytes).map((entry) => entry.read()));
  });
});
