// What the timeline reads from the buffer of curves: rows for a chart, latest values for its legend, ranges for the table.

import type { SeriesSpec } from '../../../lib/schema/series';
import {
  decimate,
  MAX_COLUMNS,
  type SeriesBuffer,
  type SeriesRow,
} from '../../state/series-buffer';
import type { CurveSummary } from './CurveTable';

const idsOf = (specs: readonly SeriesSpec[]): readonly string[] => specs.map(({ id }) => id);

/** Narrower columns than this, in CSS pixels, would only cost time: a line is as wide. */
const COLUMN_WIDTH = 2;
const MIN_COLUMNS = 40;

/**
 * @param recent how many of the last steps to show, or null for all
 * @param width of the chart in CSS pixels
 */
export function curveRows(
  buffer: SeriesBuffer,
  specs: readonly SeriesSpec[],
  recent: number | null,
  width: number,
): readonly SeriesRow[] {
  const to = buffer.lastStep;
  const from = recent === null ? 0 : to - recent + 1;
  const columns = Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, Math.floor(width / COLUMN_WIDTH)));
  return decimate(buffer, idsOf(specs), from, to, columns);
}

export const latestValues = (
  buffer: SeriesBuffer,
  specs: readonly SeriesSpec[],
): Readonly<Record<string, number | null>> =>
  Object.fromEntries(specs.map(({ id }) => [id, buffer.latest(id)]));

/** False for a series that was never measured or is 0 throughout, such as a penalty that is off. */
export const hasSignal = (buffer: SeriesBuffer, id: string): boolean =>
  buffer.values(id).some((value) => !Number.isNaN(value) && value !== 0);

export function summariesOf(
  buffer: SeriesBuffer,
  specs: readonly SeriesSpec[],
): readonly CurveSummary[] {
  return specs.map((spec) => {
    const latest = buffer.latest(spec.id);
    if (latest === null) return { spec, values: null };
    let lowest = latest;
    let highest = latest;
    for (const value of buffer.values(spec.id)) {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
    return { spec, values: { latest, lowest, highest } };
  });
}
