import { expect, test } from 'vitest';
import { SILENT_LOOKS } from './silence-watch';
import { block, rates, trained } from './testing/fake-app';

/** A run whose worker has just been heard, and how to look at it often. */
async function watched(phase: 'training' | 'paused') {
  const app = await trained();
  app.wire.emit('status', { runId: 1, status: { kind: phase }, step: 2 });
  const look = (times: number): void => {
    for (let i = 0; i < times; i++) app.actions.lookAtWorker();
  };
  const texts = () => app.stores.notices.getState().notices.map(({ text }) => text);
  look(1);
  return { ...app, look, texts };
}

test('a worker that is silent while it should train is named once, with a way out', async () => {
  const { look, texts, stores } = await watched('training');
  look(SILENT_LOOKS - 1);
  expect(texts()).toEqual([]);
  look(1);
  expect(stores.notices.getState().notices).toMatchObject([
    { tone: 'warning', text: 'workerSilent', actions: ['restartWorker'] },
  ]);
  look(3 * SILENT_LOOKS);
  expect(texts()).toEqual(['workerSilent']);
});

test('a word from the worker takes the notice back and starts the count anew', async () => {
  const { look, texts, wire } = await watched('training');
  look(SILENT_LOOKS);
  wire.emit('series', { runId: 1, block: block([3]), ...rates });
  look(1);
  expect(texts()).toEqual([]);
  look(SILENT_LOOKS - 1);
  expect(texts()).toEqual([]);
  look(1);
  expect(texts()).toEqual(['workerSilent']);
});

test('a worker that has nothing to say may be silent', async () => {
  const { look, texts } = await watched('paused');
  look(3 * SILENT_LOOKS);
  expect(texts()).toEqual([]);
});

test('a new worker ends the notice', async () => {
  const { look, texts, actions } = await watched('training');
  look(SILENT_LOOKS);
  await actions.restartWorker();
  expect(texts()).toEqual([]);
});
