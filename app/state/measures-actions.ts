// Takes measures on demand and on a schedule, and keeps what the worker says of the run's health.

import {
  concernsKind,
  type FeatureChoice,
  type MeasureOf,
  type MetricEntry,
} from '../../lib/schema/metrics';
import type { ParamRecord } from '../../lib/schema/params';
import type { MeasuringTask } from '../workers/protocol';
import { type Core, isForReplacedRun, isLoss, report } from './app-core';
import type { ExperimentActions } from './experiment-actions';
import { chosenOf, NO_MEASURES, type Schedule } from './measures-store';

export interface MeasuresActions {
  /** Takes the chosen measures now; in place of those under way. */
  measure(of: MeasureOf): Promise<void>;
  /** Ends measures, or the training of their classifier. */
  cancelMeasure(): void;
  /** What images are seen through from the next measure on. */
  chooseFeatures(features: FeatureChoice): void;
  /** Reads a file of feature weights and chooses them. */
  loadFeatures(file: File): Promise<void>;
  /** Trains a classifier on the run's data and chooses it. */
  trainFeatures(): Promise<void>;
  chooseMetrics(ids: readonly string[]): void;
  scheduleMeasures(schedule: Schedule): void;
  /** Changes live settings as a finding advises; the curves show the moment. */
  applyRemedy(remedy: ParamRecord): void;
}

/** Enough for a curve; older ones are dropped. */
const KEPT_REPORTS = 100;

export function createMeasuresActions(
  core: Core,
  experiment: Pick<ExperimentActions, 'setParam'>,
): MeasuresActions {
  const { wire, stores, around } = core;
  const { measures, run: runStore, catalog } = stores;
  let measuredAt = 0;

  const runId = (): number => runStore.getState().run?.runId ?? 0;

  const metricIds = (): readonly string[] => {
    const { run } = runStore.getState();
    const entries: readonly MetricEntry[] = catalog.getState().catalog?.metrics ?? [];
    const available = entries
      .filter((entry) => run !== null && concernsKind(entry, run.data.kind))
      .map(({ id }) => id);
    return chosenOf(measures.getState(), available);
  };

  /** Shows that work is under way, and what became of it unless the run has been replaced meanwhile. */
  const whileBusy = async (
    of: MeasuringTask,
    work: (runId: number) => Promise<void>,
  ): Promise<void> => {
    const { run } = runStore.getState();
    if (run === null) return;
    const busy = { of, share: 0, since: around.now() };
    measures.setState({ busy });
    try {
      await work(run.runId);
    } catch (error) {
      if (!isForReplacedRun(error) && !isLoss(core, error)) report(core, error);
    } finally {
      // Measures that took the place of these are still under way.
      if (measures.getState().busy?.since === busy.since) measures.setState({ busy: null });
    }
  };

  const measure = (of: MeasureOf): Promise<void> =>
    whileBusy(of, async (measured) => {
      const { features } = measures.getState();
      const ids = metricIds();
      const report = await wire.request('measure', { runId: measured, ids, of, features });
      if (report === null || runId() !== measured) return;
      measures.setState(({ history }) => {
        switch (of) {
          case 'generated':
            return { history: [...history, report].slice(-KEPT_REPORTS) };
          case 'real':
            return { floor: report };
          case 'noise':
            return { noise: report };
        }
      });
    });

  const trainFeatures = (): Promise<void> =>
    whileBusy('classifier', async (trainedOn) => {
      const trained = await wire.request('trainFeatures', { runId: trainedOn });
      if (trained === null || runId() !== trainedOn) return;
      measures.setState({ trained, features: 'trained' });
    });

  const loadFeatures = async (file: File): Promise<void> => {
    try {
      const loaded = await wire.request('loadFeatures', { name: file.name, file });
      measures.setState({ loaded, features: 'loaded' });
    } catch (error) {
      if (!isLoss(core, error)) report(core, error);
    }
  };

  wire.on('measuring', ({ runId: id, of, share }) => {
    if (id !== runId()) return;
    measures.setState(({ busy }) => (busy?.of === of ? { busy: { ...busy, share } } : {}));
  });

  wire.on('health', ({ runId: id, report: health }) => {
    if (id === runId()) measures.setState({ health });
  });

  wire.on('series', ({ runId: id }) => {
    if (id !== runId()) return;
    const { schedule, busy } = measures.getState();
    const { step } = runStore.getState();
    if (step < measuredAt) measuredAt = 0;
    if (schedule === 0 || busy !== null || step - measuredAt < schedule) return;
    measuredAt = step;
    void measure('generated');
  });

  let shown: number | null = null;
  runStore.subscribe(({ run }) => {
    const id = run?.runId ?? null;
    if (id === shown) return;
    shown = id;
    measuredAt = 0;
    measures.setState({ ...NO_MEASURES });
  });

  return {
    measure,
    chooseFeatures: (features) => measures.setState({ features }),
    loadFeatures,
    trainFeatures,
    cancelMeasure: () => void wire.request('cancelMeasure', {}),
    chooseMetrics: (chosen) => measures.setState({ chosen }),
    scheduleMeasures: (schedule) => measures.setState({ schedule }),
    applyRemedy(remedy) {
      for (const [key, value] of Object.entries(remedy)) experiment.setParam(key, value);
    },
  };
}
