// How much of its codes the reader Q of a finished run gets off fresh samples: the means of its last curves, since single steps read
// one batch.

import type { SeriesBlock } from '../../lib/schema/series';

/** Batches that the mean is taken over. */
const LAST_STEPS = 100;

/** Mean of the last values of a series; NaN, which no claim holds for, where none was reported. */
export function endOfCurve({ values }: SeriesBlock, id: string): number {
  const series = values[id];
  if (series === undefined) throw new Error(`no curve ${id}`);
  const last = series.slice(-LAST_STEPS);
  return last.reduce((sum, value) => sum + value, 0) / last.length;
}
