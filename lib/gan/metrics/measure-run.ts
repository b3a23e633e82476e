// Measures of a run, from sampling to figures, as one computation in slices.

import type { MeasureReport } from '../../schema/metrics';
import type { DataSource } from '../datasets/source';
import type { Trainer } from '../training/trainer';
import { measureAll } from './measure';
import { isMetricId } from './registry';
import { type SubjectOptions, subjectOfRun } from './run-subject';
import { type AsyncSlices, stretchAsync } from './slices';

/** Sampling takes about so much of the whole. */
const SAMPLING = 0.4;

export interface MeasureRunOptions extends SubjectOptions {
  /** Ids that no metric has are ignored; whoever takes them from a person checks them. */
  readonly ids: readonly string[];
}

export async function* measureRun(
  trainer: Trainer,
  source: DataSource,
  options: MeasureRunOptions,
): AsyncSlices<MeasureReport> {
  const { step } = trainer;
  const { ids, of } = options;
  const subject = yield* stretchAsync(subjectOfRun(trainer, source, options), 0, SAMPLING);
  try {
    const measured = yield* stretchAsync(measureAll(ids.filter(isMetricId), subject), SAMPLING, 1);
    return { step, of, measured };
  } finally {
    if (subject.kind === 'images') subject.features?.dispose();
  }
}
