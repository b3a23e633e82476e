// Saving and opening runs, sharing links, exporting curves, and the automatic copies that survive a closed tab or a lost
// worker.

import type { DataRef } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import type { RunDescription } from '../workers/protocol';
import {
  attempted,
  type Core,
  isForReplacedRun,
  report,
  type SavedMeta,
  writeLink,
} from './app-core';
import { notify } from './notice-store';
import type { OwnDataActions } from './own-data-actions';
import type { RunActions } from './run-actions';
import { hasRun } from './run-store';
import { toCsv } from './series-buffer';
import { encodeExperiment } from './url-codec';

export interface FileActions {
  /** Downloads the run as one file. */
  saveRun(): Promise<void>;
  openRun(file: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<void>;
  copyLink(): Promise<void>;
  exportCsv(): void;
  /** Stores a copy of a run that has moved since the last one. */
  autosave(): Promise<void>;
  /** Offers the run of an earlier visit. */
  offerRecovery(): Promise<void>;
  recover(): Promise<void>;
  dismissRecovery(): Promise<void>;
  /** Puts the latest copy of the run into a new worker and leaves the draft as it is; false when there is none that opens. */
  restoreCopy(): Promise<boolean>;
  /** Opens the saved run that lacked these data, unless the run there is has moved on since. */
  openWaiting(data: DataRef): Promise<void>;
}

interface Copy {
  readonly runId: number;
  readonly step: number;
  readonly bytes: Uint8Array;
}

export function createFileActions(
  core: Core,
  runActions: RunActions,
  ownData: OwnDataActions,
): FileActions {
  const { wire, stores, around } = core;
  const { run: runStore, experiment, notices, series } = stores;
  /** What a worker that dies does not take along. */
  let copy: Copy | null = null;
  let savingCopy = false;
  /** Set after the browser refused once, so that it is said once. */
  let storageBroken = false;
  /** True once a copy of this visit is in the browser's storage, in place of one of the run that was offered. */
  let hasStored = false;
  /** The run of an earlier visit, which copies of this visit's run soon replace in the storage. */
  let offered: Uint8Array | null = null;
  /** A saved run whose own data are missing, and the run that was there when it was to be opened. */
  let waiting: (Copy & { readonly sha256: string }) | null = null;

  const nameOf = (): string => {
    const { applied } = experiment.getState();
    const { data } = applied ?? {};
    const label = data?.kind === 'builtin' ? data.id : (data?.kind ?? 'data');
    return `${applied?.architecture ?? 'run'}-${label}-seed${applied?.seed ?? 0}-step${runStore.getState().step}`;
  };

  const runBytes = (): Promise<Uint8Array> =>
    wire.request('save', { runId: runStore.getState().run?.runId ?? 0 });

  const attempt = (work: () => Promise<void>): Promise<void> => attempted(core, work);

  const show = (run: RunDescription): void => {
    experiment.setState({ draft: run.config, past: [], future: [], fieldErrors: {} });
    writeLink(core, run.config);
    runActions.adopt(run);
    wire
      .request('accepts', { data: run.config.data })
      .then((acceptance) => experiment.setState({ acceptance }))
      .catch((error: unknown) => report(core, error));
  };

  /** Asks the browser's storage for own data that the worker does not have, once. */
  const restore = async (bytes: Uint8Array): Promise<RunDescription> => {
    try {
      return await wire.request('restore', { bytes });
    } catch (error) {
      if (!(error instanceof PlaygroundError) || error.code !== 'data.missing') throw error;
      const { sha256 } = error.details as { readonly sha256?: string };
      if (sha256 === undefined) throw error;
      if (!(await ownData.fetchOwnData(sha256))) {
        waiting = { ...here(), bytes, sha256 };
        throw error;
      }
      return wire.request('restore', { bytes });
    }
  };

  const here = () => {
    const { run, step } = runStore.getState();
    return { runId: run?.runId ?? 0, step };
  };

  const openBytes = async (bytes: Uint8Array): Promise<boolean> => {
    waiting = null;
    try {
      const run = await restore(bytes);
      copy = { runId: run.runId, step: run.step, bytes };
      show(run);
      return true;
    } catch (error) {
      report(core, error);
      return false;
    }
  };

  return {
    saveRun: () =>
      attempt(async () => {
        const bytes = await runBytes();
        around.download(`${nameOf()}.safetensors`, bytes, 'application/octet-stream');
        notify(notices, { tone: 'info', text: 'runSaved' });
      }),
    openRun: (file) =>
      attempt(async () => {
        const opened = await openBytes(new Uint8Array(await file.arrayBuffer()));
        if (opened) notify(notices, { tone: 'info', text: 'runOpened' });
      }),
    copyLink: () =>
      attempt(async () => {
        const { draft } = experiment.getState();
        const { catalog } = stores.catalog.getState();
        if (draft === null || catalog === null) return;
        // Not the address, which stays behind when an experiment does not fit into one.
        const [page] = around.pageUrl().split('#');
        const copied = await around.copyText(`${page}#${encodeExperiment(catalog, draft)}`);
        notify(notices, { tone: 'info', text: copied ? 'linkCopied' : 'linkReady' });
      }),
    exportCsv: () => {
      const text = toCsv(series.store.getState().buffer, runStore.getState().marks);
      around.download(`${nameOf()}.csv`, text, 'text/csv');
      notify(notices, { tone: 'info', text: 'csvSaved' });
    },
    async autosave() {
      const { run, step } = runStore.getState();
      if (run === null || !hasRun(runStore.getState()) || step === 0 || savingCopy) return;
      if (copy?.runId === run.runId && copy.step === step) return;
      savingCopy = true;
      try {
        const bytes = await runBytes();
        copy = { runId: run.runId, step, bytes };
        const meta: SavedMeta = { name: nameOf(), step, savedAt: around.wallClock() };
        if (storageBroken) return;
        await around.storage.saveRun(bytes, meta);
        hasStored = true;
      } catch (error) {
        if (isForReplacedRun(error)) return;
        if (error instanceof PlaygroundError && error.code === 'storage.failed')
          storageBroken = true;
        report(core, error);
      } finally {
        savingCopy = false;
      }
    },
    async offerRecovery() {
      try {
        const saved = await around.storage.latestRun();
        if (saved === null) return;
        offered = saved.bytes;
        const actions = ['recover', 'dismissRecovery'] as const;
        notify(notices, { tone: 'info', text: 'recoveryAvailable', actions });
      } catch {
        // Without storage there is nothing to recover; the first copy that fails will say so.
        storageBroken = false;
      }
    },
    recover: () =>
      attempt(async () => {
        if (offered === null) return;
        if (!(await openBytes(offered))) return;
        offered = null;
        notify(notices, { tone: 'info', text: 'runRecovered' });
      }),
    dismissRecovery: () =>
      attempt(async () => {
        offered = null;
        if (!hasStored) await around.storage.clearRun();
      }),
    async restoreCopy() {
      if (copy === null || copy.runId !== here().runId) return false;
      const { bytes } = copy;
      try {
        const run = await restore(bytes);
        copy = { runId: run.runId, step: run.step, bytes };
        runActions.adopt(run);
        return true;
      } catch (error) {
        report(core, error);
        return false;
      }
    },
    async openWaiting(data) {
      if (waiting === null || data.kind !== 'own' || data.sha256 !== waiting.sha256) return;
      const { runId, step } = here();
      const { bytes } = waiting;
      if (runId !== waiting.runId || step !== waiting.step) waiting = null;
      else if (await openBytes(bytes)) notify(notices, { tone: 'info', text: 'runOpened' });
    },
  };
}
