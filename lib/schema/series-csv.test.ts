import { expect, test } from 'vitest';
import { seriesCsv } from './series-csv';

test('a csv has a header of ids, a row per step and an empty cell for a missing value', () => {
  const block = {
    steps: Int32Array.of(1, 2),
    values: { lossD: Float32Array.of(0.5, -1.25), lossG: Float32Array.of(Number.NaN, 3) },
  };
  expect(seriesCsv(block)).toBe('step,lossD,lossG\n1,0.5,\n2,-1.25,3\n');
});

test('every 32-bit float is read back from its cell unchanged', () => {
  const values = Float32Array.of(0.1, 1 / 3, Math.PI * 1e-30, 16777215, -1e38);
  const rows = seriesCsv({ steps: Int32Array.from(values.keys()), values: { x: values } })
    .trim()
    .split('\n')
    .slice(1);
  expect(rows.map((row) => Math.fround(Number(row.split(',')[1])))).toEqual([...values]);
});
