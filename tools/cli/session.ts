// From options to a trainer: the part that train, evaluate and bench share. Everything that can be wrong with the input is
// found before a backend starts.

import { readFile } from 'node:fs/promises';
import { buildCatalog } from '../../lib/gan/catalog';
import { openSource } from '../../lib/gan/datasets/registry';
import type { DataSource } from '../../lib/gan/datasets/source';
import { readSavedRun, type SavedRun } from '../../lib/gan/training/checkpoint';
import { Trainer } from '../../lib/gan/training/trainer';
import type { ArchitectureEntry, Catalog } from '../../lib/schema/catalog';
import { dataKindOf, type ExperimentConfig, findArchitecture } from '../../lib/schema/config';
import type { DataRef } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import type { BackendReport } from '../../lib/tfjs/backend-report';
import {
  installedDatasets,
  MEMORY_LIMITS,
  type NodeBackend,
  nodeSources,
  startNodeBackend,
} from '../node-environment';
import { UsageError } from './command';
import { experimentOf, readBackend, readPictureSide, readSettings } from './experiment-options';
import { metricsFor } from './measure';
import { type OwnSet, readOwnData } from './own-data';
import { startProgress } from './progress';

export interface ExperimentValues {
  readonly architecture?: string | undefined;
  readonly dataset?: string | undefined;
  readonly data?: string[] | undefined;
  readonly 'image-size'?: string | undefined;
  readonly set?: string[] | undefined;
  readonly seed?: string | undefined;
  readonly backend: string;
}

/** A checked experiment with its data, not yet built. */
export interface Prepared {
  readonly catalog: Catalog;
  readonly backend: NodeBackend;
  readonly config: ExperimentConfig;
  readonly saved: SavedRun | null;
  readonly source: DataSource;
}

export interface PrepareOptions {
  /** The option that names a saved run, and its value; the run then states the experiment. */
  readonly checkpoint?: { readonly option: string; readonly path: string | undefined };
  /** What an architecture trains on where the options do not say; without it they must. */
  readonly defaultData?: (architecture: ArchitectureEntry) => string | OwnSet;
}

/** @throws UsageError when the file cannot be read, PlaygroundError checkpoint.* for what is in it */
async function readRun(catalog: Catalog, option: string, path: string): Promise<SavedRun> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--${option} ${path} cannot be read (${code}).`);
  }
  return readSavedRun(catalog, bytes);
}

async function open(
  ref: DataRef,
  own: OwnSet | null,
  installed: Awaited<ReturnType<typeof installedDatasets>>,
): Promise<DataSource> {
  let progress: ReturnType<typeof startProgress> | null = null;
  const source = await openSource(
    ref,
    nodeSources(installed, own, (done, total) => {
      progress ??= startProgress(total, 'data');
      progress.update(done, () => '');
    }),
  );
  (progress as ReturnType<typeof startProgress> | null)?.end();
  return source;
}

/**
 * Reads everything that options name.
 * @throws UsageError or PlaygroundError
 */
export async function prepare(
  values: ExperimentValues,
  { checkpoint, defaultData }: PrepareOptions,
): Promise<Prepared> {
  const backend = readBackend(values.backend);
  const settings = readSettings(values.set ?? []);
  const side = readPictureSide(values['image-size']);
  const files = values.data ?? [];
  const installed = await installedDatasets();
  const catalog = buildCatalog(installed);
  if (checkpoint?.path !== undefined) {
    const { option, path } = checkpoint;
    for (const key of ['architecture', 'dataset', 'seed'] as const) {
      if (values[key] !== undefined) {
        throw new UsageError(`--${key} is stated by --${option}; leave it out.`);
      }
    }
    const saved = await readRun(catalog, option, path);
    const own = files.length > 0 ? await readOwnData(files, side) : null;
    const { config } = saved;
    if (own !== null && (config.data.kind !== 'own' || config.data.sha256 !== own.sha256)) {
      throw new UsageError(`--data is not the data that the run of --${option} was trained on.`);
    }
    return { catalog, backend, config, saved, source: await open(config.data, own, installed) };
  }
  const { architecture, dataset } = values;
  if (architecture === undefined) {
    const ids = catalog.architectures.map(({ id }) => id).join(', ');
    throw new UsageError(`--architecture is missing; it is one of ${ids}.`);
  }
  const both = dataset !== undefined && files.length > 0;
  const none = dataset === undefined && files.length === 0;
  if (both || (none && defaultData === undefined)) {
    throw new UsageError('Either --dataset or --data says what to train on; give one of them.');
  }
  const chosen =
    files.length > 0
      ? await readOwnData(files, side)
      : (dataset ?? defaultData?.(findArchitecture(catalog, architecture)) ?? '');
  const own = typeof chosen === 'string' ? null : chosen;
  const config = experimentOf(catalog, {
    architecture,
    data: typeof chosen === 'string' ? chosen : chosen.ref,
    settings,
    seed: values.seed,
  });
  return { catalog, backend, config, saved: null, source: await open(config.data, own, installed) };
}

export interface Session {
  readonly trainer: Trainer;
  readonly backend: BackendReport;
}

/** Starts the backend and builds or restores the run. */
export async function startSession(
  { backend, config, saved, source }: Pick<Prepared, 'backend' | 'config' | 'saved' | 'source'>,
  wrapGpu?: (gpu: GPU) => GPU,
): Promise<Session> {
  const report = await startNodeBackend(backend, wrapGpu);
  const trainer = saved
    ? await Trainer.restore(saved, source, MEMORY_LIMITS)
    : await Trainer.create(config, source, MEMORY_LIMITS);
  return { trainer, backend: report };
}

/** Refuses metrics that the catalog lacks, or that these data do not have. */
export function requireMetrics({ catalog, config }: Prepared, ids: readonly string[]): void {
  const allowed = catalog.metrics.map(({ id }) => id);
  for (const id of ids) {
    if (!allowed.includes(id)) {
      throw new PlaygroundError('config.unknownChoice', { key: 'metrics', value: id, allowed });
    }
  }
  const kind = dataKindOf(catalog, config.data);
  const fitting = metricsFor(kind);
  const wrong = ids.find((id) => !fitting.some((other) => other === id));
  if (wrong !== undefined) {
    throw new UsageError(`${wrong} does not measure ${kind}; ${fitting.join(', ')} do.`);
  }
}
