// What measures cost a run that goes on training: the page's worker itself trains alone and trains while it takes a Fréchet
// distance of 2,048 samples, in turns. Processor time is stated beside wall time: on a machine that others use, only it tells a
// slower run from a busier machine.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReplyMessage, RequestKind, Requests } from '../app/workers/protocol';
import { trainingWorker } from '../app/workers/training-worker';
import type { ExperimentConfig } from '../lib/schema/config';
import { nodeEnvironment } from '../lib/tfjs/node-environment';
import { ROOT, WASM_FOLDER } from '../tools/node-environment';

const METRIC = 'frechet';
/** How long the run trains alone before each measure. */
const ALONE_MS = 4000;
const MEMORY_MEGABYTES = 1000;
const BASE_URL = 'http://localhost/';

interface Speeds {
  /** Steps per second. */
  readonly alone: number;
  readonly whileMeasuring: number;
  readonly ratio: number;
}

export interface MeasuringRound {
  readonly wall: Speeds;
  readonly processor: Speeds;
  /** From the request to the figure. */
  readonly seconds: number;
  readonly samples: number;
}

/** Answers with the files of public/. */
const publicFiles: typeof fetch = async (request) => {
  const { pathname } = new URL(String(request));
  try {
    return new Response(new Uint8Array(await readFile(join(ROOT, 'public', pathname))));
  } catch {
    return new Response('', { status: 404 });
  }
};

/** The worker without a thread of its own: requests as calls, frames taken as soon as they come. */
function startWorker() {
  const replies = new Map<number, (reply: ReplyMessage) => void>();
  const receive = trainingWorker(
    { type: 'hello', baseUrl: BASE_URL, firstRunId: 1 },
    {
      post(message) {
        if (message.type === 'reply') {
          replies.get(message.id)?.(message);
          replies.delete(message.id);
          return;
        }
        if (message.kind === 'frame') setImmediate(() => void receive({ type: 'frameTaken' }));
      },
      backendEnvironment: (troubles) => nodeEnvironment(WASM_FOLDER, troubles),
      memoryLimitMegabytes: () => MEMORY_MEGABYTES,
      decodeImage: () => Promise.reject(new Error('no pictures are decoded here')),
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      fetcher: publicFiles,
      now: () => performance.now(),
    },
  );
  let id = 0;
  return async <K extends RequestKind>(
    kind: K,
    params: Requests[K]['params'],
  ): Promise<Requests[K]['result']> => {
    id += 1;
    const answered = new Promise<ReplyMessage>((resolve) => replies.set(id, resolve));
    void receive({ type: 'request', id, kind, params });
    const reply = await answered;
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.result as Requests[K]['result'];
  };
}

const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Trains on wasm; the first measure, which also loads the features, is not counted. */
export async function benchWhileMeasuring(
  config: ExperimentConfig,
  rounds: number,
  onRound: (round: MeasuringRound) => void,
): Promise<readonly MeasuringRound[]> {
  const request = startWorker();
  await request('startBackend', { preference: 'wasm' });
  const { runId } = await request('create', { config });
  /** Steps per second of the training that goes on during some work, and what that work gives. */
  const trainDuring = async <T>(work: () => Promise<T>) => {
    const { step: before } = await request('pause', { runId });
    const [wallBefore, processorBefore] = [performance.now(), processorSeconds()];
    await request('start', { runId });
    const result = await work();
    const { step } = await request('pause', { runId });
    const seconds = (performance.now() - wallBefore) / 1000;
    const steps = step - before;
    const processor = steps / (processorSeconds() - processorBefore);
    return { result, seconds, wall: steps / seconds, processor };
  };
  const measure = () =>
    request('measure', { runId, ids: [METRIC], of: 'generated', features: 'usual' });
  const wait = () => new Promise((resolve) => setTimeout(resolve, ALONE_MS));
  await trainDuring(measure);
  const found: MeasuringRound[] = [];
  for (let round = 0; round < rounds; round++) {
    const alone = await trainDuring(wait);
    const during = await trainDuring(measure);
    const figure = during.result?.measured.find((measured) => measured.kind === 'measured');
    if (figure === undefined) throw new Error(`${METRIC} could not be taken of this run`);
    const speeds = (of: 'wall' | 'processor'): Speeds => ({
      alone: alone[of],
      whileMeasuring: during[of],
      ratio: during[of] / alone[of],
    });
    const one = {
      wall: speeds('wall'),
      processor: speeds('processor'),
      seconds: during.seconds,
      samples: figure.samples,
    };
    onRound(one);
    found.push(one);
  }
  return found;
}
