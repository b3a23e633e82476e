import { describe, expect, it } from 'vitest';
import { effectsOf, MAX_RANKED, orderByEffect, shiftedVectors } from './effect-ranking';

describe('ranking the dimensions of z', () => {
  it('shifts one component at a time and starts with z itself', () => {
    expect(shiftedVectors([1, 2], 0.5)).toEqual([
      [1, 2],
      [1.5, 2],
      [1, 2.5],
    ]);
    expect(shiftedVectors(new Array(1000).fill(0), 1)).toHaveLength(MAX_RANKED + 1);
  });

  it('measures the mean change of pixels', () => {
    const view = {
      kind: 'images',
      count: 3,
      width: 2,
      height: 1,
      channels: 1,
      pixels: new Uint8Array([10, 10, 10, 14, 40, 10]),
      columns: 3,
      captions: [],
    } as const;
    expect(effectsOf(view)).toEqual([2, 15]);
  });

  it('measures how far points move', () => {
    const view = {
      kind: 'field',
      extent: 1,
      resolution: 0,
      values: new Float32Array(),
      valueLabel: '',
      arrows: new Float32Array(),
      clouds: [{ role: 'fake', label: 'fake', xy: new Float32Array([0, 0, 1, 1, 0, 0.5]) }],
    } as const;
    expect(effectsOf(view)).toEqual([1, 0.25]);
  });

  it('puts the largest effect first, unmeasured dimensions last', () => {
    expect(orderByEffect(5, [0.1, 3, 0])).toEqual([1, 0, 2, 3, 4]);
    expect(orderByEffect(3, [])).toEqual([0, 1, 2]);
  });
});
