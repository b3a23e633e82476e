// Measures of a trained generator by id, on samples that are the same at every call.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from '../../lib/gan/datasets/source';
import { measureRun } from '../../lib/gan/metrics/measure-run';
import { isMetricId, METRICS, type MetricId } from '../../lib/gan/metrics/registry';
import { completeAsync } from '../../lib/gan/metrics/slices';
import type { Trainer } from '../../lib/gan/training/trainer';
import { PlaygroundError } from '../../lib/schema/errors';
import { concernsKind, type ReportedMeasure } from '../../lib/schema/metrics';
import { FEATURES } from '../node-environment';

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

/** What was measured and what could not be, in the order of the ids. */
export async function measureFigures(
  trainer: Trainer,
  source: DataSource,
  ids: readonly MetricId[],
): Promise<readonly ReportedMeasure[]> {
  const slices = measureRun(trainer, source, ids, 'generated', readFeatures);
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
