import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesBlock } from '../../lib/schema/series';
import { CAPACITY, decimate, MAX_COLUMNS, SeriesBuffer, toCsv } from './series-buffer';

const { NaN: none } = Number;
const RUNS = { numRuns: 1000, seed: 1 };
const rowsOf = (csv: string): readonly string[] => csv.trimEnd().split('\n');

const block = (
  steps: readonly number[],
  values: Readonly<Record<string, readonly number[]>>,
): SeriesBlock => ({
  steps: Int32Array.from(steps),
  values: Object.fromEntries(
    Object.entries(values).map(([id, list]) => [id, Float32Array.from(list)]),
  ),
});

function filled(steps: readonly number[], values: Readonly<Record<string, readonly number[]>>) {
  const buffer = new SeriesBuffer(Object.keys(values));
  buffer.append(block(steps, values));
  return buffer;
}

const measured = (values: Iterable<number | null>): readonly number[] =>
  [...values].filter((value): value is number => value !== null && !Number.isNaN(value));

/** Steps with gaps, and two series with holes. */
const curves = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 5 }),
      d: fc.oneof({ weight: 4, arbitrary: fc.float({ noNaN: true }) }, fc.constant(none)),
      g: fc.oneof(fc.float({ noNaN: true }), fc.constant(none)),
    }),
    { maxLength: 300 },
  )
  .map((rows) => {
    let step = 0;
    return filled(
      rows.map(({ gap }) => (step += gap)),
      { d: rows.map(({ d }) => d), g: rows.map(({ g }) => g) },
    );
  });

describe('a buffer of curves', () => {
  it('gives back what was appended, with gaps where a block lacks a series', () => {
    const buffer = new SeriesBuffer(['d', 'g']);
    expect([buffer.length, buffer.lastStep, buffer.latest('d')]).toEqual([0, 0, null]);
    buffer.append(block([1, 2], { d: [0.5, none], g: [1, 2] }));
    buffer.append(block([5], { d: [3] }));
    expect([...buffer.steps]).toEqual([1, 2, 5]);
    expect([...buffer.values('d')]).toEqual([0.5, none, 3]);
    expect([...buffer.values('g')]).toEqual([1, 2, none]);
    expect([buffer.length, buffer.lastStep]).toEqual([3, 5]);
    expect([buffer.latest('d'), buffer.latest('g'), buffer.latest('x')]).toEqual([3, 2, null]);
  });

  it('keeps everything while it grows', () => {
    const buffer = new SeriesBuffer(['d']);
    for (let step = 1; step <= 5000; step += 10) {
      const steps = Array.from({ length: 10 }, (_, i) => step + i);
      buffer.append(block(steps, { d: steps.map((value) => -value) }));
    }
    expect(buffer.length).toBe(5000);
    expect(buffer.values('d').every((value, i) => value === -(i + 1))).toBe(true);
  });

  it('forgets what came after a step, and goes on from there', () => {
    const buffer = filled([1, 2, 4, 8], { d: [1, 2, 4, 8] });
    buffer.truncate(5);
    expect([...buffer.steps]).toEqual([1, 2, 4]);
    buffer.append(block([5], { d: [5] }));
    expect([...buffer.values('d')]).toEqual([1, 2, 4, 5]);
    buffer.truncate(0);
    expect(buffer.length).toBe(0);
    buffer.append(block([1], { d: [7] }));
    buffer.clear();
    expect([buffer.length, buffer.latest('d')]).toEqual([0, null]);
  });

  it('refuses steps that do not follow and values that do not fit', () => {
    const buffer = filled([3], { d: [1] });
    expect(() => buffer.append(block([3], { d: [1] }))).toThrow('does not follow');
    expect(() => buffer.append(block([5, 4], { d: [1, 1] }))).toThrow('does not follow');
    expect(() => buffer.append(block([4, 5], { d: [1] }))).toThrow('1 values for 2 steps');
    expect([...buffer.steps]).toEqual([3]);
  });

  it('thins out its older half to lowest and highest values', () => {
    const buffer = new SeriesBuffer(['d', 'g'], 8);
    buffer.append(
      block([1, 2, 3, 4, 5, 6, 7, 8, 9], {
        d: [5, 1, 9, 2, 0, 0, 0, 0, 7],
        g: [none, none, 4, none, 1, 2, 3, 4, 5],
      }),
    );
    expect([...buffer.steps]).toEqual([1, 4, 5, 6, 7, 8, 9]);
    expect([...buffer.values('d')]).toEqual([1, 9, 0, 0, 0, 0, 7]);
    expect([...buffer.values('g')]).toEqual([4, none, 1, 2, 3, 4, 5]);
  });

  it('never holds more than its capacity, keeps order, extremes and the newest half', () => {
    const capacity = 64;
    const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.float({ noNaN: true })), (lengths, stream) => {
        const buffer = new SeriesBuffer(['d'], capacity);
        const all: number[] = [];
        for (const length of lengths) {
          const values = Array.from({ length }, () => stream.next().value as number);
          buffer.append(
            block(
              values.map((_, i) => all.length + i + 1),
              { d: values },
            ),
          );
          all.push(...values);
        }
        expect(buffer.length).toBeLessThanOrEqual(capacity);
        expect(buffer.steps.every((step, i) => i === 0 || step > buffer.steps[i - 1]!)).toBe(true);
        expect([buffer.steps[0], buffer.lastStep]).toEqual([1, all.length]);
        const kept = [...buffer.values('d')];
        expect(Math.min(...kept)).toBe(Math.min(...all));
        expect(Math.max(...kept)).toBe(Math.max(...all));
        const newest = Math.min(all.length, capacity / 2 - 4);
        expect(kept.slice(-newest)).toEqual(all.slice(-newest));
      }),
      { ...RUNS, numRuns: 300 },
    );
  });

  it('takes a history longer than its capacity', () => {
    const buffer = new SeriesBuffer(['d']);
    const steps = Int32Array.from({ length: 2 * CAPACITY }, (_, i) => i + 1);
    buffer.append({ steps, values: { d: Float32Array.from(steps) } });
    expect(buffer.length).toBeLessThanOrEqual(CAPACITY);
    expect([buffer.steps[0], buffer.lastStep]).toEqual([1, 2 * CAPACITY]);
  });
});

describe('the rows of a chart', () => {
  it('are the steps themselves while they are few', () => {
    const buffer = filled([1, 2, 3, 4], { d: [1, none, 3, none], g: [none, none, 5, 6] });
    expect(decimate(buffer, ['d', 'g'], 1, 4, 2)).toEqual([
      { step: 1, d: 1, g: null },
      { step: 3, d: 3, g: 5 },
      { step: 4, d: null, g: 6 },
    ]);
    expect(decimate(buffer, ['d'], 2, 3, 2)).toEqual([{ step: 3, d: 3 }]);
    expect(decimate(buffer, ['d'], 9, 12, 2)).toEqual([]);
    expect(decimate(new SeriesBuffer(['d']), ['d'], 0, 100, 2)).toEqual([]);
  });

  it('are the lowest and highest value per column in the order in which they came', () => {
    const values = [0, 3, 9, 1, 5, 5, 5, 8, 2, 0];
    const buffer = filled(
      values.map((_, i) => i),
      { d: values },
    );
    expect(decimate(buffer, ['d'], 0, 9, 3)).toEqual([
      { step: 0, d: 0 },
      { step: 1, d: 9 },
      { step: 4, d: 1 },
      { step: 5, d: 8 },
      { step: 8, d: 2 },
      { step: 9, d: 0 },
    ]);
  });

  it('of any curves are at most two per column, in order, and keep ends and extremes', () => {
    const range = fc.tuple(fc.integer({ min: -5, max: 900 }), fc.integer({ min: 0, max: 900 }));
    const columns = fc.integer({ min: 2, max: MAX_COLUMNS });
    fc.assert(
      fc.property(curves, range, columns, (buffer, [from, width], count) => {
        const rows = decimate(buffer, ['d', 'g'], from, from + width, count);
        expect(rows.length).toBeLessThanOrEqual(2 * count);
        expect(rows.every(({ step }, i) => i === 0 || step > rows[i - 1]!.step)).toBe(true);
        const inside = [...buffer.steps.keys()].filter(
          (i) => buffer.steps[i]! >= from && buffer.steps[i]! <= from + width,
        );
        for (const id of ['d', 'g']) {
          const expected = measured(inside.map((i) => buffer.values(id)[i]!));
          const drawn = measured(rows.map((row) => row[id]!));
          expect(Math.min(...drawn)).toBe(Math.min(...expected));
          expect(Math.max(...drawn)).toBe(Math.max(...expected));
          expect(drawn.every((value) => expected.includes(value))).toBe(true);
        }
        for (const i of [inside[0], inside.at(-1)]) {
          if (i === undefined) continue;
          const [d, g] = ['d', 'g'].map((id) => buffer.values(id)[i]!);
          if (Number.isNaN(d) && Number.isNaN(g)) continue;
          expect(rows).toContainEqual({
            step: buffer.steps[i],
            d: Number.isNaN(d) ? null : d,
            g: Number.isNaN(g) ? null : g,
          });
        }
      }),
      RUNS,
    );
  });

  it('need a number of columns that a chart can have', () => {
    const buffer = filled([1], { d: [1] });
    for (const columns of [1, 2.5, MAX_COLUMNS + 1])
      expect(() => decimate(buffer, ['d'], 0, 1, columns)).toThrow('columns');
  });
});

describe('the csv', () => {
  it('has a row per step, an empty cell for what was not measured, and the changes', () => {
    const buffer = filled([1, 2], { lossD: [0.5, none], lossG: [none, 1 / 3] });
    const marks = [
      { step: 2, key: 'lrD', from: 0.001, to: 0.002 },
      { step: 2, key: 'gEma', from: true, to: false },
    ];
    expect(toCsv(buffer, marks)).toBe(
      'step,lossD,lossG,changes\n1,0.5,,\n2,,0.333333343,"lrD: 0.001 -> 0.002; gEma: true -> false"\n',
    );
    expect(toCsv(new SeriesBuffer(['lossD']), [])).toBe('step,lossD,changes\n');
  });

  it('has a row of its own for a change at a step that has none', () => {
    const buffer = filled([1, 4], { d: [1, 4] });
    const marks = [5, 2].map((step) => ({ step, key: 'lrD', from: 1, to: 2 }));
    expect(rowsOf(toCsv(buffer, marks))).toEqual([
      'step,d,changes',
      '1,1,',
      '2,,"lrD: 1 -> 2"',
      '4,4,',
      '5,,"lrD: 1 -> 2"',
    ]);
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    const buffer = filled([1], { d: [-1] });
    for (const key of ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) {
      const [, row] = toCsv(buffer, [{ step: 1, key, from: 'a', to: 'b"' }]).split(/\n/);
      expect(row).toBe(`1,-1,"'${key.replaceAll('"', '""')}: a -> b"""`);
    }
  });

  it('has every step that the buffer holds', () => {
    fc.assert(
      fc.property(curves, (buffer) => {
        const rows = rowsOf(toCsv(buffer, [])).slice(1);
        expect(rows.map((row) => Number(row.split(',')[0]))).toEqual([...buffer.steps]);
        const read = rows.map((row) => row.split(',')[1]!);
        expect(read.map((cell) => (cell === '' ? none : Math.fround(Number(cell)) + 0))).toEqual(
          [...buffer.values('d')].map((value) => value + 0),
        );
      }),
      { ...RUNS, numRuns: 300 },
    );
  });
});
