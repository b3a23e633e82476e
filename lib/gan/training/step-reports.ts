// The numbers of steps on their way from the device: packed into one tensor per step, read back several steps at once.

import { concat, keep, reshape, stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { SeriesBlock, SeriesSpec } from '../../schema/series';
import type { StepReport } from '../architecture';

export interface QueuedReport {
  readonly step: number;
  readonly ids: readonly string[];
  /** [ids.length] */
  readonly values: Tensor;
}

/** The scalars of a report as one tensor; the scalars are disposed. */
export function pack(report: StepReport, ids: readonly string[]): Tensor {
  const scalars = ids
    .map((id) => report[id])
    .filter((value): value is Tensor => value !== undefined);
  const packed = tidy(() => keep(stack(scalars.map((value) => reshape(value, [])))));
  for (const scalar of scalars) scalar.dispose();
  return packed;
}

export async function readReports(
  queue: readonly QueuedReport[],
  series: readonly SeriesSpec[],
): Promise<SeriesBlock> {
  const steps = Int32Array.from(queue, ({ step }) => step);
  const values = Object.fromEntries(
    series.map(({ id }) => [id, new Float32Array(queue.length).fill(Number.NaN)]),
  );
  if (queue.length === 0) return { steps, values };
  const packed = concat(queue.map((report) => report.values));
  for (const report of queue) report.values.dispose();
  const read = await packed.data();
  packed.dispose();
  let next = 0;
  for (const [row, { ids }] of queue.entries()) {
    for (const id of ids) {
      const target = values[id];
      if (target === undefined) throw new Error(`the series ${id} is not declared`);
      target[row] = read[next] ?? Number.NaN;
      next += 1;
    }
  }
  return { steps, values };
}

/** The first measured value that is not a finite number, or null. */
export function firstNonFinite(
  block: SeriesBlock,
  queue: readonly QueuedReport[],
): { readonly step: number; readonly id: string } | null {
  for (const [row, { step, ids }] of queue.entries()) {
    for (const id of ids) {
      if (!Number.isFinite(block.values[id]?.[row])) return { step, id };
    }
  }
  return null;
}
