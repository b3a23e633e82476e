import { expect, test } from 'vitest';
import { TrainerClient, type WorkerPort } from './client';
import type { PageMessage, RequestMessage, WorkerMessage } from './protocol';

/** A worker that records what it is sent and says what the test says. */
class FakeWorker implements WorkerPort {
  readonly received: PageMessage[] = [];
  terminated = false;
  readonly #listeners: { type: string; listener: (event: never) => void }[] = [];

  postMessage(message: PageMessage): void {
    structuredClone(message);
    if (this.terminated) throw new Error('posted to a terminated worker');
    this.received.push(message);
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.push({ type, listener });
  }

  terminate(): void {
    this.terminated = true;
  }

  fire(type: string, event: object): void {
    for (const entry of this.#listeners) {
      if (entry.type === type) entry.listener(event as never);
    }
  }

  say(message: WorkerMessage): void {
    this.fire('message', { data: message });
  }

  get requests(): readonly RequestMessage[] {
    return this.received.filter((message) => message.type === 'request');
  }

  answer(index: number, result: unknown): void {
    this.say({ type: 'reply', id: this.requests[index]!.id, ok: true, result });
  }
}

function bench() {
  const workers: FakeWorker[] = [];
  const client = new TrainerClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  }, 'http://page/sub/');
  return { client, workers, worker: workers[0]! };
}

const series = (runId: number) =>
  ({
    type: 'event',
    kind: 'series',
    payload: {
      runId,
      block: { steps: new Int32Array(0), values: {} },
      imagesSeen: 1,
      stepsPerSecond: 1,
      imagesPerSecond: 1,
    },
  }) as const;

test('the first message tells the worker where the page lies', () => {
  expect(bench().worker.received).toEqual([
    { type: 'hello', baseUrl: 'http://page/sub/', firstRunId: 1 },
  ]);
});

test('answers find their requests in any order', async () => {
  const { client, worker } = bench();
  const pause = client.request('pause', { runId: 1 });
  const save = client.request('save', { runId: 1 });
  worker.answer(1, Uint8Array.of(5));
  worker.answer(0, { step: 9 });
  expect(await pause).toEqual({ step: 9 });
  expect(await save).toEqual(Uint8Array.of(5));
});

test('an error arrives with its code and details', async () => {
  const { client, worker } = bench();
  const started = client.request('start', { runId: 3 });
  const error = { code: 'run.none', details: {}, message: 'none' } as const;
  worker.say({ type: 'reply', id: worker.requests[0]!.id, ok: false, error });
  await expect(started).rejects.toMatchObject({ name: 'PlaygroundError', code: 'run.none' });
});

test('parameters that cannot be sent reject their own request only', async () => {
  const { client, worker } = bench();
  const bad = client.request('update', { runId: 1, params: { f: (() => 1) as never } });
  await expect(bad).rejects.toMatchObject({ code: 'internal' });
  const good = client.request('pause', { runId: 1 });
  worker.answer(0, { step: 1 });
  expect(await good).toEqual({ step: 1 });
});

test('listeners hear their kind until they stop', () => {
  const { client, worker } = bench();
  const heard: number[] = [];
  const stop = client.on('series', ({ runId }) => heard.push(runId));
  client.on('frame', () => heard.push(-1));
  worker.say(series(1));
  stop();
  worker.say(series(1));
  expect(heard).toEqual([1]);
});

test('events of a run that was replaced are dropped', async () => {
  const { client, worker } = bench();
  const heard: number[] = [];
  client.on('series', ({ runId }) => heard.push(runId));
  worker.say(series(1));
  const created = client.request('create', { config: {} as never });
  worker.answer(0, { runId: 2 });
  await created;
  worker.say(series(1));
  worker.say(series(2));
  expect(heard).toEqual([1, 2]);
});

for (const [type, event] of [
  ['error', { message: 'boom' }],
  ['error', {}],
  ['messageerror', {}],
] as const) {
  test(`after ${type} (${'message' in event ? 'with' : 'without'} a message) every request fails and the loss is told once`, async () => {
    const { client, worker } = bench();
    const losses: string[] = [];
    client.on('deviceLost', ({ error }) => losses.push(error.code));
    const pending = client.request('pause', { runId: 1 });
    worker.fire(type, event);
    worker.fire(type, event);
    await expect(pending).rejects.toMatchObject({ code: 'worker.stopped' });
    await expect(client.request('describe', {})).rejects.toMatchObject({ code: 'worker.stopped' });
    expect(losses).toEqual(['worker.stopped']);
    expect(worker.terminated).toBe(true);
    client.frameTaken();
  });
}

test('a restarted client talks to the new worker alone and run numbers go on', async () => {
  const { client, workers, worker } = bench();
  const heard: number[] = [];
  client.on('series', ({ runId }) => heard.push(runId));
  worker.say(series(4));
  const pending = client.request('pause', { runId: 4 });
  client.restart();
  await expect(pending).rejects.toMatchObject({ code: 'worker.stopped' });
  expect(worker.terminated).toBe(true);
  expect(workers[1]!.received).toEqual([
    { type: 'hello', baseUrl: 'http://page/sub/', firstRunId: 5 },
  ]);
  worker.say(series(4));
  worker.fire('error', {});
  workers[1]!.say(series(5));
  expect(heard).toEqual([4, 5]);
  const next = client.request('pause', { runId: 5 });
  workers[1]!.answer(0, { step: 0 });
  expect(await next).toEqual({ step: 0 });
});

test('a worker that answers what nobody asked is given up', async () => {
  const { client, worker } = bench();
  const pending = client.request('pause', { runId: 1 });
  const error = { code: 'internal', details: { message: 'x' }, message: 'no request' } as const;
  worker.say({ type: 'reply', id: -1, ok: false, error });
  await expect(pending).rejects.toMatchObject({ details: { problem: 'no request' } });
});

test('a disposed client ends its worker and refuses everything', async () => {
  const { client, worker } = bench();
  client.dispose();
  expect(worker.terminated).toBe(true);
  await expect(client.request('describe', {})).rejects.toMatchObject({ code: 'worker.stopped' });
});
