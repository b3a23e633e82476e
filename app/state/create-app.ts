// Puts the page together: stores, actions, start-up, and what happens when the worker dies.

import type { Catalog } from '../../lib/schema/catalog';
import { completeParams, type ExperimentConfig, findArchitecture } from '../../lib/schema/config';
import { toWireError } from '../../lib/schema/errors';
import type { Language } from '../i18n/language';
import { loadTexts } from '../i18n/load-texts';
import type { BackendPreference } from '../workers/protocol';
import {
  type Core,
  enter,
  isLoss,
  report,
  type Stores,
  type Surroundings,
  type Wire,
  writeLink,
} from './app-core';
import { createExperimentActions, type ExperimentActions } from './experiment-actions';
import { needsReset, sameJson } from './experiment-store';
import { createFileActions, type FileActions } from './file-actions';
import { createMeasuresActions, type MeasuresActions } from './measures-actions';
import { dismiss, notify } from './notice-store';
import { createOwnDataActions, type OwnDataActions } from './own-data-actions';
import { createRunActions, type RunActions } from './run-actions';
import { createSilenceWatch } from './silence-watch';
import { decodeExperiment } from './url-codec';
import type { Tab, Theme } from './view-store';

interface ViewActions {
  /** Changes the language once its texts have come. */
  setLanguage(language: Language): Promise<void>;
  setTheme(theme: Theme): void;
  setProjector(projector: boolean): void;
  setTab(tab: Tab): void;
  setShowAllParams(showAllParams: boolean): void;
  dismissNotice(id: number): void;
}

interface LifeActions {
  /** From the first message to a run that is ready to play. */
  start(): Promise<void>;
  /** Again after a failure. */
  retry(): Promise<void>;
  /** A new worker, with the latest copy of the run; on another backend from now on where one is named. */
  restartWorker(backend?: BackendPreference): Promise<void>;
  /** At every interval of the watch over the worker's silence. */
  lookAtWorker(): void;
  /** The location's hash has changed from outside. */
  hashChanged(): Promise<void>;
}

export type Actions = RunActions &
  MeasuresActions &
  ExperimentActions &
  FileActions &
  OwnDataActions &
  ViewActions &
  LifeActions;

export interface App {
  readonly stores: Stores;
  readonly actions: Actions;
}

/** What a newcomer sees first: the smallest thing that shows the whole game. */
export function defaultExperiment(catalog: Catalog): ExperimentConfig {
  return {
    version: 1,
    seed: 1,
    data: { kind: 'builtin', id: 'ring', params: defaultDataParams(catalog, 'ring') },
    architecture: 'gan',
    params: completeParams(findArchitecture(catalog, 'gan'), 'points', {}),
  };
}

const defaultDataParams = (catalog: Catalog, id: string) =>
  Object.fromEntries(
    Object.entries(catalog.datasets.find((entry) => entry.id === id)?.params ?? {}).map(
      ([key, spec]) => [key, spec.default],
    ),
  );

export function createApp(wire: Wire, stores: Stores, around: Surroundings): App {
  const core: Core = { wire, stores, around };
  const run = createRunActions(core);
  const experiment = createExperimentActions(core, run);
  const measures = createMeasuresActions(core, experiment);
  const ownData = createOwnDataActions(core);
  const files = createFileActions(core, run, ownData);
  const { run: runStore, view, catalog: catalogStore, experiment: experimentStore } = stores;

  const fail = (error: unknown): void => {
    // The lost phase has its own way out, and an attempt of a worker that was replaced has none to offer.
    if (isLoss(core, error)) return;
    enter(core, { kind: 'failed', error: toWireError(error) });
    report(core, error, ['retry']);
  };

  const experimentOfHash = (catalog: Catalog): ExperimentConfig | null => {
    const hash = around.readHash();
    if (hash === '') return null;
    try {
      return decodeExperiment(catalog, hash);
    } catch (error) {
      report(core, error);
      return null;
    }
  };

  /** Own data that a link names may still be in this browser. */
  const fetchLinkedData = async ({ data }: ExperimentConfig): Promise<void> => {
    if (data.kind !== 'own') return;
    try {
      await ownData.fetchOwnData(data.sha256);
    } catch (error) {
      report(core, error);
    }
  };

  const connect = async (): Promise<void> => {
    runStore.setState({ phase: { kind: 'connecting' } });
    const catalog = await wire.request('describe', {});
    catalogStore.setState({ catalog });
    const known = experimentStore.getState().draft;
    const linked = known ?? experimentOfHash(catalog);
    if (linked === null && around.readHash() !== '') {
      notify(stores.notices, { tone: 'warning', text: 'linkIgnored' });
    }
    const draft = linked ?? defaultExperiment(catalog);
    experimentStore.setState({ draft });
    writeLink(core, draft);
    const acceptance = await wire.request('accepts', { data: draft.data });
    experimentStore.setState({ acceptance });
  };

  const startBackend = async (): Promise<void> => {
    const preferred = view.getState().backend;
    enter(core, { kind: 'startingBackend' });
    try {
      runStore.setState({ backend: await wire.request('startBackend', { preference: preferred }) });
    } catch (error) {
      if (preferred === 'auto') throw error;
      // The stored choice may not exist on this visit: another browser, plain http, a blocked device.
      report(core, error);
      view.setState({ backend: 'auto' });
      runStore.setState({ backend: await wire.request('startBackend', { preference: 'auto' }) });
    }
  };

  const start = async (): Promise<void> => {
    try {
      await connect();
      await startBackend();
      const { draft } = experimentStore.getState();
      if (draft === null) return;
      await fetchLinkedData(draft);
      await run.build(draft);
    } catch (error) {
      fail(error);
    }
  };

  wire.on('deviceLost', ({ error }) => {
    // Said by the lost phase until there is a new worker.
    runStore.setState({ phase: { kind: 'lost', error } });
    notify(stores.notices, { tone: 'error', error, actions: ['restartWorker'] });
  });

  return {
    stores,
    actions: {
      ...run,
      ...experiment,
      ...measures,
      ...files,
      ...ownData,
      async loadOwnFiles(chosen, size, onProgress) {
        const loaded = await ownData.loadOwnFiles(chosen, size, onProgress);
        await files.openWaiting(loaded.data);
        return loaded;
      },
      async setLanguage(language) {
        try {
          await loadTexts(language);
          view.setState({ language });
        } catch {
          notify(stores.notices, { tone: 'warning', text: 'languageMissing' });
        }
      },
      setTheme: (theme) => view.setState({ theme }),
      setProjector: (projector) => view.setState({ projector }),
      setTab: (tab) => view.setState({ tab }),
      setShowAllParams: (showAllParams) => view.setState({ showAllParams }),
      dismissNotice: (id) => dismiss(stores.notices, id),
      async start() {
        await start();
        await files.offerRecovery();
      },
      async retry() {
        const { draft } = experimentStore.getState();
        if (draft === null || runStore.getState().backend === null) return start();
        await fetchLinkedData(draft);
        return run.build(draft);
      },
      async restartWorker(backend) {
        if (backend !== undefined) view.setState({ backend });
        wire.restart();
        try {
          await connect();
          await startBackend();
          const { draft } = experimentStore.getState();
          if (draft === null) return;
          await fetchLinkedData(draft);
          // What was changed since the copy is brought along as far as it can be.
          if (await files.restoreCopy()) experiment.sync();
          else await run.build(draft);
        } catch (error) {
          fail(error);
        }
      },
      lookAtWorker: createSilenceWatch(core),
      async hashChanged() {
        const catalog = catalogStore.getState().catalog;
        const { draft } = experimentStore.getState();
        if (catalog === null || draft === null) return;
        const config = experimentOfHash(catalog);
        // The address is what people copy: it names what is shown.
        if (config === null) return writeLink(core, draft);
        if (sameJson(config, draft)) return;
        await fetchLinkedData(config);
        await experiment.load(config);
        const waits = needsReset(experimentStore.getState(), catalog).length > 0;
        if (waits && runStore.getState().step > 0)
          notify(stores.notices, { tone: 'info', text: 'linkWaits' });
      },
    },
  };
}
