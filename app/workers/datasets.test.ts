import { expect, test } from 'vitest';
import type { DataRef } from '../../lib/schema/data';
import type { DataFiles } from './data-files';
import { Datasets } from './datasets';
import { nextTask } from './testing/session-bench';

function bench(files: Partial<DataFiles> = {}) {
  const progress: [string, number, number][] = [];
  const datasets = new Datasets({
    files: {
      read: () => Promise.reject(new Error('nothing to read')),
      installed: async () => [],
      readFeatures: () => Promise.reject(new Error('nothing to read')),
      ...files,
    },
    decodeImage: () => Promise.reject(new Error('no pictures')),
    onProgress: (...event) => progress.push(event),
    now: () => performance.now(),
    turn: nextTask,
  });
  return { datasets, progress };
}

const ring: DataRef = { kind: 'builtin', id: 'ring', params: {} };
const shapes: DataRef = { kind: 'builtin', id: 'shapes', params: {} };
const drawn = (x: number): DataRef => ({ kind: 'drawn', points: [x, 0, 1, 1] });

test('equal references share one source, whatever they leave to the defaults', async () => {
  const { datasets } = bench();
  const { datasets: entries } = await datasets.catalog();
  const params = Object.fromEntries(
    Object.entries(entries.find(({ id }) => id === 'ring')!.params)
      .reverse()
      .map(([key, spec]) => [key, spec.default]),
  );
  const full: DataRef = { kind: 'builtin', id: 'ring', params };
  expect(await datasets.open(full)).toBe(await datasets.open(ring));
  expect(await datasets.open(drawn(0))).not.toBe(await datasets.open(drawn(1)));
});

test('the sources opened last stay open, older ones are let go', async () => {
  const { datasets } = bench();
  const first = await datasets.open(ring);
  for (let x = 0; x < 3; x++) await datasets.open(drawn(x));
  expect(await datasets.open(ring)).toBe(first);
  for (let x = 0; x < 4; x++) await datasets.open(drawn(x));
  expect(await datasets.open(ring)).not.toBe(first);
});

test('drawing is cancelled at its next breath, and can be started again', async () => {
  const { datasets, progress } = bench();
  const opening = datasets.open(shapes);
  while (progress.length === 0) await nextTask();
  datasets.cancelLoading();
  const drawnSoFar = progress.length;
  await expect(opening).rejects.toMatchObject({ code: 'data.cancelled' });
  expect(progress.length).toBeLessThanOrEqual(drawnSoFar + 1);
  const again = datasets.open(shapes);
  while (progress.length < drawnSoFar + 2) await nextTask();
  datasets.cancelLoading();
  await expect(again).rejects.toMatchObject({ code: 'data.cancelled' });
});

test('unknown and malformed references are refused by name', async () => {
  const { datasets } = bench();
  await expect(datasets.open({ kind: 'builtin', id: 'nothing', params: {} })).rejects.toMatchObject(
    {
      code: 'config.unknownChoice',
    },
  );
  await expect(datasets.accepts({ kind: 'drawn', points: [1] })).rejects.toMatchObject({
    code: 'config.wrongType',
  });
});

test('a list of installed sets that could not be read is read again the next time', async () => {
  let calls = 0;
  const { datasets } = bench({
    installed: async () => {
      calls += 1;
      if (calls === 1) throw new Error('damaged');
      return [];
    },
  });
  await expect(datasets.catalog()).rejects.toThrow('damaged');
  expect((await datasets.catalog()).datasets.length).toBeGreaterThan(5);
  await datasets.catalog();
  expect(calls).toBe(2);
});

test('what suits a set that comes in several sizes is known without drawing it', async () => {
  const { datasets, progress } = bench();
  for (const size of ['32', '64']) {
    const accepted = await datasets.accepts({ kind: 'builtin', id: 'faces', params: { size } });
    expect(accepted.dcgan).toBeNull();
  }
  expect(progress).toEqual([]);
});
