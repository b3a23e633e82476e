import { readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../schema/errors';
import { sha256Hex } from '../sha256';
import { DIGITS } from './embedded';
import { parseManifest } from './manifest';
import { datasetEntries, openSource } from './registry';

const folder = new URL('../../../public/datasets/', import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));
const context = {
  readBytes: async (path: string) => read(path),
  ownImages: () => undefined,
  installed: [],
  onProgress: () => undefined,
  breathe: async () => undefined,
  now: () => 0,
};

describe('the shipped data sets', () => {
  it('are listed in the library as in their manifest', () => {
    const manifest = JSON.parse(new TextDecoder().decode(read('manifest.json')));
    expect(parseManifest(manifest)).toEqual([DIGITS]);
  });

  it('have the bytes that the manifest promises, at most 12 MB together', () => {
    for (const { path, bytes, sha256 } of DIGITS.files) {
      expect(statSync(new URL(path, folder)).size).toBe(bytes);
      expect(sha256Hex(read(path))).toBe(sha256);
    }
    const total = DIGITS.files.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeLessThan(12 * 1024 * 1024);
  });

  it('hold at least 20,000 digits for training, every class equally often', async () => {
    const source = await openSource({ kind: 'builtin', id: 'digits', params: {} }, context);
    if (source.kind !== 'images' || source.labels === null) throw new Error('no labelled images');
    expect(source.count).toBeGreaterThanOrEqual(20_000);
    const perClass = new Array<number>(10).fill(0);
    for (const label of source.labels.subarray(0, source.count)) perClass[label]! += 1;
    for (const count of perClass)
      expect(Math.abs(count / (source.count / 10) - 1)).toBeLessThan(0.05);
  });

  it('are refused when a byte has changed', async () => {
    const damaged = {
      ...context,
      readBytes: async (path: string) => {
        const bytes = read(path);
        bytes[bytes.length - 1]! ^= 1;
        return bytes;
      },
    };
    await expect(
      openSource({ kind: 'builtin', id: 'digits', params: {} }, damaged),
    ).rejects.toMatchObject({ code: 'data.checksum' });
  });
});

describe('the list of data sets', () => {
  it('has one entry per id, each with a label, a help sentence and a licence', () => {
    const entries = datasetEntries([]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const { id, label, help, licence } of entries) {
      expect(
        [label, help, licence].every((text) => text.length > 0),
        id,
      ).toBe(true);
      expect(help, id).toMatch(/[.?!]$/);
    }
  });

  it('refuses a manifest whose path leads out of the folder or to another host', () => {
    for (const path of ['../secret', '/etc/passwd', 'https://example.org/x', 'a/../../b', '']) {
      const entry = { ...DIGITS, files: [{ path, bytes: 1, sha256: 'x' }] };
      expect(() => parseManifest([entry]), path).toThrow(/leads out/);
    }
  });

  it('made of anything at all gives entries or a typed error', () => {
    const near = fc.record(
      {
        id: fc.oneof(fc.string(), fc.anything()),
        label: fc.oneof(fc.string(), fc.anything()),
        files: fc.oneof(
          fc.array(fc.record({ path: fc.string(), bytes: fc.anything(), sha256: fc.string() })),
          fc.anything(),
        ),
        size: fc.oneof(fc.nat(), fc.anything()),
        channels: fc.oneof(fc.constantFrom(1, 2, 3), fc.anything()),
        count: fc.oneof(fc.nat(), fc.anything()),
        trainCount: fc.oneof(fc.nat(), fc.anything()),
        classes: fc.oneof(fc.array(fc.string()), fc.anything()),
        licence: fc.oneof(fc.string(), fc.anything()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(near), fc.anything()), (raw) => {
        try {
          parseManifest(raw);
        } catch (error) {
          expect(error).toBeInstanceOf(PlaygroundError);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
