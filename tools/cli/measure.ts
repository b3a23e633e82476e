// Measures of a trained generator by id, on samples that are the same at every call.

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DataSource } from '../../lib/gan/datasets/source';
import {
  describeGivenFeatures,
  type GivenFeatures,
  openFeatures,
  openGivenFeatures,
} from '../../lib/gan/metrics/features/open-features';
import { trainOwnFeatures } from '../../lib/gan/metrics/features/own-classifier';
import { measureRun } from '../../lib/gan/metrics/measure-run';
import { isMetricId, METRICS, type MetricId } from '../../lib/gan/metrics/registry';
import { completeAsync } from '../../lib/gan/metrics/slices';
import type { Trainer } from '../../lib/gan/training/trainer';
import { PlaygroundError } from '../../lib/schema/errors';
import { concernsKind, type FeatureSummary, type ReportedMeasure } from '../../lib/schema/metrics';
import { FEATURES } from '../node-environment';
import { UsageError } from './command';

/** The value of --features that trains a classifier. */
const OWN = 'own';

const readFeatures = async (path: string): Promise<Uint8Array> => {
  try {
    return new Uint8Array(await readFile(join(FEATURES, path)));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new PlaygroundError('data.download', { name: path, problem });
  }
};

/** The measures of data of this kind. */
export const metricsFor = (kind: DataSource['kind']): readonly MetricId[] =>
  Object.values(METRICS)
    .filter((entry) => concernsKind(entry, kind))
    .map(({ id }) => id);

/** Measures on features of a person's own instead of the library's. */
export type FeaturesOption = GivenFeatures | null;

/**
 * Reads `--features`: a file of weights, or a classifier to be trained on the run's data.
 * @throws UsageError for a file that cannot be read, PlaygroundError features.*
 */
export async function readFeaturesOption(
  option: string | undefined,
  trainer: Trainer,
): Promise<{ readonly given: FeaturesOption; readonly summary: FeatureSummary | null }> {
  if (option === undefined) return { given: null, summary: null };
  if (option === OWN) return completeAsync(trainOwnFeatures(trainer.source, trainer.config.seed));
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(option));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--features ${option} cannot be read (${code}).`);
  }
  const given = { name: basename(option), bytes };
  return { given, summary: describeGivenFeatures(given) };
}

/** What was measured and what could not be, in the order of the ids. */
export async function measureFigures(
  trainer: Trainer,
  source: DataSource,
  ids: readonly MetricId[],
  given: FeaturesOption = null,
): Promise<readonly ReportedMeasure[]> {
  const channels = source.kind === 'images' ? source.channels : 1;
  const slices = measureRun(trainer, source, {
    ids,
    of: 'generated',
    features: async () =>
      given === null
        ? openFeatures(trainer.config.data, channels, readFeatures)
        : openGivenFeatures(given),
  });
  return (await completeAsync(slices)).measured;
}

/** Values by metric id; null where the data do not define one. */
export const valuesOf = (
  found: readonly ReportedMeasure[],
): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    found.map((metric) => [metric.id, metric.kind === 'measured' ? metric.value : null]),
  );

export async function measure(
  trainer: Trainer,
  source: DataSource,
  ids: readonly string[],
): Promise<Readonly<Record<string, number | null>>> {
  const unknown = ids.find((id) => !isMetricId(id));
  if (unknown !== undefined) throw new Error(`there is no metric ${unknown}`);
  return valuesOf(await measureFigures(trainer, source, ids.filter(isMetricId)));
}
