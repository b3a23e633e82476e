// Puts the worker together: session, data sets and library behind one dispatcher. What the browser offers is passed in, so
// that the same whole runs in tests over a MessageChannel.

import type { DecodeOptions } from '../../lib/gan/datasets/decode/decoded-images';
import { dataFiles } from './data-files';
import { Datasets } from './datasets';
import { createDispatcher } from './dispatcher';
import { type GanLibraryEnvironment, ganLibrary } from './gan-library';
import { requestHandlers } from './handlers';
import type { Hello, WorkerEventKind, WorkerEvents, WorkerMessage } from './protocol';
import { eventBuffers } from './result-buffers';
import { Session } from './session';

export interface TrainingWorkerEnvironment
  extends Pick<GanLibraryEnvironment, 'backendEnvironment' | 'memoryLimitMegabytes'> {
  post(message: WorkerMessage, transfer: ArrayBuffer[]): void;
  readonly decodeImage: DecodeOptions['decodeImage'];
  /** Resolves after the messages that wait have been handled. */
  turn(): Promise<void>;
  wait(ms: number): Promise<void>;
  readonly fetcher: typeof fetch;
  now(): number;
}

/** Returns the listener for all messages after `hello`. Its promise never rejects. */
export function trainingWorker(
  hello: Hello,
  env: TrainingWorkerEnvironment,
): (message: unknown) => Promise<void> {
  const { now, turn, wait, post, decodeImage, backendEnvironment, memoryLimitMegabytes } = env;
  const emit = <K extends WorkerEventKind>(kind: K, payload: WorkerEvents[K]): void =>
    // `kind` and `payload` belong together by the signature; TypeScript does not join them over a union.
    post({ type: 'event', kind, payload } as WorkerMessage, eventBuffers(kind, payload));
  const files = dataFiles(hello.baseUrl, env.fetcher);
  const datasets = new Datasets({
    files,
    decodeImage,
    onProgress: (label, done, total) => emit('progress', { task: 'data', label, done, total }),
    now,
    turn,
  });
  const library = ganLibrary({
    datasets,
    backendEnvironment,
    memoryLimitMegabytes,
    readFeatures: files.readFeatures,
    onDeviceTrouble: (error) => session.loseDevice(error),
  });
  const session = new Session({ library, emit, now, turn, wait, firstRunId: hello.firstRunId });
  return createDispatcher({
    handlers: requestHandlers(session, datasets),
    frameTaken: () => session.frameTaken(),
    reply: post,
  });
}
