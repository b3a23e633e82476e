import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SavedMeta } from './app-core';
import {
  type Change,
  createRunStorage,
  OWN_DATA_LIMIT_BYTES,
  openBrowserStorage,
  type RecordDatabase,
  type StoreName,
} from './storage';

const meta = (step: number): SavedMeta => ({ name: `run-${step}`, step, savedAt: 1000 + step });
const bytesOf = (step: number): Uint8Array => Uint8Array.of(step, 1, 2, 3);
const failure = { code: 'storage.failed' };

/** A database in memory that can be told to fail, and to be damaged. */
function memory() {
  const records = new Map<string, unknown>();
  const fail = { writesLeft: Number.POSITIVE_INFINITY, error: new Error('disk on fire') };
  const unreadable = new Set<string>();
  const nameOf = (store: StoreName, key: string): string => `${store}/${key}`;
  const database: RecordDatabase = {
    async read(store, key) {
      if (unreadable.has(nameOf(store, key))) throw fail.error;
      return structuredClone(records.get(nameOf(store, key)));
    },
    readAll: async (store) =>
      [...records].filter(([name]) => name.startsWith(`${store}/`)).map(([, value]) => value),
    async write(changes: readonly Change[]) {
      if (fail.writesLeft-- <= 0) throw fail.error;
      for (const { store, key, value } of changes) {
        if (value === undefined) records.delete(nameOf(store, key));
        else records.set(nameOf(store, key), structuredClone(value));
      }
    },
  };
  return { records, fail, unreadable, storage: createRunStorage(database) };
}

const quota = () => new DOMException('', 'QuotaExceededError');

afterEach(() => vi.unstubAllGlobals());

describe('the stored run', () => {
  it('is the one that was saved last, and none at first', async () => {
    const { storage, records } = memory();
    expect(await storage.latestRun()).toBeNull();
    for (const step of [1, 2, 3]) {
      await storage.saveRun(bytesOf(step), meta(step));
      expect(await storage.latestRun()).toEqual({ bytes: bytesOf(step), meta: meta(step) });
    }
    expect(records.size).toBe(3);
    await storage.clearRun();
    expect(await storage.latestRun()).toBeNull();
    expect(records.size).toBe(0);
  });

  it('is the one before when the page dies at any moment of saving', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5), fc.nat(2), async (before, writes) => {
        const { storage, fail } = memory();
        for (let step = 1; step <= before; step++) await storage.saveRun(bytesOf(step), meta(step));
        fail.writesLeft = writes;
        await storage.saveRun(bytesOf(99), meta(99)).catch(() => undefined);
        const steps = [before === 0 ? undefined : before, 99];
        // Whoever dies before the first pointer has nothing but that first, whole copy.
        const expected = writes === 2 || (before === 0 && writes === 1) ? steps[1] : steps[0];
        expect((await storage.latestRun())?.meta.step).toBe(expected);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it.each([
    ['cut off', (run: { bytes: Uint8Array }) => ({ ...run, bytes: run.bytes.slice(1) })],
    ['changed', (run: { bytes: Uint8Array }) => ({ ...run, bytes: Uint8Array.of(0, 0, 0, 0) })],
    ['no bytes', (run: { bytes: Uint8Array }) => ({ ...run, bytes: 'text' })],
    ['nothing', () => undefined],
  ])('is the one before when the latest is %s, and none when both are', async (_, damage) => {
    const { storage, records } = memory();
    await storage.saveRun(bytesOf(1), meta(1));
    await storage.saveRun(bytesOf(2), meta(2));
    const latest = `runs/${records.get('runs/latest')}`;
    records.set(latest, damage(records.get(latest) as { bytes: Uint8Array }));
    expect(await storage.latestRun()).toEqual({ bytes: bytesOf(1), meta: meta(1) });
    for (const slot of ['runs/slotA', 'runs/slotB'])
      records.set(slot, damage(records.get(slot) as { bytes: Uint8Array }));
    expect(await storage.latestRun()).toBeNull();
  });

  it('is the one before when the browser cannot read the latest, and a failure when it reads neither', async () => {
    const { storage, records, unreadable } = memory();
    await storage.saveRun(bytesOf(1), meta(1));
    await storage.saveRun(bytesOf(2), meta(2));
    unreadable.add(`runs/${records.get('runs/latest')}`);
    expect((await storage.latestRun())?.meta.step).toBe(1);
    unreadable.add('runs/slotA').add('runs/slotB');
    await expect(storage.latestRun()).rejects.toMatchObject(failure);
  });

  it('holds the bytes of a view and not the buffer behind it', async () => {
    const { storage, records } = memory();
    await storage.saveRun(new Uint8Array(1000).subarray(10, 20), meta(1));
    const { bytes } = records.get('runs/slotA') as { bytes: Uint8Array };
    expect([bytes.length, bytes.buffer.byteLength]).toEqual([10, 10]);
  });

  it('has the same sha256 with the digest of the browser and without, as on plain http', async () => {
    const { storage, records } = memory();
    await storage.saveRun(bytesOf(1), meta(1));
    vi.stubGlobal('crypto', {});
    await storage.saveRun(bytesOf(1), meta(1));
    const expected = createHash('sha256').update(bytesOf(1)).digest('hex');
    for (const slot of ['runs/slotA', 'runs/slotB'])
      expect(records.get(slot)).toMatchObject({ sha256: expected, length: 4 });
  });
});

describe('stored own data', () => {
  const room = OWN_DATA_LIMIT_BYTES;

  it('come back by fingerprint, and null when they are not there', async () => {
    const { storage } = memory();
    await storage.saveOwnData('abc', bytesOf(1));
    expect(await storage.ownData('abc')).toEqual(bytesOf(1));
    expect(await storage.ownData('abd')).toBeNull();
  });

  it('make room by forgetting the oldest, where saving again makes a set young', async () => {
    const { storage, records } = memory();
    const quarter = new Uint8Array(room / 4 + 1);
    for (const name of ['a', 'b', 'c']) await storage.saveOwnData(name, quarter);
    await storage.saveOwnData('a', quarter);
    await storage.saveOwnData('d', quarter);
    expect([...records.keys()].sort()).toEqual(
      ['a', 'c', 'd'].flatMap((name) => [`ownData/${name}`, `ownSets/${name}`]).sort(),
    );
    await storage.saveOwnData('e', new Uint8Array(room));
    expect([...records.keys()].sort()).toEqual(['ownData/e', 'ownSets/e']);
  });

  it('larger than the room there is are refused and cost nothing', async () => {
    const { storage } = memory();
    await storage.saveOwnData('a', bytesOf(1));
    await expect(storage.saveOwnData('b', new Uint8Array(room + 1))).rejects.toMatchObject(failure);
    expect(await storage.ownData('a')).toEqual(bytesOf(1));
  });
});

describe('a failure of the browser', () => {
  it('says so when there is no room left', async () => {
    const { storage, fail } = memory();
    fail.writesLeft = 0;
    fail.error = quota();
    await expect(storage.saveRun(bytesOf(1), meta(1))).rejects.toMatchObject({
      ...failure,
      details: { problem: 'there is no room left' },
    });
    await expect(storage.saveOwnData('a', bytesOf(1))).rejects.toMatchObject(failure);
    await expect(storage.clearRun()).rejects.toMatchObject(failure);
  });

  it('to have IndexedDB at all is a typed error of every call, and the next call tries again', async () => {
    const storage = openBrowserStorage();
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(storage.latestRun()).rejects.toMatchObject(failure);
      await expect(storage.saveRun(bytesOf(1), meta(1))).rejects.toMatchObject(failure);
      await expect(storage.ownData('a')).rejects.toMatchObject(failure);
    }
    const open = vi.fn(() => {
      throw new DOMException('forbidden here', 'SecurityError');
    });
    vi.stubGlobal('indexedDB', { open });
    await expect(storage.latestRun()).rejects.toMatchObject({
      ...failure,
      details: { problem: 'forbidden here' },
    });
    await storage.latestRun().catch(() => undefined);
    expect(open).toHaveBeenCalledTimes(2);
  });
});
