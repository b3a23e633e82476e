// Two labellings of the same samples held against each other when the names of one mean nothing: how often they meet, how much one
// tells of the other beyond chance, and how they agree once named alike as well as can be.
// Source: Vinh, Epps and Bailey 2010, eq. 24a and table 2 (JMLR 11, 2837–2854); the adjusted index is normalised by the mean of
// both entropies.

import { bestAssignment } from './assignment';
import type { Matrix } from './matrix';

/** Counts [rows, columns] of how often two labellings meet. */
export function contingencyTable(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  rows: number,
  columns: number,
): Matrix {
  if (first.length !== second.length)
    throw new Error(`${first.length} and ${second.length} labels`);
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < first.length; i++) {
    const cell = (first[i] ?? 0) * columns + (second[i] ?? 0);
    values[cell] = (values[cell] ?? 0) + 1;
  }
  return { rows, columns, values };
}

interface Margins {
  readonly total: number;
  readonly ofRows: Float64Array;
  readonly ofColumns: Float64Array;
}

function marginsOf({ rows, columns, values }: Matrix): Margins {
  const ofRows = new Float64Array(rows);
  const ofColumns = new Float64Array(columns);
  let total = 0;
  for (const [cell, count] of values.entries()) {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    ofRows[row] = (ofRows[row] ?? 0) + count;
    ofColumns[column] = (ofColumns[column] ?? 0) + count;
    total += count;
  }
  return { total, ofRows, ofColumns };
}

const entropyOf = (counts: Float64Array, total: number): number =>
  counts.reduce(
    (sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum),
    0,
  );

/** Mutual information of the two labellings in nats. */
export function mutualInformation(table: Matrix): number {
  const { total, ofRows, ofColumns } = marginsOf(table);
  let sum = 0;
  for (const [cell, count] of table.values.entries()) {
    if (count === 0) continue;
    const [row, column] = [Math.floor(cell / table.columns), cell % table.columns];
    const independent = ((ofRows[row] ?? 0) * (ofColumns[column] ?? 0)) / total;
    sum += (count / total) * Math.log(count / independent);
  }
  return sum;
}

/** log k! for k from 0 to `most`. */
function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let k = 2; k <= most; k++) logs[k] = (logs[k - 1] ?? 0) + Math.log(k);
  return logs;
}

/** What two labellings with these margins share by chance: the mean over all ways to pair them, each count hypergeometric. */
function chanceInformation({ total, ofRows, ofColumns }: Margins): number {
  const logs = logFactorials(total);
  const log = (k: number): number => logs[k] ?? 0;
  let sum = 0;
  for (const a of ofRows) {
    for (const b of ofColumns) {
      const always = log(a) + log(b) + log(total - a) + log(total - b) - log(total);
      for (let n = Math.max(1, a + b - total); n <= Math.min(a, b); n++) {
        const probability = Math.exp(
          always - log(n) - log(a - n) - log(b - n) - log(total - a - b + n),
        );
        sum += (n / total) * Math.log((total * n) / (a * b)) * probability;
      }
    }
  }
  return sum;
}

/**
 * Adjusted mutual information: 1 where either labelling gives the other, about 0 for labellings that have nothing to do with each
 * other, whatever the number of names. Two labellings with one name each are the same, 1.
 */
export function adjustedMutualInformation(table: Matrix): number {
  const margins = marginsOf(table);
  const { total, ofRows, ofColumns } = margins;
  const mean = (entropyOf(ofRows, total) + entropyOf(ofColumns, total)) / 2;
  const chance = chanceInformation(margins);
  const room = mean - chance;
  // Both trivial, or so few samples that chance explains everything.
  if (Math.abs(room) < 1e-12) return mean < 1e-12 ? 1 : 0;
  return (mutualInformation(table) - chance) / room;
}

export interface Matching {
  /** The column that each row stands for, [rows]; −1 for rows that are left over. */
  readonly columnOf: Int32Array;
  /** Share of the samples whose two labels then agree, in [0, 1]. */
  readonly agreement: number;
}

/** The best one-to-one naming of rows by columns. */
export function bestMatching(table: Matrix): Matching {
  const columnOf = bestAssignment(table);
  let agreeing = 0;
  for (const [row, column] of columnOf.entries()) {
    if (column >= 0) agreeing += table.values[row * table.columns + column] ?? 0;
  }
  return { columnOf, agreement: agreeing / marginsOf(table).total };
}
