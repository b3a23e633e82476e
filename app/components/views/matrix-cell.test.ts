import { describe, expect, it } from 'vitest';
import type { MatrixView } from '../../../lib/schema/views';
import { blocksOf, isDense, matrixCell } from './matrix-cell';

const view = (more: Partial<MatrixView> = {}): MatrixView => ({
  kind: 'matrix',
  rowTitle: 'true',
  columnTitle: 'found',
  rows: ['a'],
  columns: ['a', 'b', 'T a', 'T b'],
  values: Float32Array.of(0.86, 1, 0, 0.001),
  full: 1,
  decimals: 2,
  figures: [],
  ...more,
});

describe('a matrix', () => {
  it('is one block, or as many as have titles', () => {
    expect(blocksOf(view())).toEqual([{ title: 'found', first: 0, count: 4 }]);
    expect(blocksOf(view({ blocks: ['found', 'T'] }))).toEqual([
      { title: 'found', first: 0, count: 2 },
      { title: 'T', first: 2, count: 2 },
    ]);
  });

  it('is set closely where many columns have short names', () => {
    const names = (length: number, name: string) => Array.from({ length }, () => name);
    expect(isDense(names(10, '7'))).toBe(true);
    expect(isDense(names(10, 'smiling'))).toBe(false);
    expect(isDense(names(4, '7'))).toBe(false);
  });

  it('has numbers in full, or in the fewest characters; nothing is not written', () => {
    const texts = (dense: boolean) =>
      [0, 1, 2, 3].map((column) => matrixCell(view(), 0, column, dense).text);
    expect(texts(false)).toEqual(['0.86', '1.00', '', '0.00']);
    expect(texts(true)).toEqual(['.86', '1', '', '0']);
  });
});
