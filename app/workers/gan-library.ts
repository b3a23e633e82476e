// lib/gan and lib/tfjs as the session uses them: which backend runs, and how a config or a file becomes a run on it.

import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import type { DataSource } from '../../lib/gan/datasets/source';
import { Trainer } from '../../lib/gan/training/trainer';
import { parseConfig } from '../../lib/schema/config';
import { PlaygroundError } from '../../lib/schema/errors';
import { type BackendEnvironment, type BackendName, startBackend } from '../../lib/tfjs/backends';
import { compileAhead } from '../../lib/tfjs/compile-ahead';
import type { Datasets } from './datasets';
import { FeatureShelf } from './feature-shelf';
import type { DeviceKind } from './pacer';
import type { HealthWatch, RunLibrary, RunTrainer } from './run-trainer';

const DEVICES: Readonly<Record<BackendName, DeviceKind>> = {
  webgpu: 'queued',
  webgl: 'queued',
  wasm: 'immediate',
  cpu: 'immediate',
};

/** A network of that size would take a second per batch. */
const MAX_WEIGHTS_BYTES = 64 * 1024 * 1024;

export interface GanLibraryEnvironment {
  readonly datasets: Datasets;
  backendEnvironment(
    troubles: Pick<BackendEnvironment, 'onDeviceLost' | 'onDeviceError'>,
  ): BackendEnvironment;
  memoryLimitMegabytes(backend: BackendName): number;
  /** Gives a file below features/. */
  readFeatures(path: string): Promise<Uint8Array>;
  /** The device that computes is gone, or its numbers cannot be trusted. */
  onDeviceTrouble(error: PlaygroundError): void;
}

/** The session knows trainers by what it needs of them; all of them come from here. */
function ownTrainer(trainer: RunTrainer): Trainer {
  if (!(trainer instanceof Trainer)) throw new Error('this trainer is not of this library');
  return trainer;
}

const measuring = () =>
  Promise.all([
    import('../../lib/gan/metrics/measure-run'),
    import('../../lib/gan/metrics/features/open-features'),
  ]);

const channelsOf = (source: DataSource): 1 | 3 => (source.kind === 'images' ? source.channels : 1);

/** @throws PlaygroundError data.tooLarge or features.malformed */
async function bytesOfWeights(name: string, file: Blob): Promise<Uint8Array> {
  if (file.size > MAX_WEIGHTS_BYTES) {
    const what = 'The size of the feature weights in bytes';
    throw new PlaygroundError('data.tooLarge', {
      what,
      value: file.size,
      limit: MAX_WEIGHTS_BYTES,
    });
  }
  const bytes = await file.arrayBuffer().catch((error: unknown) => {
    // It was moved, changed or locked since it was chosen.
    const problem = error instanceof Error ? error.message : String(error);
    throw new PlaygroundError('features.malformed', { name, problem });
  });
  return new Uint8Array(bytes);
}

export function ganLibrary(env: GanLibraryEnvironment): RunLibrary {
  const shelf = new FeatureShelf();
  let backend: BackendName | undefined;

  /** Passes on what happens to the device in use; a backend that is only being tried is not in use. */
  const report = (code: 'run.deviceLost' | 'run.deviceError', reason: string): void => {
    if (backend === undefined || DEVICES[backend] === 'immediate') return;
    env.onDeviceTrouble(new PlaygroundError(code, { backend, reason }));
  };
  const limits = () => {
    if (backend === undefined) throw new Error('a run needs a backend');
    return { memoryMegabytes: env.memoryLimitMegabytes(backend) };
  };

  const restore = async (bytes: Uint8Array): Promise<Trainer> => {
    const { readSavedRun } = await import('../../lib/gan/training/checkpoint');
    const saved = readSavedRun(await env.datasets.catalog(), bytes);
    return Trainer.restore(saved, await env.datasets.open(saved.config.data), limits());
  };

  return {
    async startBackend(preference) {
      const before = backend;
      const current = before === undefined ? undefined : getBackend();
      const troubles: (() => void)[] = [];
      let trying = true;
      const notice = (code: 'run.deviceLost' | 'run.deviceError') => (reason: string) => {
        if (trying) troubles.push(() => report(code, reason));
        else report(code, reason);
      };
      try {
        const environment = env.backendEnvironment({
          onDeviceLost: notice('run.deviceLost'),
          onDeviceError: notice('run.deviceError'),
        });
        const started = await startBackend(preference, environment);
        backend = started.chosen;
        trying = false;
        for (const trouble of troubles) trouble();
        return { report: started, device: DEVICES[started.chosen] };
      } catch (error) {
        trying = false;
        // A backend that was refused late may have been made current.
        if (current !== undefined) await setBackend(current);
        throw error;
      }
    },

    async create(config) {
      const parsed = parseConfig(await env.datasets.catalog(), config);
      return Trainer.create(parsed, await env.datasets.open(parsed.data), limits());
    },

    restore,

    // Fetched with the first measure and the first look: nobody needs them to see a run begin.
    measure: async function* (trainer, { ids, of, features }) {
      const real = ownTrainer(trainer);
      const { data } = real.config;
      const given = shelf.chosen(features, data);
      const [{ measureRun }, { openFeatures, openGivenFeatures }] = await measuring();
      return yield* measureRun(real, real.source, {
        ids,
        of,
        features: async () =>
          given === null
            ? openFeatures(data, channelsOf(real.source), env.readFeatures)
            : openGivenFeatures(given),
      });
    },

    trainFeatures: async function* (trainer) {
      const { source, config } = ownTrainer(trainer);
      const before = shelf.trainedOn(config.data);
      if (before !== null) return before.summary;
      const { trainOwnFeatures } = await import('../../lib/gan/metrics/features/own-classifier');
      const { summary, given } = yield* trainOwnFeatures(source, config.seed);
      shelf.keepTrained(config.data, given, summary);
      return summary;
    },

    async loadFeatures(name, file) {
      const given = { name, bytes: await bytesOfWeights(name, file) };
      const [, { describeGivenFeatures }] = await measuring();
      const summary = describeGivenFeatures(given);
      shelf.load(given);
      return summary;
    },

    healthOf(trainer) {
      const real = ownTrainer(trainer);
      let monitor: HealthWatch | null = null;
      return {
        async observe() {
          if (monitor === null) {
            const { HealthMonitor } = await import('../../lib/gan/health/monitor');
            monitor = new HealthMonitor(real, real.source);
          }
          return monitor.observe();
        },
      };
    },

    async compileAhead(trainer) {
      // A twin goes through it, since what it computes is garbage.
      const twin = await restore(await trainer.save());
      const stage = twin.describe().views.find(({ placement }) => placement === 'stage');
      try {
        return {
          picture: compileAhead(() => {
            if (stage !== undefined) void twin.view(stage.id, {});
          }),
          step: compileAhead(() => twin.runStep('both')),
        };
      } finally {
        twin.dispose();
      }
    },
  };
}
