import { describe, expect, it } from 'vitest';
import { ring } from '../datasets/points/ring';
import { createStream } from '../rng';
import { matrixOf } from './matrix';
import { measureAll } from './measure';
import { noiseInstead, realInstead } from './reference-samples';
import { completeAsync } from './slices';
import type { ImageSubject, PointSubject } from './subject';

const source = { kind: 'points', dim: 2, ...ring.create() } as const;
const points: PointSubject = {
  kind: 'points',
  source,
  generated: matrixOf(new Float32Array(4000), 2),
  real: matrixOf(source.sample(createStream(1, 'real'), 2000), 2),
  seed: 1,
};

/** Ten one-pixel images for training and six held out, each with its index as its byte. */
const images: ImageSubject = {
  kind: 'images',
  source: {
    kind: 'images',
    size: 1,
    channels: 1,
    count: 10,
    total: 16,
    pixels: Uint8Array.from({ length: 16 }, (_, i) => i),
    labels: Uint8Array.from({ length: 16 }, (_, i) => i % 2),
    classes: ['even', 'odd'],
    factors: [],
    factorValues: null,
  },
  generated: {
    images: { count: 6, side: 1, channels: 1, values: new Float32Array(6) },
    labels: null,
  },
  real: { images: { count: 6, side: 1, channels: 1, values: new Float32Array(6) }, labels: null },
  features: null,
  z: null,
  w: null,
  reconstructions: null,
  seed: 1,
};
const bytesOf = (subject: ReturnType<typeof realInstead>) =>
  subject.kind === 'images'
    ? [...subject.generated.images.values].map((value) => Math.round((value + 1) * 127.5))
    : [];

describe('what figures are compared with', () => {
  it('of points is nearly 0 for real samples and far from it for noise', async () => {
    const value = async (subject: ReturnType<typeof realInstead>) => {
      const [found] = await completeAsync(measureAll(['js'], subject));
      return found?.kind === 'measured' ? (found.value ?? Number.NaN) : Number.NaN;
    };
    expect(await value(realInstead(points))).toBeLessThan(0.02);
    expect(await value(noiseInstead(points))).toBeGreaterThan(0.4);
  });

  it('of images are the held-out ones, with their labels', () => {
    const other = realInstead(images);
    expect(bytesOf(other).sort((a, b) => a - b)).toEqual([10, 11, 12, 13, 14, 15]);
    if (other.kind !== 'images') throw new Error('no images');
    expect([...(other.generated.labels as Int32Array)]).toEqual(bytesOf(other).map((b) => b % 2));
  });

  it('of images are training ones where too few are held out', () => {
    const { generated } = images;
    const more = { ...generated.images, count: 8, values: new Float32Array(8) };
    const other = realInstead({ ...images, generated: { images: more, labels: null } });
    expect(Math.max(...bytesOf(other))).toBeLessThan(10);
    expect(new Set(bytesOf(other)).size).toBe(8);
  });
});
