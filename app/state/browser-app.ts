// The app in a real browser: its surroundings, its timers, its listeners.

import { TrainerClient } from '../workers/client';
import type { RunStorage, Surroundings } from './app-core';
import { createCatalogStore } from './catalog-store';
import { copyText } from './clipboard';
import { type App, createApp } from './create-app';
import { downloadBytes, downloadText } from './download';
import { createExperimentStore } from './experiment-store';
import { createMeasuresStore } from './measures-store';
import { createNoticeStore } from './notice-store';
import { createRunStore } from './run-store';
import { createSeriesStore } from './series-store';
import { LOOK_INTERVAL_MS } from './silence-watch';
import { createStageStore } from './stage-store';
import { openBrowserStorage } from './storage';
import { createViewStore, type KeyValueStorage } from './view-store';

const AUTOSAVE_INTERVAL_MS = 30_000;

/** Absent or forbidden in some private modes, where merely naming it throws. */
function localStorageOrNull(): KeyValueStorage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

function browserSurroundings(storage: RunStorage): Surroundings {
  return {
    storage,
    readHash: () => location.hash.replace(/^#/, ''),
    writeHash: (hash) => history.replaceState(null, '', `#${hash}`),
    pageUrl: () => location.href,
    download: (name, content, type) =>
      typeof content === 'string'
        ? downloadText(name, content, type)
        : downloadBytes(name, content, type),
    copyText,
    randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    wallClock: () => Date.now(),
    now: () => performance.now(),
  };
}

/** Builds the app, starts it, and keeps copies of the run. */
export function startBrowserApp(): App {
  const stores = {
    catalog: createCatalogStore(),
    experiment: createExperimentStore(),
    run: createRunStore(),
    series: createSeriesStore((f, afterMs) => setTimeout(f, afterMs)),
    stage: createStageStore(),
    view: createViewStore(localStorageOrNull(), navigator.language),
    notices: createNoticeStore(),
    measures: createMeasuresStore(),
  };
  const app = createApp(new TrainerClient(), stores, browserSurroundings(openBrowserStorage()));
  const { actions } = app;
  window.addEventListener('hashchange', () => void actions.hashChanged());
  // A hidden tab may never come back; pagehide is the last moment of one that is closed.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void actions.autosave();
  });
  window.addEventListener('pagehide', () => void actions.autosave());
  setInterval(() => {
    if (stores.run.getState().phase.kind === 'training') void actions.autosave();
  }, AUTOSAVE_INTERVAL_MS);
  setInterval(actions.lookAtWorker, LOOK_INTERVAL_MS);
  void actions.start();
  return app;
}
