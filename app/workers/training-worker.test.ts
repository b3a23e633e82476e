import { memory } from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import { fingerprint } from '../../lib/gan/datasets/decode/fingerprint';
import { type ExperimentConfig, presetParams } from '../../lib/schema/config';
import type { SeriesBlock } from '../../lib/schema/series';
import type { TrainerClient } from './client';
import { packImages } from './own-data-file';
import type { RunDescription, WorkerEvents } from './protocol';
import { connectedWorker } from './testing/connected-worker';

let closeWorker = (): void => undefined;
afterEach(() => closeWorker());

function connect(fetcher?: typeof fetch): TrainerClient {
  const { client, close } = connectedWorker(fetcher);
  closeWorker = close;
  return client;
}

async function nanoGan(client: TrainerClient, seed = 7): Promise<ExperimentConfig> {
  const { architectures } = await client.request('describe', {});
  const gan = architectures.find(({ id }) => id === 'gan')!;
  return {
    version: 1,
    seed,
    data: { kind: 'builtin', id: 'ring', params: {} },
    architecture: 'gan',
    params: { ...presetParams(gan, 'points', 'nano'), batchSize: 8 },
  };
}

/** The next event for which the condition holds. */
function next<K extends 'series' | 'frame'>(
  client: TrainerClient,
  kind: K,
  condition: (payload: WorkerEvents[K]) => boolean = () => true,
): Promise<WorkerEvents[K]> {
  return new Promise((resolve) => {
    const stop = client.on(kind, (payload) => {
      if (!condition(payload)) return;
      stop();
      resolve(payload);
    });
  });
}

/** The numbers of the next steps, taken singly. */
async function nextSeries(client: TrainerClient, runId: number, steps: number) {
  const blocks: SeriesBlock[] = [];
  const stop = client.on('series', ({ block }) => blocks.push(block));
  for (let i = 0; i < steps; i++) await client.request('step', { runId, players: 'both' });
  stop();
  return blocks.map(({ steps: at, values }) => [
    [...at],
    Object.fromEntries(Object.entries(values).map(([id, numbers]) => [id, [...numbers]])),
  ]);
}

test('a run is created, trains, streams, pauses, is saved, and continues from the file as if nothing had been', async () => {
  const client = connect();
  const config = await nanoGan(client);
  const report = await client.request('startBackend', { preference: 'cpu' });
  expect(report.chosen).toBe('cpu');
  expect(memory().numTensors).toBe(0);

  client.on('frame', () => client.frameTaken());
  const firstFrame = next(client, 'frame');
  const run = await client.request('create', { config });
  expect(run).toMatchObject({ step: 0, config });
  expect(await firstFrame).toMatchObject({ runId: run.runId, step: 0 });
  const untrained = memory().numTensors;

  const steps: number[] = [];
  client.on('series', ({ block }) => steps.push(...block.steps));
  await client.request('start', { runId: run.runId });
  const frames = [
    await next(client, 'frame', ({ step }) => step > 0),
    await next(client, 'frame', ({ step }) => step > 0),
  ];
  for (const { view } of frames) {
    expect(view.kind).toBe('field');
    // Arrays that the trainer still uses would arrive once and be empty from then on.
    if (view.kind === 'field') {
      expect(view.values).toHaveLength(view.resolution ** 2);
      for (const { xy } of view.clouds) expect(xy.length).toBeGreaterThan(0);
    }
  }
  const { step } = await client.request('pause', { runId: run.runId });
  expect(steps).toEqual(Array.from({ length: step }, (_, i) => i + 1));

  const bytes = await client.request('save', { runId: run.runId });
  const uninterrupted = await nextSeries(client, run.runId, 3);
  const restored = await client.request('restore', { bytes });
  expect(restored.runId).toBeGreaterThan(run.runId);
  expect(restored.step).toBe(step);
  expect([...restored.history.steps]).toEqual(steps.slice(0, step));
  expect(await nextSeries(client, restored.runId, 3)).toEqual(uninterrupted);
  await expect(client.request('save', { runId: run.runId })).rejects.toMatchObject({
    code: 'run.none',
  });

  // A move to another backend and back keeps the numbers, and two runs never add up.
  const during = memory().numTensors;
  await client.request('startBackend', { preference: 'cpu' });
  expect(await client.request('step', { runId: restored.runId, players: 'd' })).toEqual({
    step: step + 4,
  });
  expect(memory().numTensors).toBe(during);
  await client.request('create', { config });
  await client.request('create', { config });
  expect(memory().numTensors).toBe(untrained);
});

test('two runs of one seed give the same series, and a run saved while it trains is saved between two steps', async () => {
  const client = connect();
  const config = await nanoGan(client, 3);
  await client.request('startBackend', { preference: 'cpu' });
  const first = await client.request('create', { config });
  const wanted = await nextSeries(client, first.runId, 4);
  const again = await client.request('create', { config });
  expect(await nextSeries(client, again.runId, 4)).toEqual(wanted);

  await client.request('start', { runId: again.runId });
  const bytes = await client.request('save', { runId: again.runId });
  await next(client, 'series');
  const restored = await client.request('restore', { bytes });
  const { history } = restored;
  expect(history.steps.at(-1) ?? 4).toBe(restored.step);
});

test('requests that cannot be met leave the run as it is', async () => {
  const client = connect();
  const config = await nanoGan(client);
  await client.request('startBackend', { preference: 'cpu' });
  const run: RunDescription = await client.request('create', { config });
  const refused = (request: Promise<unknown>, code: string) =>
    expect(request).rejects.toMatchObject({ code });
  await refused(client.request('create', { config: { ...config, seed: -1 } }), 'config.outOfRange');
  await refused(
    client.request('create', { config: { ...config, extra: 1 } as ExperimentConfig }),
    'config.unknownKey',
  );
  await refused(client.request('restore', { bytes: new Uint8Array(100) }), 'checkpoint.malformed');
  await refused(
    client.request('update', { runId: run.runId, params: { batchSize: 9999999 } }),
    'config.outOfRange',
  );
  await refused(
    client.request('view', { runId: run.runId, id: 'x', args: {}, picture: null }),
    'config.unknownChoice',
  );
  await refused(client.request('startBackend', { preference: 'webgpu' }), 'backend.unavailable');
  await refused(client.request('exportOwnData', { sha256: 'x' }), 'data.missing');
  const own = {
    kind: 'own',
    name: 'my cats',
    sha256: '0'.repeat(64),
    size: 28,
    channels: 1,
    count: 10,
    classes: [],
  } as const;
  await refused(client.request('preview', { data: own, count: 4 }), 'data.missing');
  expect(await client.request('step', { runId: run.runId, players: 'g' })).toEqual({ step: 1 });
});

test('data are shown and judged before there is a run or a backend', async () => {
  const client = connect();
  const preview = await client.request('preview', {
    data: { kind: 'builtin', id: 'ring', params: {} },
    count: 100,
  });
  expect(preview).toMatchObject({ kind: 'field', clouds: [{ role: 'real' }] });
  if (preview.kind === 'field') {
    expect(preview.clouds[0]?.xy).toHaveLength(200);
    expect(Math.max(...preview.values)).toBe(1);
  }
  const line = await client.request('preview', {
    data: { kind: 'builtin', id: 'gaussian-1d', params: {} },
    count: 1000,
  });
  expect(line).toMatchObject({ kind: 'histogram' });
  const accepted = await client.request('accepts', {
    data: { kind: 'builtin', id: 'ring', params: {} },
  });
  expect(accepted.gan).toBeNull();
  expect(accepted.dcgan).toEqual(expect.any(String));
});

test('a stored set of own images comes back through the wire, and a damaged one is refused', async () => {
  const client = connect();
  const images = {
    size: 28,
    channels: 1,
    count: 3,
    pixels: Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251),
    labels: Uint8Array.of(0, 1, 0),
    classes: ['cat', 'dog'],
    name: 'pets',
    notes: [],
  } as const;
  const sha256 = fingerprint(images);
  const bytes = packImages(images, sha256);
  const damaged = bytes.slice();
  damaged[damaged.length - 1] = 1;
  await expect(client.request('importOwnData', { bytes: damaged })).rejects.toMatchObject({
    code: 'data.checksum',
  });
  const { data } = await client.request('importOwnData', { bytes });
  expect(data).toMatchObject({ kind: 'own', name: 'pets', sha256, classes: ['cat', 'dog'] });
  // Twice, since pictures move to the page and the set must stay.
  for (let i = 0; i < 2; i++) {
    const preview = await client.request('preview', { data, count: 3 });
    expect(preview).toMatchObject({ kind: 'images', count: 3, width: 28, height: 28 });
    if (preview.kind !== 'images') throw new Error('unexpected kind');
    expect([...preview.captions].sort()).toEqual(['cat', 'cat', 'dog']);
    const sum = (bytes: Uint8Array) => bytes.reduce((total, byte) => total + byte, 0);
    expect(sum(preview.pixels)).toBe(sum(images.pixels));
  }
  expect(await client.request('exportOwnData', { sha256 })).toEqual(bytes);
});
