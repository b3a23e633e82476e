// One cell of a matrix: its number as text and the share of the full shade. Zero stays empty, so that the pattern shows.

import type { MatrixView } from '../../../lib/schema/views';

export interface MatrixCell {
  readonly text: string;
  /** In [0, 1]. */
  readonly share: number;
}

export function matrixCell(view: MatrixView, row: number, column: number): MatrixCell {
  const value = view.values[row * view.columns.length + column] ?? 0;
  return {
    text: value === 0 ? '' : value.toFixed(view.decimals),
    share: view.full > 0 ? Math.min(1, Math.max(0, value / view.full)) : 0,
  };
}
