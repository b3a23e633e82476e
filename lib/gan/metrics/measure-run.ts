// Measures of a run, from sampling to figures, as one computation in slices.

import type { MeasureOf, MeasureReport } from '../../schema/metrics';
import type { DataSource } from '../datasets/source';
import type { Trainer } from '../training/trainer';
import { measureAll } from './measure';
import { isMetricId } from './registry';
import { subjectOfRun } from './run-subject';
import { type AsyncSlices, stretchAsync } from './slices';

/** Sampling takes about so much of the whole. */
const SAMPLING = 0.4;

/** Ids that no metric has are ignored here; whoever takes them from a person checks them. */
export async function* measureRun(
  trainer: Trainer,
  source: DataSource,
  ids: readonly string[],
  of: MeasureOf,
  readFeatures: (path: string) => Promise<Uint8Array>,
): AsyncSlices<MeasureReport> {
  const { step } = trainer;
  const subject = yield* stretchAsync(
    subjectOfRun(trainer, source, { of, readFeatures }),
    0,
    SAMPLING,
  );
  try {
    const measured = yield* stretchAsync(measureAll(ids.filter(isMetricId), subject), SAMPLING, 1);
    return { step, of, measured };
  } finally {
    if (subject.kind === 'images') subject.features?.dispose();
  }
}
