// Which buffers of an answer or event move to the page instead of being copied.

import type { SeriesBlock } from '../../lib/schema/series';
import { type ViewData, viewBuffers } from '../../lib/schema/views';
import type { RequestKind, Requests, WorkerEventKind, WorkerEvents } from './protocol';

type BufferLists = {
  readonly [K in RequestKind]: (result: Requests[K]['result']) => ArrayBuffer[];
};

const none = (): ArrayBuffer[] => [];
const bytes = (result: Uint8Array): ArrayBuffer[] => [result.buffer as ArrayBuffer];

const BUFFERS: BufferLists = {
  describe: none,
  startBackend: none,
  accepts: none,
  preview: viewBuffers,
  // The history stays the trainer's own, which goes on appending to it.
  create: none,
  start: none,
  pause: none,
  step: none,
  update: none,
  view: viewBuffers,
  stage: none,
  generate: viewBuffers,
  latents: none,
  measure: none,
  loadFeatures: none,
  trainFeatures: none,
  cancelMeasure: none,
  save: bytes,
  restore: none,
  loadOwnData: none,
  exportOwnData: bytes,
  importOwnData: none,
  cancelLoading: none,
};

export function resultBuffers<K extends RequestKind>(
  kind: K,
  result: Requests[K]['result'],
): ArrayBuffer[] {
  return BUFFERS[kind](result);
}

const seriesBuffers = ({ steps, values }: SeriesBlock): ArrayBuffer[] => [
  ...new Set([steps, ...Object.values(values)].map((array) => array.buffer as ArrayBuffer)),
];

export function eventBuffers<K extends WorkerEventKind>(
  kind: K,
  payload: WorkerEvents[K],
): ArrayBuffer[] {
  switch (kind) {
    case 'frame':
      return viewBuffers((payload as { view: ViewData }).view);
    case 'series':
      return seriesBuffers((payload as { block: SeriesBlock }).block);
    default:
      return [];
  }
}
