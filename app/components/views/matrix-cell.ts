// The parts of a matrix as it is shown: blocks of columns, and cells with their number as text and their share of the full shade. Zero
// stays empty, so that the pattern shows.

import type { MatrixView } from '../../../lib/schema/views';

export interface ColumnBlock {
  readonly title: string;
  readonly first: number;
  readonly count: number;
}

/** The columns in the parts that may stand below each other. */
export function blocksOf({ blocks, columns, columnTitle }: MatrixView): readonly ColumnBlock[] {
  const titles = blocks ?? [columnTitle];
  const count = columns.length / titles.length;
  return titles.map((title, i) => ({ title, first: i * count, count }));
}

/** More columns than this with names as short as their numbers are set closely, to be in sight all at once. */
const MANY_COLUMNS = 7;
const SHORT_NAME = 3;

export const isDense = (columns: readonly string[]): boolean =>
  columns.length > MANY_COLUMNS && columns.every(({ length }) => length <= SHORT_NAME);

/** .86 and 1 in place of 0.86 and 1.00. */
const shortened = (text: string): string => text.replace(/\.0+$/, '').replace(/^0(?=\.)/, '');

export interface MatrixCell {
  readonly text: string;
  /** In [0, 1]. */
  readonly share: number;
}

/** @param dense for numbers in the fewest characters */
export function matrixCell(
  view: MatrixView,
  row: number,
  column: number,
  dense = false,
): MatrixCell {
  const value = view.values[row * view.columns.length + column] ?? 0;
  const text = value === 0 ? '' : value.toFixed(view.decimals);
  return {
    text: dense ? shortened(text) : text,
    share: view.full > 0 ? Math.min(1, Math.max(0, value / view.full)) : 0,
  };
}
