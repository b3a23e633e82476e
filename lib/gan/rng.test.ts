import { describe, expect, it } from 'vitest';
import { createStream, createStreams, RandomStream, STREAM_NAMES } from './rng';

describe('random streams', () => {
  it('give the first words of the xoshiro128** reference for state 1, 2, 3, 4', () => {
    // By hand from the algorithm: rotl(2 * 5, 7) * 9 = 11520, then state (7, 0, 1026, 12288).
    const stream = new RandomStream([1, 2, 3, 4]);
    expect(stream.word()).toBe(11520);
    expect(stream.word()).toBe(0);
    expect(stream.word()).toBe(5927040);
  });

  it('are the same for the same seed and name, and differ for another of either', () => {
    const first = (seed: number, name: string) => createStream(seed, name).word();
    expect(first(7, 'data')).toBe(first(7, 'data'));
    const words = [0, 1, 2, 3].flatMap((seed) => STREAM_NAMES.map((name) => first(seed, name)));
    expect(new Set(words).size).toBe(words.length);
  });

  it('continue exactly from a saved state', () => {
    const stream = createStream(3, 'latent');
    stream.normals(17);
    const saved = stream.state;
    const rest = stream.normals(50);
    expect(new RandomStream(saved).normals(50)).toEqual(rest);
  });

  it('draw normals of mean 0, variance 1 and kurtosis 3, within four standard errors', () => {
    const n = 40_000;
    const x = createStream(1, 'noise').normals(n);
    const moment = (k: number) => x.reduce((sum, v) => sum + v ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it('shuffle into a permutation', () => {
    const order = createStream(1, 'data').shuffle(Int32Array.from({ length: 100 }, (_, i) => i));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...order]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('cover every stream name', () => {
    expect(Object.keys(createStreams(1))).toEqual([...STREAM_NAMES]);
  });
});
