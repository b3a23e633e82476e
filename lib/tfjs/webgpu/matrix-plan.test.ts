import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProductSize, planProduct, TILES, tileColumns, tileRows } from './matrix-plan';

const size: fc.Arbitrary<ProductSize> = fc.record({
  slices: fc.integer({ min: 1, max: 9 }),
  rows: fc.integer({ min: 1, max: 300_000 }),
  columns: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4_000 })),
  inner: fc.oneof(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 1, max: 500_000 })),
});

describe('the plan of a product', () => {
  it('covers the result with tiles and the inner dimension with parts, none of them empty', () => {
    fc.assert(
      fc.property(size, (s) => {
        const plan = planProduct(s);
        expect(plan.tileRows * tileRows(plan.tile)).toBeGreaterThanOrEqual(s.rows);
        expect((plan.tileRows - 1) * tileRows(plan.tile)).toBeLessThan(s.rows);
        expect(plan.tileColumns * tileColumns(plan.tile)).toBeGreaterThanOrEqual(s.columns);
        expect((plan.tileColumns - 1) * tileColumns(plan.tile)).toBeLessThan(s.columns);
        expect(plan.splits * plan.splitLength).toBeGreaterThanOrEqual(s.inner);
        expect((plan.splits - 1) * plan.splitLength).toBeLessThan(Math.max(1, s.inner));
        expect(plan.splitLength % plan.tile.depth).toBe(0);
      }),
    );
  });

  it('splits long sums of small results only', () => {
    const long = { slices: 1, rows: 32, columns: 64, inner: 3136 };
    // 12 parts of 256 at most, each a multiple of the tile's 32.
    expect(planProduct(long)).toMatchObject({ splits: 11, splitLength: 288 });
    expect(planProduct({ ...long, inner: 255 }).splits).toBe(1);
    expect(planProduct({ ...long, rows: 20_000 }).splits).toBe(1);
  });

  it('fits the smallest graphics processor that WebGPU allows', () => {
    for (const tile of Object.values(TILES)) {
      const usesMemory = tile !== TILES.column && tile !== TILES.narrow;
      const bytes = usesMemory ? 4 * tile.depth * (tileRows(tile) + tileColumns(tile)) : 0;
      // The number of steps is there too.
      expect(bytes).toBeLessThanOrEqual(16_384 - 4);
      expect(tile.threadRows * tile.threadColumns).toBeLessThanOrEqual(256);
      expect(tile.depth % 4).toBe(0);
    }
  });
});
