// What the actions share: the stores, the wire, and what the surroundings give. Built once by createApp; tests build it
// with a fake wire and fake surroundings.

import type { ExperimentConfig } from '../../lib/schema/config';
import { toWireError } from '../../lib/schema/errors';
import type { RequestKind, Requests, WorkerEventKind, WorkerEvents } from '../workers/protocol';
import type { createCatalogStore } from './catalog-store';
import type { createExperimentStore } from './experiment-store';
import type { createMeasuresStore } from './measures-store';
import { type createNoticeStore, type NoticeAction, notify } from './notice-store';
import type { createRunStore, RunPhase } from './run-store';
import type { SeriesStore } from './series-store';
import type { createStageStore } from './stage-store';
import { encodeExperiment } from './url-codec';
import type { createViewStore } from './view-store';

/** The page's end of the wire, as app/workers/client.ts gives it. */
export interface Wire {
  request<K extends RequestKind>(
    kind: K,
    params: Requests[K]['params'],
    transfer?: Transferable[],
  ): Promise<Requests[K]['result']>;
  on<K extends WorkerEventKind>(kind: K, listener: (payload: WorkerEvents[K]) => void): () => void;
  frameTaken(): void;
  /** Messages that came from workers so far. */
  readonly heard: number;
  restart(): void;
  dispose(): void;
}

export interface Stores {
  readonly catalog: ReturnType<typeof createCatalogStore>;
  readonly experiment: ReturnType<typeof createExperimentStore>;
  readonly run: ReturnType<typeof createRunStore>;
  readonly series: SeriesStore;
  readonly stage: ReturnType<typeof createStageStore>;
  readonly view: ReturnType<typeof createViewStore>;
  readonly notices: ReturnType<typeof createNoticeStore>;
  readonly measures: ReturnType<typeof createMeasuresStore>;
}

/** Runs and own data that outlive the page. Every call may reject with storage.failed. */
export interface RunStorage {
  saveRun(bytes: Uint8Array, meta: SavedMeta): Promise<void>;
  latestRun(): Promise<{ readonly bytes: Uint8Array; readonly meta: SavedMeta } | null>;
  clearRun(): Promise<void>;
  saveOwnData(sha256: string, bytes: Uint8Array): Promise<void>;
  ownData(sha256: string): Promise<Uint8Array | null>;
}

export interface SavedMeta {
  readonly name: string;
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** What the browser gives the page; replaced in tests. */
export interface Surroundings {
  readonly storage: RunStorage;
  /** The location's hash without `#`. */
  readHash(): string;
  writeHash(hash: string): void;
  pageUrl(): string;
  download(name: string, bytes: Uint8Array | string, type: string): void;
  copyText(text: string): Promise<boolean>;
  randomSeed(): number;
  /** Milliseconds since 1970. */
  wallClock(): number;
  /** Monotonic milliseconds. */
  now(): number;
}

export interface Core {
  readonly wire: Wire;
  readonly stores: Stores;
  readonly around: Surroundings;
}

/** True when an error says only that the worker is gone: every request that waited gets it, and the lost phase shows it once. */
export function isLoss(core: Core, error: unknown): boolean {
  const { code, message } = toWireError(error);
  const { phase } = core.stores.run.getState();
  return code === 'worker.stopped' || (phase.kind === 'lost' && phase.error.message === message);
}

/** Changes the phase. Nothing but a new worker leaves the lost phase. */
export function enter(core: Core, phase: RunPhase): void {
  core.stores.run.setState((state) => (state.phase.kind === 'lost' ? state : { phase }));
}

/** Shows an error. What the person cancelled is no error. */
export function report(core: Core, error: unknown, actions: readonly NoticeAction[] = []): void {
  const wire = toWireError(error);
  if (wire.code === 'data.cancelled' || isLoss(core, error)) return;
  notify(core.stores.notices, { tone: 'error', error: wire, actions });
}

/** True for an answer to a run that was replaced while the request was under way. */
export const isForReplacedRun = (error: unknown): boolean => toWireError(error).code === 'run.none';

/** Runs work whose failure is shown as a notice and passed on. An answer for a run that was replaced is nobody's error. */
export async function reported<T>(core: Core, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isForReplacedRun(error)) report(core, error);
    throw error;
  }
}

/** Runs work whose failure is shown as a notice, and that is all. */
export async function attempted(core: Core, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    report(core, error);
  }
}

/** Writes the experiment into the address; one that does not fit keeps the old address and says so, and can be trained all the same. */
export function writeLink(core: Core, config: ExperimentConfig): void {
  const { catalog } = core.stores.catalog.getState();
  if (catalog === null) return;
  try {
    core.around.writeHash(encodeExperiment(catalog, config));
  } catch (error) {
    report(core, error);
  }
}
