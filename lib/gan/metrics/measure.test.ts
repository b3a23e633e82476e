// The registry and the way from a subject to figures.
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { drawImages } from '../datasets/draw/drawn-images';
import { shapes } from '../datasets/draw/shapes';
import { ring } from '../datasets/points/ring';
import { createStream } from '../rng';
import type { FeatureSet } from './features/feature-set';
import { type Images, pixelRows } from './images';
import { matrixOf } from './matrix';
import { availableMetrics, measureAll } from './measure';
import { dependsOnFeatures, figureName, isMetricId, METRICS, type MetricId } from './registry';
import { completeAsync, runPaced } from './slices';
import { concerns, type ImageSubject, type PointSubject } from './subject';

const COUNT = 200;
const IDS = Object.keys(METRICS) as MetricId[];

const { images: pixels } = drawImages(shapes, { seed: 1, size: 32, from: 0, count: COUNT });
const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 2);
const classes = ['even', 'odd'];
const images: Images = {
  count: COUNT,
  side: 32,
  channels: 3,
  values: Float32Array.from(pixels, (byte) => byte / 127.5 - 1),
};

/** Features without a backend: the means of rows, and logits that know the class. */
const features: FeatureSet = {
  id: 'rows',
  name: 'row means',
  version: '1',
  dims: 32,
  heads: [{ kind: 'category', id: 'shape', label: 'Shape', values: classes }],
  async extract(batch) {
    const rows = Float32Array.from({ length: batch.count * 32 }, (_, i) =>
      batch.values.subarray(i * 96, (i + 1) * 96).reduce((sum, value) => sum + value / 96, 0),
    );
    const logits = Float32Array.from({ length: batch.count * 2 }, (_, i) =>
      i % 2 === 0 ? 0 : (rows[32 * (i >> 1) + 9] ?? 0) - (rows[32 * (i >> 1) + 20] ?? 0),
    );
    return {
      features: { rows: batch.count, columns: 32, values: rows },
      outputs: { rows: batch.count, columns: 2, values: logits },
    };
  },
  dispose: () => undefined,
};

const latents = {
  dim: 4,
  draw: async (random: ReturnType<typeof createStream>, count: number) =>
    matrixOf(random.normals(4 * count), 4),
  // A brightness per quarter.
  async images({ rows, values }: { rows: number; values: Float32Array }): Promise<Images> {
    const made = new Float32Array(rows * 3072);
    for (let i = 0; i < 4 * rows; i++) {
      made.fill(Math.tanh(values[i]!), i * 768, (i + 1) * 768);
    }
    return { count: rows, side: 32, channels: 3, values: made };
  },
};

const set = { images, labels };
const imageSubject: ImageSubject = {
  kind: 'images',
  source: {
    kind: 'images',
    size: 32,
    channels: 3,
    count: COUNT,
    total: COUNT,
    pixels,
    labels,
    classes,
    factors: [],
    factorValues: null,
  },
  generated: set,
  real: set,
  features,
  z: latents,
  w: latents,
  reconstructions: { images, reconstructed: images },
  seed: 1,
};

const source = { kind: 'points', dim: 2, ...ring.create() } as const;
const pointsOf = (seed: number) => matrixOf(source.sample(createStream(seed, 'points'), 2000), 2);
const pointSubject: PointSubject = {
  kind: 'points',
  source,
  generated: pointsOf(1),
  real: pointsOf(2),
  seed: 1,
};

describe('the registry', () => {
  it('states every measure under its own id, with a source and a sentence for a learner', () => {
    for (const [id, entry] of Object.entries(METRICS)) {
      expect(entry.id).toBe(id);
      expect(entry.help, id).toMatch(/[.]$/);
      expect(entry.bias, id).toMatch(/[.]$/);
      expect(entry.citation, id).toMatch(/\d{4}/);
      expect(entry.minimumSamples, id).toBeGreaterThan(0);
    }
    expect(isMetricId('frechet')).toBe(true);
    expect(isMetricId('toString')).toBe(false);
  });

  it('names figures after their features, and no figure of features without', () => {
    expect(figureName(METRICS.frechet, { name: 'digits classifier' })).toBe(
      'Fréchet distance · digits classifier features',
    );
    expect(figureName(METRICS.js, null)).toBe('Jensen-Shannon divergence');
    expect(() => figureName(METRICS.frechet, null)).toThrow(/needs a feature set/);
    for (const entry of Object.values(METRICS)) {
      expect(entry.label, entry.id).not.toMatch(/\b(FID|KID)\b|Inception/);
      if (dependsOnFeatures(entry)) expect(concerns(entry, 'points')).toBe(false);
    }
  });
});

describe('measuring', () => {
  beforeAll(async () => {
    await startBackend('cpu', nodeEnvironment());
  });

  it('everything of one subject gives values in range, and ideal ones where the samples are the data’s own', async () => {
    for (const subject of [pointSubject, imageSubject]) {
      const ids = availableMetrics(subject);
      expect(ids).toEqual(IDS.filter((id) => concerns(METRICS[id], subject.kind)));
      const found = await completeAsync(measureAll(ids, subject));
      for (const metric of found) {
        const { id } = metric;
        const { range, ideal, minimumSamples } = METRICS[id];
        if (metric.kind !== 'measured' || metric.value === null) throw new Error(`no ${id}`);
        const { value, spread, samples } = metric;
        expect(value, id).toBeGreaterThanOrEqual((range[0] ?? Number.NEGATIVE_INFINITY) - 1e-6);
        expect(value, id).toBeLessThanOrEqual((range[1] ?? Number.POSITIVE_INFINITY) + 1e-6);
        expect(metric.tooFew, id).toBe(samples < minimumSamples);
        // Not of a classifier that knows nothing.
        if (ideal === null || id === 'classAccuracy') continue;
        const allowed = Math.max(0.12, 4 * (spread?.standardDeviation ?? 0));
        const scale = id === 'laplacianDistance' ? 1000 : 1;
        expect(Math.abs(value - ideal) / scale, `${id}: ${value}`).toBeLessThan(allowed);
      }
    }
  });

  it('twice gives the same figures, alone or with others', async () => {
    const [alone] = await completeAsync(measureAll(['kernelDistance'], imageSubject));
    const [, , again] = await completeAsync(
      measureAll(['precision', 'recall', 'kernelDistance'], imageSubject),
    );
    expect(again).toEqual(alone);
  });

  it('says what a subject lacks, and nothing where the measure is of other data', async () => {
    const bare: ImageSubject = {
      ...imageSubject,
      features: null,
      z: null,
      generated: { images, labels: null },
    };
    expect(await completeAsync(measureAll(['intraFrechet', 'js'], bare))).toEqual([
      { kind: 'missing', id: 'intraFrechet', needs: ['features', 'askedClasses'] },
      { kind: 'missing', id: 'js', needs: [] },
    ]);
    expect(availableMetrics(bare)).toEqual([
      'laplacianDistance',
      'msSsim',
      'memorisedPixels',
      'reconstructionError',
      'reconstructionRatio',
    ]);
  });

  it('goes on only when it may, in small slices, with progress that never falls', async () => {
    const shares: number[] = [];
    let time = 0;
    await runPaced(measureAll(['frechet', 'precision', 'msSsim'], imageSubject), {
      now: () => time++,
      breathe: async () => undefined,
      onProgress: (share) => shares.push(share),
      sliceMs: 1,
    });
    expect(shares.length).toBeGreaterThan(500);
    expect(shares.at(-1)).toBe(1);
    for (let i = 1; i < shares.length; i++) {
      expect(shares[i]!).toBeGreaterThanOrEqual(shares[i - 1]! - 1e-9);
    }
  });

  it('finds a generator that copies the training images, and one that does not', async () => {
    const copies = async (generated: Images) => {
      const subject = { ...imageSubject, generated: { images: generated, labels: null } };
      const [found] = await completeAsync(measureAll(['memorisedPixels'], subject));
      return found?.kind === 'measured' ? found.value : null;
    };
    const noisy = createStream(1, 'noise').normals(images.values.length);
    const near = { ...images, values: images.values.map((value, i) => value + noisy[i]! / 200) };
    expect(await copies(near)).toBe(1);
    const other = drawImages(shapes, { seed: 2, size: 32, from: 0, count: COUNT });
    const fresh = { ...images, values: Float32Array.from(other.images, (b) => b / 127.5 - 1) };
    expect(await copies(fresh)).toBe(0);
    expect(pixelRows(fresh).columns).toBe(3072);
  });
});
