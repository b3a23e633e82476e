// The curves of a run as CSV, for spreadsheets and scripts: one row per step, one column per series, an empty cell where a
// series has no value. Column names are ids, so that no cell can be taken for a formula.

import type { SeriesBlock } from './series';

/** Significant digits that tell any two 32-bit floats apart. */
const FLOAT32_DIGITS = 9;

const cell = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value)
    ? ''
    : String(Number(value.toPrecision(FLOAT32_DIGITS)));

/** With a header, and a line feed after each row. */
export function seriesCsv(block: SeriesBlock): string {
  const columns = Object.entries(block.values);
  const header = ['step', ...columns.map(([id]) => id)].join(',');
  const rows = Array.from(block.steps, (step, row) =>
    [step, ...columns.map(([, values]) => cell(values[row]))].join(','),
  );
  return [header, ...rows, ''].join('\n');
}
