// The best one-to-one matching of rows to columns of a table of gains: the Hungarian method with potentials, one row after the
// other along a shortest augmenting path, O(rows² · columns).
// Source: Kuhn 1955; in the form of Jonker and Volgenant 1987 (Computing 38, 325–340), without their initialisation.

import type { Matrix } from './matrix';

const UNMATCHED = -1;

/**
 * The column of each row so that the sum of gains is largest, [rows]; −1 for rows that are left over where there are fewer
 * columns.
 * @param gains [rows, columns], finite
 */
export function bestAssignment(gains: Matrix): Int32Array {
  const { rows, columns, values } = gains;
  if (rows <= columns) {
    return leastAssignment(rows, columns, (row, column) => -(values[row * columns + column] ?? 0));
  }
  const rowOfColumn = leastAssignment(
    columns,
    rows,
    (column, row) => -(values[row * columns + column] ?? 0),
  );
  const assigned = new Int32Array(rows).fill(UNMATCHED);
  for (const [column, row] of rowOfColumn.entries()) assigned[row] = column;
  return assigned;
}

/** The column of each row with the least sum of costs; at least as many columns as rows. */
function leastAssignment(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): Int32Array {
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(UNMATCHED);
  for (let start = 0; start < rows; start++) {
    const distance = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    const before = new Int32Array(columns).fill(UNMATCHED);
    const done = new Uint8Array(columns);
    let row = start;
    let column = UNMATCHED;
    // Grows a tree of tight edges from the row until it reaches a free column.
    while (row !== UNMATCHED) {
      let next = UNMATCHED;
      for (let k = 0; k < columns; k++) {
        if (done[k] === 1) continue;
        const reduced = cost(row, k) - (rowPotential[row] ?? 0) - (columnPotential[k] ?? 0);
        if (reduced < (distance[k] ?? 0)) {
          distance[k] = reduced;
          before[k] = column;
        }
        if (next === UNMATCHED || (distance[k] ?? 0) < (distance[next] ?? 0)) next = k;
      }
      const step = distance[next] ?? 0;
      rowPotential[start] = (rowPotential[start] ?? 0) + step;
      for (let k = 0; k < columns; k++) {
        if (done[k] === 1) {
          const matched = rowOf[k] ?? 0;
          rowPotential[matched] = (rowPotential[matched] ?? 0) + step;
          columnPotential[k] = (columnPotential[k] ?? 0) - step;
        } else {
          distance[k] = (distance[k] ?? 0) - step;
        }
      }
      done[next] = 1;
      column = next;
      row = rowOf[next] ?? UNMATCHED;
    }
    // Back along the path every row takes the column that it was reached through.
    while (column !== UNMATCHED) {
      const previous = before[column] ?? UNMATCHED;
      rowOf[column] = previous === UNMATCHED ? start : (rowOf[previous] ?? start);
      column = previous;
    }
  }
  const columnOf = new Int32Array(rows).fill(UNMATCHED);
  for (const [column, row] of rowOf.entries()) if (row !== UNMATCHED) columnOf[row] = column;
  return columnOf;
}
