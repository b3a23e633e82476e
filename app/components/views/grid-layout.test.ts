import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAfterKey, cellAt, cellOrigin, type GridRequest, layoutGrid } from './grid-layout';

const digits: GridRequest = {
  count: 64,
  width: 28,
  height: 28,
  columns: 8,
  roomWidth: 700,
  roomHeight: null,
  gap: 2,
  captionHeight: 0,
  reflow: false,
  maxScale: 64,
};

describe('the layout of a sheet of pictures', () => {
  it('uses the largest whole scale that fits the width', () => {
    const layout = layoutGrid(digits);
    // 8 × 28 × 3 + 7 × 2 = 686; a scale of 4 would need 910.
    expect(layout).toMatchObject({ columns: 8, rows: 8, scale: 3, width: 686, height: 686 });
  });

  it('changes the columns when that makes the pictures larger and rows mean nothing', () => {
    const room = { ...digits, roomHeight: 400 };
    expect(layoutGrid(room)).toMatchObject({ columns: 8, scale: 1 });
    expect(layoutGrid({ ...room, reflow: true })).toMatchObject({ columns: 11, rows: 6, scale: 2 });
  });

  it('keeps fixed rows unless they do not fit at all', () => {
    const strip = { ...digits, count: 12, columns: 12, width: 64, height: 64 };
    expect(layoutGrid({ ...strip, roomWidth: 800 }).columns).toBe(12);
    const narrow = layoutGrid({ ...strip, roomWidth: 358 });
    expect(narrow).toMatchObject({ columns: 5, rows: 3, scale: 1 });
  });

  it('never exceeds the width, keeps a whole scale and holds every picture', () => {
    fc.assert(
      fc.property(
        fc.record({
          count: fc.integer({ min: 0, max: 200 }),
          width: fc.integer({ min: 1, max: 64 }),
          height: fc.integer({ min: 1, max: 64 }),
          columns: fc.integer({ min: 1, max: 24 }),
          roomWidth: fc.integer({ min: 64, max: 3000 }),
          roomHeight: fc.option(fc.integer({ min: 0, max: 2000 })),
          gap: fc.integer({ min: 0, max: 8 }),
          captionHeight: fc.integer({ min: 0, max: 20 }),
          reflow: fc.boolean(),
          maxScale: fc.integer({ min: 1, max: 32 }),
        }),
        (request) => {
          const layout = layoutGrid(request);
          expect(layout.width).toBeLessThanOrEqual(request.roomWidth);
          expect(Number.isInteger(layout.scale) && layout.scale >= 1).toBe(true);
          expect(layout.scale).toBeLessThanOrEqual(request.maxScale);
          expect(layout.rows * layout.columns).toBeGreaterThanOrEqual(request.count);
          expect((layout.rows - 1) * layout.columns).toBeLessThan(Math.max(1, request.count));
        },
      ),
    );
  });
});

describe('finding a cell', () => {
  const layout = layoutGrid({ ...digits, count: 30, captionHeight: 10, headerHeight: 14 });

  it('returns each cell at its own corners and nothing in the gaps or captions', () => {
    for (let index = 0; index < 30; index++) {
      const { x, y } = cellOrigin(layout, index);
      expect(cellAt(layout, x, y)).toBe(index);
      expect(cellAt(layout, x + layout.cellWidth - 1, y + layout.cellHeight - 1)).toBe(index);
      expect(cellAt(layout, x + layout.cellWidth, y)).toBeNull();
      expect(cellAt(layout, x, y + layout.cellHeight)).toBeNull();
    }
  });

  it('starts below the names of the columns, which are no cell', () => {
    expect(cellOrigin(layout, 0)).toEqual({ x: 0, y: 14 });
    expect(cellAt(layout, 0, 13)).toBeNull();
    expect(layoutGrid({ ...digits, count: 30, captionHeight: 10 }).height).toBe(layout.height - 14);
  });

  it('finds nothing outside or in the empty end of the last row', () => {
    const { x, y } = cellOrigin(layout, 30);
    expect(cellAt(layout, x, y)).toBeNull();
    expect(cellAt(layout, -1, 0)).toBeNull();
    expect(cellAt(layout, 0, layout.height + 5)).toBeNull();
  });
});

describe('moving by key', () => {
  const layout = layoutGrid({ ...digits, count: 30 });

  it('follows rows and columns and stays inside', () => {
    expect(cellAfterKey(layout, 9, 'ArrowUp')).toBe(1);
    expect(cellAfterKey(layout, 1, 'ArrowUp')).toBe(1);
    expect(cellAfterKey(layout, 23, 'ArrowDown')).toBe(23);
    expect(cellAfterKey(layout, 29, 'ArrowRight')).toBe(29);
    expect(cellAfterKey(layout, 27, 'Home')).toBe(24);
    expect(cellAfterKey(layout, 25, 'End')).toBe(29);
    expect(cellAfterKey(layout, 25, 'x')).toBeNull();
  });
});
