// The curves of a run in growing typed arrays, outside React, at full resolution for 200,000 steps; what charts and
// spreadsheets need of them. Beyond that the older half loses every other row: of four rows in a row, each series keeps its
// lowest and its highest value, in their order, at the first and the last of the four steps. NaN is "not measured".

import type { ChangeMark, SeriesBlock } from '../../lib/schema/series';
import { seriesCsv } from '../../lib/schema/series-csv';

/** Steps kept at full resolution. */
export const CAPACITY = 200_000;
/** More columns than this cost recharts more than a frame. */
export const MAX_COLUMNS = 150;

const INITIAL_LENGTH = 1024;
/** Rows that become two when the buffer thins out. */
const GROUP = 4;

/** One step of a chart; null where the series has nothing to show. */
export type SeriesRow = Readonly<Record<string, number | null>> & { readonly step: number };

export class SeriesBuffer {
  readonly ids: readonly string[];
  readonly #capacity: number;
  #steps = new Int32Array(INITIAL_LENGTH);
  readonly #values: Map<string, Float32Array>;
  #length = 0;

  /** @param capacity at least as many steps as the buffer thins out at once */
  constructor(ids: readonly string[], capacity = CAPACITY) {
    if (capacity < GROUP) throw new Error(`a buffer of ${capacity} steps cannot be thinned out`);
    this.ids = ids;
    this.#capacity = capacity;
    this.#values = new Map(ids.map((id) => [id, new Float32Array(INITIAL_LENGTH)]));
  }

  get length(): number {
    return this.#length;
  }

  /** 0 while there is nothing. */
  get lastStep(): number {
    return this.#length === 0 ? 0 : (this.#steps[this.#length - 1] ?? 0);
  }

  /** Increasing. A view that the next change of the buffer may invalidate. */
  get steps(): Int32Array {
    return this.#steps.subarray(0, this.#length);
  }

  /** A view like `steps`, value by value; empty for an unknown id. */
  values(id: string): Float32Array {
    return this.#values.get(id)?.subarray(0, this.#length) ?? new Float32Array();
  }

  /** The last value that was measured, or null. */
  latest(id: string): number | null {
    return this.values(id).findLast((value) => !Number.isNaN(value)) ?? null;
  }

  /**
   * Appends a block. A series that the block lacks was not measured.
   * @throws Error when the steps do not follow those there, which is a mistake of the program
   */
  append(block: SeriesBlock): void {
    const { steps, values } = block;
    let last = this.#length === 0 ? Number.NEGATIVE_INFINITY : this.lastStep;
    for (const step of steps) {
      if (step <= last) throw new Error(`step ${step} does not follow step ${last}`);
      last = step;
    }
    const end = this.#length + steps.length;
    this.#reserve(end);
    this.#steps.set(steps, this.#length);
    for (const [id, target] of this.#values) {
      const added = values[id];
      if (added === undefined) target.fill(Number.NaN, this.#length, end);
      else if (added.length === steps.length) target.set(added, this.#length);
      else throw new Error(`${id} has ${added.length} values for ${steps.length} steps`);
    }
    this.#length = end;
    while (this.#length > this.#capacity) this.#thinOut();
  }

  /** Forgets what came after a step. */
  truncate(lastStep: number): void {
    this.#length = firstAfter(this.steps, lastStep);
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(length: number): void {
    if (length <= this.#steps.length) return;
    const room = Math.max(length, 2 * this.#steps.length);
    const steps = new Int32Array(room);
    steps.set(this.steps);
    this.#steps = steps;
    for (const id of this.ids) {
      const values = new Float32Array(room);
      values.set(this.values(id));
      this.#values.set(id, values);
    }
  }

  /** Halves the older half. Rows only move to the left, so that it works in place. */
  #thinOut(): void {
    const groups = Math.max(1, Math.floor(this.#length / 2 / GROUP));
    const oldEnd = groups * GROUP;
    for (let group = 0; group < groups; group++) {
      const from = group * GROUP;
      const to = from + GROUP;
      for (const values of this.#values.values()) {
        const [earlier, later] = extremes(values, from, to);
        values[2 * group] = earlier;
        values[2 * group + 1] = later;
      }
      this.#steps[2 * group] = this.#steps[from] ?? 0;
      this.#steps[2 * group + 1] = this.#steps[to - 1] ?? 0;
    }
    this.#steps.copyWithin(2 * groups, oldEnd, this.#length);
    for (const values of this.#values.values()) values.copyWithin(2 * groups, oldEnd, this.#length);
    this.#length -= oldEnd - 2 * groups;
  }
}

/** How many steps are not after `step`; also the index of the first that is. */
function firstAfter(steps: Int32Array, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lowest and the highest of values[from, to) in the order in which they came; NaN for what is not there. */
function extremes(values: Float32Array, from: number, to: number): readonly [number, number] {
  let low = -1;
  let high = -1;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (low < 0 || value < (values[low] ?? 0)) low = i;
    // The last of equals, so that a constant series keeps both its ends.
    if (high < 0 || value >= (values[high] ?? 0)) high = i;
  }
  if (low < 0) return [Number.NaN, Number.NaN];
  const earlier = values[Math.min(low, high)] ?? Number.NaN;
  return [earlier, low === high ? Number.NaN : (values[Math.max(low, high)] ?? Number.NaN)];
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/**
 * What a chart draws of the steps in [from, to]: all of them while they are few, else the envelope. The first and the last
 * step keep their own row; the range between them is cut into columns of equal width in steps, and each series shows its
 * lowest and highest value of a column, in their order, at the column's first and last step.
 * @param columns 2 … MAX_COLUMNS; at most twice as many rows come back
 * @returns rows in the order of steps; rows in which no series was measured are left out
 */
export function decimate(
  buffer: SeriesBuffer,
  ids: readonly string[],
  from: number,
  to: number,
  columns: number,
): readonly SeriesRow[] {
  if (!Number.isInteger(columns) || columns < 2 || columns > MAX_COLUMNS) {
    throw new Error(`a chart has 2 to ${MAX_COLUMNS} columns, not ${columns}`);
  }
  const { steps } = buffer;
  const begin = firstAfter(steps, Math.ceil(from) - 1);
  const end = firstAfter(steps, to);
  const series = ids.map((id) => [id, buffer.values(id)] as const);
  const rows: SeriesRow[] = [];
  const push = (at: number, valueAt: (values: Float32Array, index: number) => number): void => {
    const cells = series.map(([id, values], i) => [id, orNull(valueAt(values, i))] as const);
    if (cells.every(([, value]) => value === null)) return;
    rows.push(Object.fromEntries([['step', steps[at] ?? 0], ...cells]) as SeriesRow);
  };
  const pushRow = (at: number): void => push(at, (values) => values[at] ?? Number.NaN);
  if (end - begin <= 2 * columns) {
    for (let i = begin; i < end; i++) pushRow(i);
    return rows;
  }
  const first = steps[begin] ?? 0;
  const width = ((steps[end - 1] ?? 0) - first) / (columns - 1);
  pushRow(begin);
  let start = begin + 1;
  for (let column = 1; column < columns; column++) {
    const stop =
      column === columns - 1
        ? end - 1
        : Math.min(end - 1, firstAfter(steps, first + column * width));
    if (stop <= start) continue;
    const pairs = series.map(([, values]) => extremes(values, start, stop));
    push(start, (_, i) => pairs[i]?.[0] ?? Number.NaN);
    if (stop - start > 1) push(stop - 1, (_, i) => pairs[i]?.[1] ?? Number.NaN);
    start = stop;
  }
  pushRow(end - 1);
  return rows;
}

/** Starts like a formula for a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell of text: quoted, and never taken for a formula, since a file from elsewhere can name the settings. */
const textCell = (text: string): string =>
  `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/**
 * Everything the buffer holds as CSV: a row per step, an empty cell for what was not measured, live changes in the last
 * column. A change at a step that has no row (yet) gets one of its own.
 */
export function toCsv(buffer: SeriesBuffer, marks: readonly ChangeMark[]): string {
  const changes = new Map<number, string>();
  for (const { step, key, from, to } of marks) {
    const before = changes.get(step);
    const change = `${key}: ${from} -> ${to}`;
    changes.set(step, before === undefined ? change : `${before}; ${change}`);
  }
  const values = Object.fromEntries(buffer.ids.map((id) => [id, buffer.values(id)]));
  const [header, ...rows] = seriesCsv({ steps: buffer.steps, values }).trimEnd().split('\n');
  const lines = rows.map((row, i) => {
    const step = buffer.steps[i] ?? 0;
    const change = changes.get(step);
    changes.delete(step);
    return { step, line: `${row},${change === undefined ? '' : textCell(change)}` };
  });
  const blank = ','.repeat(buffer.ids.length + 1);
  const alone = [...changes].map(([step, change]) => ({
    step,
    line: `${step}${blank}${textCell(change)}`,
  }));
  const ordered = [...lines, ...alone].sort((a, b) => a.step - b.step);
  return [`${header},changes`, ...ordered.map(({ line }) => line), ''].join('\n');
}
