// A wire that answers like the worker without training anything, for tests of the page's state.

import { buildCatalog } from '../../../lib/gan/catalog';
import { type ExperimentConfig, findArchitecture } from '../../../lib/schema/config';
import type { DataRef } from '../../../lib/schema/data';
import { PlaygroundError } from '../../../lib/schema/errors';
import type {
  RequestKind,
  Requests,
  RunDescription,
  WorkerEventKind,
  WorkerEvents,
} from '../../workers/protocol';
import type { Wire } from '../app-core';

type Handlers = { [K in RequestKind]?: (params: Requests[K]['params']) => Requests[K]['result'] };

export interface FakeWire extends Wire {
  /** Every request so far. */
  readonly sent: readonly { readonly kind: RequestKind; readonly params: unknown }[];
  emit<K extends WorkerEventKind>(kind: K, payload: WorkerEvents[K]): void;
  countOf(kind: RequestKind): number;
  readonly restarts: number;
}

const CATALOG = buildCatalog([]);

/** A set that a person might have brought. */
export const OWN_DATA = {
  kind: 'own',
  name: 'mine',
  sha256: 'b'.repeat(64),
  size: 28,
  channels: 1,
  count: 10,
  classes: [],
} as const satisfies DataRef;

export function describeRun(runId: number, config: ExperimentConfig, step = 0): RunDescription {
  return {
    runId,
    config,
    data: { kind: 'points', dim: 2, extent: 3, hasDensity: true, modes: 8 },
    step,
    imagesSeen: 0,
    networks: [],
    latents: [],
    series: [{ id: 'lossD', label: 'Loss of D', chart: 'loss', role: 'd', unit: '', meaning: '' }],
    views: [
      { id: 'theatre', kind: 'field', label: 'Theatre', help: '', placement: 'stage', args: {} },
    ],
    memoryMegabytes: 1,
    history: { steps: new Int32Array(), values: { lossD: new Float32Array() } },
    marks: [],
  };
}

/** @param overrides answers of single requests; they may throw */
export function fakeWire(overrides: Handlers = {}): FakeWire {
  const listeners = new Map<WorkerEventKind, Set<(payload: never) => void>>();
  const sent: { kind: RequestKind; params: unknown }[] = [];
  let runId = 0;
  let restarts = 0;
  let heard = 0;
  const handlers: Handlers = {
    describe: () => CATALOG,
    startBackend: ({ preference }) => ({
      chosen: preference === 'auto' ? 'wasm' : preference,
      software: false,
      adapter: '',
      considered: [],
    }),
    accepts: ({ data }) => ({
      gan: null,
      dcgan: data.kind === 'builtin' && data.id === 'digits' ? null : 'it convolves over images.',
    }),
    create: ({ config }) => describeRun(++runId, config),
    start: () => null,
    pause: () => ({ step: 0 }),
    step: () => ({ step: 1 }),
    update: ({ params }) => ({
      mark: Object.entries(params).map(([key, to]) => ({ step: 2, key, from: 0, to })),
    }),
    stage: () => null,
    save: () => Uint8Array.of(1, 2, 3),
    ...overrides,
  };
  return {
    sent,
    get restarts() {
      return restarts;
    },
    async request(kind, params) {
      sent.push({ kind, params });
      const handler = handlers[kind];
      if (handler === undefined)
        throw new PlaygroundError('internal', { message: `no ${kind} here` });
      const answer = handler(params as never) as never;
      heard += 1;
      return answer;
    },
    on(kind, listener) {
      const set = listeners.get(kind) ?? new Set();
      listeners.set(kind, set);
      set.add(listener as (payload: never) => void);
      return () => set.delete(listener as (payload: never) => void);
    },
    get heard() {
      return heard;
    },
    emit(kind, payload) {
      heard += 1;
      for (const listener of listeners.get(kind) ?? []) listener(payload as never);
    },
    countOf: (kind) => sent.filter((request) => request.kind === kind).length,
    frameTaken: () => undefined,
    restart: () => {
      restarts += 1;
    },
    dispose: () => undefined,
  };
}

/** The params of an architecture by name, for tests that change one. */
export const paramsOf = (id: string) => findArchitecture(CATALOG, id).params;
