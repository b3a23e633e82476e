// Bringing own files in: what is being read, what came of it, and how to stop. The reading itself is the caller's.

import { useCallback, useRef, useState } from 'react';
import type { DataRef } from '../../../lib/schema/data';
import { toWireError, type WireError } from '../../../lib/schema/errors';
import type { OwnFile } from '../../workers/protocol';

export const PICTURE_SIZES = [28, 32, 64] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

export type OwnDataStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly done: number; readonly total: number }
  | { readonly kind: 'loaded'; readonly name: string; readonly notes: readonly string[] }
  | { readonly kind: 'failed'; readonly error: WireError };

export interface OwnDataCallbacks {
  readonly load: (
    files: readonly OwnFile[],
    size: PictureSize,
    onProgress: (done: number, total: number) => void,
  ) => Promise<{ readonly data: DataRef; readonly notes: readonly string[] }>;
  readonly cancel: () => void;
  readonly onChosen: (data: DataRef) => void;
}

export function useOwnData({ load, cancel, onChosen }: OwnDataCallbacks) {
  const [status, setStatus] = useState<OwnDataStatus>({ kind: 'idle' });
  const latest = useRef(0);
  const read = useCallback(
    async (files: readonly OwnFile[] | Promise<readonly OwnFile[]>, size: PictureSize) => {
      const ticket = ++latest.current;
      const show = (next: OwnDataStatus): void => {
        if (ticket === latest.current) setStatus(next);
      };
      show({ kind: 'loading', done: 0, total: 0 });
      try {
        const { data, notes } = await load(await files, size, (done, total) =>
          show({ kind: 'loading', done, total }),
        );
        if (ticket !== latest.current) return;
        onChosen(data);
        show({ kind: 'loaded', name: data.kind === 'own' ? data.name : '', notes });
      } catch (error) {
        const wire = toWireError(error);
        // Who cancelled knows it.
        show(wire.code === 'data.cancelled' ? { kind: 'idle' } : { kind: 'failed', error: wire });
      }
    },
    [load, onChosen],
  );
  const dismiss = useCallback((): void => setStatus({ kind: 'idle' }), []);
  return { status, read, cancel, dismiss };
}
