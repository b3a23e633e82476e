// The page's end of the wire: requests as promises, events to listeners, and what happens when the worker dies. This file
// is the page's code, compiled with it; it imports nothing of the worker but types.

import { fromWireError, PlaygroundError, toWireError } from '../../lib/schema/errors';
import type {
  EventMessage,
  PageMessage,
  ReplyMessage,
  RequestKind,
  RequestMessage,
  Requests,
  WorkerEventKind,
  WorkerEvents,
} from './protocol';

/** What the client uses of a Worker. */
export interface WorkerPort {
  postMessage(message: PageMessage, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'error' | 'messageerror',
    listener: (event: { readonly message?: string }) => void,
  ): void;
  terminate(): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: PlaygroundError): void;
}

type State =
  | { readonly kind: 'running'; readonly worker: WorkerPort }
  | { readonly kind: 'stopped'; readonly error: PlaygroundError };

type Listener = (payload: WorkerEvents[WorkerEventKind]) => void;

const trainingWorker = (): WorkerPort =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

const stopped = (problem: string): PlaygroundError =>
  new PlaygroundError('worker.stopped', { problem });

export class TrainerClient {
  readonly #createWorker: () => WorkerPort;
  readonly #baseUrl: string;
  readonly #listeners = new Map<WorkerEventKind, Set<Listener>>();
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #heard = 0;
  /** The highest run that was heard of; events of earlier ones are late. */
  #latestRunId = 0;
  #state: State;

  /** `baseUrl` – the folder of the page, absolute; `datasets/` lies below it. */
  constructor(
    createWorker: () => WorkerPort = trainingWorker,
    baseUrl: string = new URL('.', document.baseURI).href,
  ) {
    this.#createWorker = createWorker;
    this.#baseUrl = baseUrl;
    this.#state = this.#launch();
  }

  /** @throws PlaygroundError what the worker answered, or worker.stopped */
  request<K extends RequestKind>(
    kind: K,
    params: Requests[K]['params'],
    transfer: Transferable[] = [],
  ): Promise<Requests[K]['result']> {
    const state = this.#state;
    if (state.kind === 'stopped') return Promise.reject(state.error);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        resolve: (result) => resolve(result as Requests[K]['result']),
        reject,
      });
      try {
        // `kind` and `params` belong together by the signature; TypeScript does not join them over a union.
        state.worker.postMessage({ type: 'request', id, kind, params } as RequestMessage, transfer);
      } catch (error) {
        // Parameters that cannot be cloned.
        this.#pending.delete(id);
        reject(fromWireError(toWireError(error)));
      }
    });
  }

  /** Calls `listener` for every event of a kind; returns how to stop that. */
  on<K extends WorkerEventKind>(kind: K, listener: (payload: WorkerEvents[K]) => void): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners);
    // Registered under its own kind, so that it is never called with another's payload.
    const registered = listener as Listener;
    listeners.add(registered);
    return () => listeners.delete(registered);
  }

  /** Tells the worker that the last frame is on the screen. */
  frameTaken(): void {
    if (this.#state.kind === 'running') {
      this.#state.worker.postMessage({ type: 'frameTaken' }, []);
    }
  }

  /** Messages that came from workers so far. */
  get heard(): number {
    return this.#heard;
  }

  /** A new worker in place of the old one, whose run and data are gone with it. */
  restart(): void {
    this.#stop(stopped('it was replaced'));
    this.#state = this.#launch();
  }

  dispose(): void {
    this.#stop(stopped('the page closed it'));
    this.#listeners.clear();
  }

  #launch(): State {
    const worker = this.#createWorker();
    const current = (): boolean => this.#state.kind === 'running' && this.#state.worker === worker;
    const fail = (problem: string): void => {
      if (!current()) return;
      const error = stopped(problem);
      this.#stop(error);
      this.#emit('deviceLost', { error: toWireError(error) });
    };
    worker.addEventListener('message', ({ data }) => {
      this.#heard += 1;
      if (current()) this.#receive(data as EventMessage | ReplyMessage, fail);
    });
    worker.addEventListener('error', ({ message }) => fail(message || 'its script did not load'));
    worker.addEventListener('messageerror', () => fail('a message of it could not be read'));
    const hello: PageMessage = {
      type: 'hello',
      baseUrl: this.#baseUrl,
      firstRunId: this.#latestRunId + 1,
    };
    worker.postMessage(hello, []);
    return { kind: 'running', worker };
  }

  #stop(error: PlaygroundError): void {
    if (this.#state.kind === 'running') this.#state.worker.terminate();
    this.#state = { kind: 'stopped', error };
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }

  #receive(message: EventMessage | ReplyMessage, fail: (problem: string) => void): void {
    if (message.type === 'event') {
      if (this.#isLate(message)) return;
      this.#emit(message.kind, message.payload);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) {
      fail(message.ok ? 'it answered what nobody asked' : message.error.message);
      return;
    }
    this.#pending.delete(message.id);
    if (message.ok) {
      this.#hearOf(message.result);
      pending.resolve(message.result);
    } else pending.reject(fromWireError(message.error));
  }

  /** Runs are numbered upwards, so that one of a lower number has been replaced. */
  #isLate({ payload }: EventMessage): boolean {
    this.#hearOf(payload);
    return 'runId' in payload && payload.runId < this.#latestRunId;
  }

  #hearOf(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('runId' in message)) return;
    this.#latestRunId = Math.max(this.#latestRunId, Number(message.runId));
  }

  #emit<K extends WorkerEventKind>(kind: K, payload: WorkerEvents[K]): void {
    for (const listener of [...(this.#listeners.get(kind) ?? [])]) listener(payload);
  }
}
