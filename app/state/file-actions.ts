// Saving and opening runs, sharing links, exporting curves, and the automatic copies that survive a closed tab or a lost
// worker.

import { PlaygroundError } from '../../lib/schema/errors';
import type { RunDescription } from '../workers/protocol';
import { type Core, report, type SavedMeta, writeLink } from './app-core';
import { notify } from './notice-store';
import type { OwnDataActions } from './own-data-actions';
import type { RunActions } from './run-actions';
import { hasRun } from './run-store';
import { toCsv } from './series-buffer';

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
  /** Opens bytes that `saveRun` made; true on success. */
  openBytes(bytes: Uint8Array): Promise<boolean>;
  /** The latest automatic copy of this visit, for a worker that has died. */
  latestCopy(): Uint8Array | null;
}

export function createFileActions(
  core: Core,
  runActions: RunActions,
  ownData: OwnDataActions,
): FileActions {
  const { wire, stores, around } = core;
  const { run: runStore, experiment, notices, series } = stores;
  let copy: { readonly runId: number; readonly step: number; readonly bytes: Uint8Array } | null =
    null;
  let savingCopy = false;
  /** Set after the browser refused once, so that it is said once. */
  let storageBroken = false;

  const nameOf = (): string => {
    const { applied } = experiment.getState();
    const { data } = applied ?? {};
    const label = data?.kind === 'builtin' ? data.id : (data?.kind ?? 'data');
    return `${applied?.architecture ?? 'run'}-${label}-seed${applied?.seed ?? 0}-step${runStore.getState().step}`;
  };

  const runBytes = (): Promise<Uint8Array> =>
    wire.request('save', { runId: runStore.getState().run?.runId ?? 0 });

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      report(core, error);
    }
  };

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
      if (sha256 === undefined || !(await ownData.fetchOwnData(sha256))) throw error;
      return wire.request('restore', { bytes });
    }
  };

  const openBytes = async (bytes: Uint8Array): Promise<boolean> => {
    try {
      show(await restore(bytes));
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
        const copied = await around.copyText(around.pageUrl());
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
        if (!storageBroken) await around.storage.saveRun(bytes, meta);
      } catch (error) {
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
        const actions = ['recover', 'dismissRecovery'] as const;
        notify(notices, { tone: 'info', text: 'recoveryAvailable', actions });
      } catch {
        // Without storage there is nothing to recover; the first copy that fails will say so.
        storageBroken = false;
      }
    },
    recover: () =>
      attempt(async () => {
        const saved = await around.storage.latestRun();
        if (saved === null) return;
        if (await openBytes(saved.bytes)) notify(notices, { tone: 'info', text: 'runRecovered' });
      }),
    dismissRecovery: () => attempt(() => around.storage.clearRun()),
    openBytes,
    latestCopy: () => copy?.bytes ?? null,
  };
}
