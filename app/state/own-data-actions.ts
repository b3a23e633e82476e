// A user's own files: decoded in the worker, remembered by fingerprint in the browser, and looked up there when a run
// needs them again.

import type { DataRef } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import type { ViewData } from '../../lib/schema/views';
import type { OwnFile } from '../workers/protocol';
import { type Core, report, reported } from './app-core';

export interface OwnDataActions {
  /** Decodes files into a set; the caller chooses it. Rejects with the decoder's PlaygroundError. */
  loadOwnFiles(
    files: readonly OwnFile[],
    size: 28 | 32 | 64,
    onProgress: (done: number, total: number) => void,
  ): Promise<{ readonly data: DataRef; readonly notes: readonly string[] }>;
  cancelLoading(): void;
  /** Shows a failure as a notice and passes it on. */
  preview(data: DataRef, count: number): Promise<ViewData>;
  /** Brings an own set from the browser's storage back into the worker; true when it is there now. */
  fetchOwnData(sha256: string): Promise<boolean>;
}

export function createOwnDataActions(core: Core): OwnDataActions {
  const { wire, around } = core;
  /** The latest set that the browser would not store, so that at least a new worker can have it. */
  let unstored: { readonly sha256: string; readonly bytes: Uint8Array } | null = null;

  const remember = async (data: DataRef): Promise<void> => {
    if (data.kind !== 'own') return;
    const { sha256 } = data;
    try {
      const bytes = await wire.request('exportOwnData', { sha256 });
      try {
        await around.storage.saveOwnData(sha256, bytes);
      } catch (error) {
        unstored = { sha256, bytes };
        throw error;
      }
    } catch (error) {
      report(core, error);
    }
  };

  const fetchOwnData = async (sha256: string): Promise<boolean> => {
    // The request gives its bytes away; those in memory may be needed again.
    const bytes =
      unstored?.sha256 === sha256 ? unstored.bytes.slice() : await around.storage.ownData(sha256);
    if (bytes === null) return false;
    await wire.request('importOwnData', { bytes }, [bytes.buffer as ArrayBuffer]);
    return true;
  };

  return {
    async loadOwnFiles(files, size, onProgress) {
      const stop = wire.on('progress', ({ task, done, total }) => {
        if (task === 'data') onProgress(done, total);
      });
      try {
        const loaded = await wire.request('loadOwnData', { files, size });
        // Not awaited: the set can be used while the browser writes it.
        void remember(loaded.data);
        return loaded;
      } finally {
        stop();
      }
    },
    cancelLoading: () => {
      wire.request('cancelLoading', {}).catch((error: unknown) => report(core, error));
    },
    preview: (data, count) =>
      reported(core, async () => {
        try {
          return await wire.request('preview', { data, count });
        } catch (error) {
          const missing = error instanceof PlaygroundError && error.code === 'data.missing';
          if (!missing || data.kind !== 'own' || !(await fetchOwnData(data.sha256))) throw error;
          return wire.request('preview', { data, count });
        }
      }),
    fetchOwnData,
  };
}
