// Features beyond the library's own, through the whole worker: weights of a person's own, and a classifier trained beside the
// run.
import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import { fingerprint } from '../../lib/gan/datasets/decode/fingerprint';
import { createStream } from '../../lib/gan/rng';
import { presetParams } from '../../lib/schema/config';
import type { TrainerClient } from './client';
import { packImages } from './own-data-file';
import { connectedWorker } from './testing/connected-worker';

const weights = readFileSync('public/features/digits.safetensors');

let closeWorker = (): void => undefined;
afterEach(() => closeWorker());

/** An untrained run on noise in three classes, on wasm. */
async function ownRun(count: number): Promise<{ client: TrainerClient; runId: number }> {
  const { client, close } = connectedWorker();
  closeWorker = close;
  const { architectures } = await client.request('describe', {});
  const gan = architectures.find(({ id }) => id === 'gan')!;
  const random = createStream(1, 'pixels');
  const images = {
    name: 'noise',
    size: 28,
    channels: 1,
    count,
    pixels: Uint8Array.from({ length: count * 784 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
    classes: ['a', 'b', 'c'],
    notes: [],
  } as const;
  const bytes = packImages(images, fingerprint(images));
  const { data } = await client.request('importOwnData', { bytes });
  await client.request('startBackend', { preference: 'wasm' });
  const { runId } = await client.request('create', {
    config: {
      version: 1,
      seed: 1,
      data,
      architecture: 'gan',
      params: presetParams(gan, 'images', 'nano'),
    },
  });
  return { client, runId };
}

test('figures on loaded weights carry the name of their file, and those on the usual ones do not', async () => {
  const { client, runId } = await ownRun(100);
  const file = new Blob([weights]);
  const before = memory().numTensors;
  expect(
    await client.request('loadFeatures', { name: 'my-weights.safetensors', file }),
  ).toMatchObject({
    name: 'my-weights.safetensors',
    dims: 64,
    accuracy: null,
  });
  expect(memory().numTensors).toBe(before);
  const namesOn = async (features: 'usual' | 'loaded') => {
    const ids = ['kernelDistance'];
    const report = await client.request('measure', { runId, ids, of: 'real', features });
    return report?.measured.map((measured) => measured.kind === 'measured' && measured.name);
  };
  expect(await namesOn('loaded')).toEqual(['Kernel distance · my-weights.safetensors features']);
  expect(await namesOn('usual')).toEqual(['Kernel distance · random convolutions features']);
});

test('a file that holds no weights is refused in one sentence that names it, and the weights before stay', async () => {
  const { client, runId } = await ownRun(100);
  await client.request('loadFeatures', { name: 'good.safetensors', file: new Blob([weights]) });
  for (const bytes of [weights.subarray(0, 2000), Buffer.from('{}'), Buffer.alloc(0)]) {
    const loading = client.request('loadFeatures', { name: 'bad.bin', file: new Blob([bytes]) });
    await expect(loading).rejects.toMatchObject({
      code: 'features.malformed',
      message: expect.stringMatching(/^"bad\.bin" holds no feature weights \(.+\); choose .+\.$/),
    });
  }
  const ids = ['kernelDistance'];
  const report = await client.request('measure', { runId, ids, of: 'real', features: 'loaded' });
  expect(report?.measured).toMatchObject([{ features: 'good.safetensors' }]);
});

test('what was never loaded or trained cannot be measured with', async () => {
  const { client, runId } = await ownRun(100);
  for (const features of ['loaded', 'trained'] as const) {
    await expect(
      client.request('measure', { runId, ids: ['kernelDistance'], of: 'real', features }),
    ).rejects.toMatchObject({ code: 'features.gone' });
  }
});

test('the training of a classifier tells its share, can be cancelled, and leaves no tensor behind', async () => {
  const { client, runId } = await ownRun(120);
  const before = memory().numTensors;
  const shares: number[] = [];
  client.on('measuring', ({ of, share }) => {
    expect(of).toBe('classifier');
    shares.push(share);
    if (shares.length === 3) void client.request('cancelMeasure', {});
  });
  expect(await client.request('trainFeatures', { runId })).toBeNull();
  expect(shares.length).toBeGreaterThanOrEqual(3);
  expect(shares[2]).toBeLessThan(0.5);
  expect(memory().numTensors).toBe(before);
});

test('a classifier is not trained on too few images', async () => {
  const { client, runId } = await ownRun(60);
  await expect(client.request('trainFeatures', { runId })).rejects.toMatchObject({
    code: 'features.noClassifier',
    details: { images: 60, classes: 3, atLeast: 100 },
  });
});
