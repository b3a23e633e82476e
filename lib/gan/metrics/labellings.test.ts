import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import { bestAssignment } from './assignment';
import {
  adjustedMutualInformation,
  bestMatching,
  contingencyTable,
  mutualInformation,
} from './contingency';
import { rankCorrelation } from './rank-correlation';

interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
}
interface Fixture {
  readonly tables: readonly (Table & {
    readonly mutualInformation: number;
    readonly adjusted: number;
    readonly agreement: number;
  })[];
  readonly gains: readonly (Table & { readonly best: number })[];
  readonly ranks: readonly {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly rho: number;
  }[];
}
const fixture = JSON.parse(
  readFileSync(new URL('./fixtures/labellings.fixture.json', import.meta.url), 'utf8'),
) as Fixture;

const matrix = ({ rows, columns, values }: Table) => ({
  rows,
  columns,
  values: Float32Array.from(values),
});

describe('the best assignment', () => {
  it.each(fixture.gains)('of $rows rows to $columns columns gains as much as scipy’s', (gains) => {
    const columns = bestAssignment(matrix(gains));
    const taken = [...columns].filter((column) => column >= 0);
    expect(new Set(taken).size).toBe(Math.min(gains.rows, gains.columns));
    const total = [...columns].reduce(
      (sum, column, row) => (column < 0 ? sum : sum + gains.values[row * gains.columns + column]!),
      0,
    );
    expect(total).toBeCloseTo(gains.best, 5);
  });

  it('of a permutation is the permutation', () => {
    const order = [3, 0, 4, 1, 2];
    const values = order.flatMap((column) => order.map((_, k) => (k === column ? 1 : 0)));
    expect([...bestAssignment(matrix({ rows: 5, columns: 5, values }))]).toEqual(order);
  });
});

describe('two labellings', () => {
  it.each(fixture.tables)(
    'in $rows × $columns names share what permutations and scipy say',
    (expected) => {
      const table = matrix(expected);
      expect(mutualInformation(table)).toBeCloseTo(expected.mutualInformation, 10);
      expect(adjustedMutualInformation(table)).toBeCloseTo(expected.adjusted, 9);
      expect(bestMatching(table).agreement).toBeCloseTo(expected.agreement, 12);
    },
  );

  it('that only differ in their names share everything', () => {
    const first = Array.from({ length: 100 }, (_, i) => i % 5);
    const table = contingencyTable(
      first,
      first.map((label) => (label + 2) % 5),
      5,
      5,
    );
    expect(mutualInformation(table)).toBeCloseTo(Math.log(5), 12);
    expect(adjustedMutualInformation(table)).toBeCloseTo(1, 12);
    expect(bestMatching(table).agreement).toBe(1);
    expect([...bestMatching(table).columnOf]).toEqual([2, 3, 4, 0, 1]);
  });

  it('that have nothing to do with each other share about nothing, however many names there are', () => {
    const random = createStream(1, 'labels');
    for (const names of [2, 10, 50]) {
      const draw = () => Array.from({ length: 200 }, () => random.integer(names));
      const table = contingencyTable(draw(), draw(), names, names);
      expect(Math.abs(adjustedMutualInformation(table)), String(names)).toBeLessThan(0.06);
    }
  });

  it('leave rows without a column where there are more rows', () => {
    const table = contingencyTable([0, 0, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1], 3, 2);
    expect([...bestMatching(table).columnOf]).toEqual([0, -1, 1]);
    expect(bestMatching(table).agreement).toBeCloseTo(5 / 6, 12);
  });
});

describe('rank correlation', () => {
  it.each(fixture.ranks)('equals scipy’s, $rho', ({ x, y, rho }) => {
    expect(rankCorrelation(x, y)).toBeCloseTo(rho, 10);
  });

  it('is 0 where nothing varies', () => {
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0);
  });
});
