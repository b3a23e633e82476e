// The page's state over a fake wire and fake surroundings, at the moments where tests begin.

import { PlaygroundError } from '../../../lib/schema/errors';
import type { Surroundings, Wire } from '../app-core';
import { createCatalogStore } from '../catalog-store';
import { createApp } from '../create-app';
import { createExperimentStore } from '../experiment-store';
import { createMeasuresStore } from '../measures-store';
import { createNoticeStore } from '../notice-store';
import { createRunStore } from '../run-store';
import { createSeriesStore } from '../series-store';
import { createStageStore } from '../stage-store';
import { createViewStore } from '../view-store';
import { type FakeWire, fakeWire } from './fake-wire';

/** After everything that waits for answers of the fake wire. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

const refused = () => new PlaygroundError('storage.failed', { problem: 'there is no room left' });

/**
 * @param stored bytes of the run that an earlier visit left
 * @param storage `broken` – the browser refuses to store anything
 */
export function setUp<W extends Wire = FakeWire>(
  wire: W = fakeWire() as unknown as W,
  hash = '',
  stored: Uint8Array | null = null,
  storage: 'works' | 'broken' = 'works',
) {
  const seen = { hash, downloads: [] as string[], saved: [] as number[], copied: '', now: 0 };
  const kept = { run: stored };
  const around: Surroundings = {
    storage: {
      saveRun: async (bytes, meta) => {
        if (storage === 'broken') throw refused();
        kept.run = bytes;
        seen.saved.push(meta.step);
      },
      latestRun: async () =>
        kept.run === null ? null : { bytes: kept.run, meta: { name: 'old', step: 40, savedAt: 0 } },
      clearRun: async () => {
        kept.run = null;
      },
      saveOwnData: async () => {
        if (storage === 'broken') throw refused();
      },
      ownData: async () => null,
    },
    readHash: () => seen.hash,
    writeHash: (next) => {
      seen.hash = next;
    },
    pageUrl: () => `http://localhost/#${seen.hash}`,
    download: (name) => {
      seen.downloads.push(name);
    },
    copyText: async (text) => {
      seen.copied = text;
      return true;
    },
    randomSeed: () => 99,
    wallClock: () => 0,
    now: () => (seen.now += 1000),
  };
  const stores = {
    catalog: createCatalogStore(),
    experiment: createExperimentStore(),
    run: createRunStore(),
    series: createSeriesStore((f) => f()),
    stage: createStageStore(),
    view: createViewStore(null, 'en'),
    notices: createNoticeStore(),
    measures: createMeasuresStore(),
  };
  return { wire, seen, kept, ...createApp(wire, stores, around) };
}

export async function started(...args: Parameters<typeof setUp<FakeWire>>) {
  const app = setUp<FakeWire>(...args);
  await app.actions.start();
  await settled();
  return app;
}

export const block = (steps: readonly number[]) => ({
  steps: Int32Array.from(steps),
  values: { lossD: Float32Array.from(steps) },
});
export const rates = { imagesSeen: 256, stepsPerSecond: 10, imagesPerSecond: 2560 };

/** A run that has been trained for two steps and paused. */
export async function trained(...args: Parameters<typeof setUp<FakeWire>>) {
  const app = await started(...args);
  app.wire.emit('series', { runId: 1, block: block([1, 2]), ...rates });
  app.wire.emit('status', { runId: 1, status: { kind: 'paused' }, step: 2 });
  return app;
}
