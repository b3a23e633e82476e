// Runs and own data that outlive the page, in IndexedDB. The run is kept twice: a copy goes into the slot that is not the
// latest, then the pointer moves, so that a tab that dies while it writes leaves the copy before. Every failure is
// storage.failed: the page works without storage, it only forgets.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { PlaygroundError } from '../../lib/schema/errors';
import type { RunStorage, SavedMeta } from './app-core';

/** Of own data sets together; the oldest go first. */
export const OWN_DATA_LIMIT_BYTES = 200 * 1024 * 1024;

const DATABASE = 'gan-playground';
const VERSION = 1;
const SLOTS = ['slotA', 'slotB'] as const;
type Slot = (typeof SLOTS)[number];
const POINTER = 'latest';
/** `ownData` holds the bytes, `ownSets` what is to know without reading them; both by fingerprint. */
const STORES = ['runs', 'ownData', 'ownSets'] as const;
export type StoreName = (typeof STORES)[number];

/** A `value` of undefined deletes. */
export interface Change {
  readonly store: StoreName;
  readonly key: string;
  readonly value: unknown;
}

/** What is needed of a database; replaced in tests. */
export interface RecordDatabase {
  /** Undefined when there is none. */
  read(store: StoreName, key: string): Promise<unknown>;
  readAll(store: StoreName): Promise<readonly unknown[]>;
  /** All or nothing; resolves once the browser has written them. */
  write(changes: readonly Change[]): Promise<void>;
}

interface SavedRun {
  readonly bytes: Uint8Array;
  readonly meta: SavedMeta;
  readonly length: number;
  readonly sha256: string;
}

interface OwnSet {
  readonly sha256: string;
  readonly length: number;
  /** Rises with every set that is saved. */
  readonly order: number;
}

const problemOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'QuotaExceededError') return 'there is no room left';
  return error.message === '' ? error.name : error.message;
};

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PlaygroundError) throw error;
    throw new PlaygroundError('storage.failed', { problem: problemOf(error) });
  }
}

/** On plain http the browser does not offer its own digest, which is faster and off the page's thread. */
async function digestOf(bytes: Uint8Array): Promise<string> {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) return bytesToHex(sha256(bytes));
  return bytesToHex(
    new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)),
  );
}

/** Storing a view stores the whole buffer behind it. */
const compact = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();

/** What a slot holds, or null when it is empty or its bytes are not those that were written. */
async function intact(record: unknown): Promise<SavedRun | null> {
  const saved = record as Partial<SavedRun> | undefined;
  if (saved?.meta === undefined || !(saved.bytes instanceof Uint8Array)) return null;
  const { bytes, length } = saved;
  if (bytes.length !== length || (await digestOf(bytes)) !== saved.sha256) return null;
  return saved as SavedRun;
}

export function createRunStorage(database: RecordDatabase): RunStorage {
  const latestSlot = async (): Promise<Slot | undefined> => {
    const pointer = await database.read('runs', POINTER);
    return SLOTS.find((slot) => slot === pointer);
  };

  return {
    saveRun: (bytes, meta) =>
      guarded(async () => {
        const [first, second] = SLOTS;
        const slot = (await latestSlot()) === first ? second : first;
        const value: SavedRun = {
          bytes: compact(bytes),
          meta,
          length: bytes.length,
          sha256: await digestOf(bytes),
        };
        await database.write([{ store: 'runs', key: slot, value }]);
        await database.write([{ store: 'runs', key: POINTER, value: slot }]);
      }),
    latestRun: () =>
      guarded(async () => {
        const latest = await latestSlot();
        const order = latest === undefined ? SLOTS : [latest, ...SLOTS.filter((s) => s !== latest)];
        let failure: unknown = null;
        for (const slot of order) {
          try {
            const saved = await intact(await database.read('runs', slot));
            if (saved !== null) return { bytes: saved.bytes, meta: saved.meta };
          } catch (error) {
            // A slot that the browser cannot read is as good as a damaged one, as long as the other is well.
            failure ??= error;
          }
        }
        if (failure !== null) throw failure;
        return null;
      }),
    clearRun: () =>
      guarded(() =>
        database.write(
          [...SLOTS, POINTER].map((key) => ({ store: 'runs', key, value: undefined })),
        ),
      ),
    saveOwnData: (fingerprint, bytes) =>
      guarded(async () => {
        if (bytes.length > OWN_DATA_LIMIT_BYTES) {
          throw new PlaygroundError('storage.failed', {
            problem: `the data set has ${bytes.length} bytes, more than the ${OWN_DATA_LIMIT_BYTES} that are kept`,
          });
        }
        const sets = ((await database.readAll('ownSets')) as readonly OwnSet[])
          .filter((set) => set.sha256 !== fingerprint)
          .sort((a, b) => a.order - b.order);
        const changes: Change[] = [];
        let total = sets.reduce((sum, { length }) => sum + length, bytes.length);
        for (const { sha256: key, length } of sets) {
          if (total <= OWN_DATA_LIMIT_BYTES) break;
          total -= length;
          changes.push(
            { store: 'ownData', key, value: undefined },
            { store: 'ownSets', key, value: undefined },
          );
        }
        const set: OwnSet = {
          sha256: fingerprint,
          length: bytes.length,
          order: (sets.at(-1)?.order ?? 0) + 1,
        };
        await database.write([
          ...changes,
          { store: 'ownData', key: fingerprint, value: compact(bytes) },
          { store: 'ownSets', key: fingerprint, value: set },
        ]);
      }),
    ownData: (fingerprint) =>
      guarded(async () => {
        const bytes = await database.read('ownData', fingerprint);
        return bytes instanceof Uint8Array ? bytes : null;
      }),
  };
}

interface Schema extends DBSchema {
  runs: { key: string; value: unknown };
  ownData: { key: string; value: unknown };
  ownSets: { key: string; value: unknown };
}

/** IndexedDB, opened when it is first needed, and again after a failure. */
function indexedDatabase(): RecordDatabase {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = (): void => {
    opening = null;
  };
  const open = (): Promise<IDBPDatabase<Schema>> => {
    opening ??= openDB<Schema>(DATABASE, VERSION, {
      upgrade(database) {
        for (const store of STORES) database.createObjectStore(store);
      },
      // A newer page in another tab waits for this one to let go.
      blocking(_from, _to, event) {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };
  return {
    read: async (store, key) => (await open()).get(store, key),
    readAll: async (store) => (await open()).getAll(store),
    async write(changes) {
      const stores = [...new Set(changes.map(({ store }) => store))];
      const transaction = (await open()).transaction(stores, 'readwrite');
      try {
        // A request that succeeds is not yet on the disk; only the whole transaction says so.
        await Promise.all([
          transaction.done,
          ...changes.map(({ store, key, value }) => {
            const records = transaction.objectStore(store);
            return value === undefined ? records.delete(key) : records.put(value, key);
          }),
        ]);
      } catch (error) {
        abort(transaction);
        throw error;
      }
    },
  };
}

/** Takes back what was asked for before a request that could not even be made. */
function abort(transaction: { abort(): void; readonly done: Promise<void> }): void {
  transaction.done.catch(() => undefined);
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

/** The storage of this browser; opening it fails no earlier than its first use. */
export const openBrowserStorage = (): RunStorage => createRunStorage(indexedDatabase());
