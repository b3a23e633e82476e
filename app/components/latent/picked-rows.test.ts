import { describe, expect, it } from 'vitest';
import type { ImagesView } from '../../../lib/schema/views';
import { pickedRow, zOf } from './picked-rows';

const SHEET: ImagesView = {
  kind: 'images',
  count: 2,
  width: 1,
  height: 1,
  channels: 1,
  pixels: new Uint8Array(2),
  columns: 2,
  captions: [],
};

describe('what is picked on the stage', () => {
  it('is the fixed row of that number', () => {
    expect(pickedRow(SHEET, 1)).toEqual({ kind: 'fixed', first: 1, count: 1 });
    expect(pickedRow(null, 4)).toEqual({ kind: 'fixed', first: 4, count: 1 });
  });

  it('is the row that the picture was made from, where it brings its rows', () => {
    const view = { ...SHEET, latents: Float32Array.from([1, 2, 0, 1, 3, 4, 1, 0]) };
    const row = pickedRow(view, 1);
    expect(row).toEqual({ kind: 'vectors', z: [[3, 4, 1, 0]] });
    expect(zOf(row, 2)).toEqual({ kind: 'vectors', z: [[3, 4]] });
  });
});
