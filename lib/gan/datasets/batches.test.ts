import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import { BatchCursor, imageRows } from './batches';
import type { ImageSource } from './source';

/** Ten one-pixel images whose byte is their index times 20. */
const source: ImageSource = {
  kind: 'images',
  size: 1,
  channels: 1,
  count: 10,
  total: 12,
  pixels: Uint8Array.from({ length: 12 }, (_, i) => 20 * i),
  labels: Uint8Array.from({ length: 12 }, (_, i) => i % 3),
  classes: ['a', 'b', 'c'],
  factors: [],
  factorValues: null,
};
const indexOf = (value: number) => Math.round(((value + 1) * 127.5) / 20);
const cursor = (seed = 1) => new BatchCursor(source, seed, createStream(seed, 'data'));

describe('the walk through images', () => {
  it('shows every training image once per epoch and no held-out one', () => {
    const walk = cursor();
    const epoch = () =>
      [walk.next(4), walk.next(6)].flatMap(({ values }) => [...values].map(indexOf));
    const first = epoch();
    const second = epoch();
    expect([...first].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...second].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(second).not.toEqual(first);
  });

  it('continues exactly from a saved state, across the end of an epoch', () => {
    const walk = cursor();
    walk.next(7);
    const saved = walk.state;
    const rest = walk.next(8).values;
    const resumed = cursor();
    resumed.state = saved;
    expect(resumed.next(8).values).toEqual(rest);
  });

  it('refuses a position behind the last image', () => {
    expect(() => {
      cursor().state = { epoch: 0, position: 11 };
    }).toThrow(/position in the data/);
  });

  it('maps bytes 0 and 255 to -1 and 1 and keeps labels with their images', () => {
    const edges = { ...source, pixels: Uint8Array.from([0, 255, ...source.pixels.slice(2)]) };
    const { values, labels, shape } = imageRows(edges, Int32Array.from([1, 0]));
    expect([...values]).toEqual([1, -1]);
    expect([...(labels ?? [])]).toEqual([1, 0]);
    expect(shape).toEqual([2, 1, 1, 1]);
  });
});
