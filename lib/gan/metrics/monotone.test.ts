// Blur, noise, dropped classes and duplicated samples each move the right measures in the right direction, in steps, on digits,
// shapes and faces. Few samples; the directions are what counts.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { imageRows } from '../datasets/batches';
import { type DrawnImages, drawImages } from '../datasets/draw/drawn-images';
import { faces } from '../datasets/draw/faces/faces';
import { shapes } from '../datasets/draw/shapes';
import { openSource } from '../datasets/registry';
import type { ImageSource } from '../datasets/source';
import { createStream } from '../rng';
import { blurredImages, noisyImages, repeatedImages } from './degraded-images';
import type { FeatureSet } from './features/feature-set';
import { openFeatures } from './features/open-features';
import type { Images } from './images';
import { measureAll } from './measure';
import type { MetricId } from './registry';
import { completeAsync } from './slices';
import type { LabelledSet } from './subject';

const COUNT = 96;
const publicFolder = new URL('../../../public/', import.meta.url);
const read = async (path: string) => new Uint8Array(readFileSync(new URL(path, publicFolder)));

/** Twice COUNT images, classes in turn. */
function drawnSource(set: DrawnImages): ImageSource {
  const { images, labels } = drawImages(set, { seed: 1, size: 32, from: 0, count: 2 * COUNT });
  return {
    kind: 'images',
    size: 32,
    channels: 3,
    count: 2 * COUNT,
    total: 2 * COUNT,
    pixels: images,
    labels,
    classes: set.classes,
    factors: [],
    factorValues: null,
  };
}

async function digitsSource(): Promise<ImageSource> {
  const source = await openSource(
    { kind: 'builtin', id: 'digits', params: {} },
    {
      readBytes: (path) => read(`datasets/${path}`),
      ownImages: () => undefined,
      installed: [],
      onProgress: () => undefined,
      breathe: async () => undefined,
      now: () => 0,
    },
  );
  if (source.kind !== 'images') throw new Error('digits are images');
  return source;
}

/** Steps of noise, none of which leaves a measure at its end: digits are mostly black and white, shapes mostly flat. */
const NOISE = { digits: [0, 0.4, 0.9], shapes: [0, 0.1, 0.25], faces: [0, 0.2, 0.4] } as const;

const SOURCES = {
  digits: digitsSource,
  shapes: async () => drawnSource(shapes),
  faces: async () => drawnSource(faces),
} as const;

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

describe.each(['digits', 'shapes', 'faces'] as const)('on %s', (id) => {
  let source: ImageSource;
  let features: FeatureSet;
  let real: LabelledSet;
  let fresh: LabelledSet;

  beforeAll(async () => {
    source = await SOURCES[id]();
    features = await openFeatures({ kind: 'builtin', id, params: {} }, source.channels, (path) =>
      read(`features/${path}`),
    );
    const order = createStream(1, 'order').shuffle(
      Int32Array.from({ length: source.count }, (_, i) => i),
    );
    const part = (from: number): LabelledSet => {
      const { values, labels } = imageRows(source, order.subarray(from, from + COUNT));
      const { size: side, channels } = source;
      return { images: { count: COUNT, side, channels, values }, labels };
    };
    real = part(0);
    fresh = part(COUNT);
  });
  afterAll(() => features.dispose());

  const measured = async (images: Images, ids: readonly MetricId[]) => {
    const subject = {
      kind: 'images',
      source,
      generated: { images, labels: null },
      real,
      features,
      z: null,
      w: null,
      reconstructions: null,
      seed: 1,
    } as const;
    const found = await completeAsync(measureAll(ids, subject));
    return found.map((metric) => {
      if (metric.kind !== 'measured' || metric.value === null) throw new Error(metric.id);
      return metric.value;
    });
  };

  /** Every step moves each measure its way. */
  const moves = async (
    directions: Partial<Record<MetricId, 'up' | 'down'>>,
    steps: readonly Images[],
  ) => {
    const ids = Object.keys(directions) as MetricId[];
    const rows: number[][] = [];
    for (const step of steps) rows.push(await measured(step, ids));
    for (const [k, metric] of ids.entries()) {
      const values = rows.map((row) => row[k]!);
      const text = `${metric}: ${values.map((value) => value.toPrecision(4)).join(', ')}`;
      if (process.env.SHOW_FIGURES) console.log(id, text);
      for (let i = 1; i < values.length; i++) {
        const step = values[i]! - values[i - 1]!;
        expect(directions[metric] === 'up' ? step : -step, text).toBeGreaterThan(0);
      }
    }
  };

  it('blur moves images away from the real ones', async () => {
    await moves(
      { frechet: 'up', kernelDistance: 'up', laplacianDistance: 'up' },
      [0, 1, 2].map((sigma) => blurredImages(fresh.images, sigma)),
    );
  });

  it('noise moves images away from the real ones and out of their neighbourhoods', async () => {
    await moves(
      { frechet: 'up', laplacianDistance: 'up', precision: 'down' },
      NOISE[id].map((sigma) => noisyImages(fresh.images, sigma, createStream(1, 'noise'))),
    );
  });

  it('dropped classes are missed by recall, coverage and the entropy of classes', async () => {
    const labels = Array.from(fresh.labels ?? []);
    const classes = source.classes.length;
    const steps = [classes, Math.ceil(classes / 2), 1].map((kept) =>
      repeatedImages(
        fresh.images,
        labels.flatMap((label, i) => (label < kept ? [i] : [])),
      ),
    );
    await moves(
      {
        frechet: 'up',
        coverage: 'down',
        recall: 'down',
        classEntropy: 'down',
        classifierScore: 'down',
      },
      steps,
    );
  });

  const withOnly = (different: number): Images =>
    repeatedImages(
      fresh.images,
      Int32Array.from({ length: different }, (_, i) => i),
    );

  it('duplicated samples leave real images uncovered', async () => {
    await moves({ frechet: 'up', coverage: 'down' }, [COUNT, COUNT / 4, COUNT / 16].map(withOnly));
  });

  it('a handful of samples over and over is seen by the measures of diversity', async () => {
    await moves({ msSsim: 'up', featureDiversity: 'down' }, [COUNT, 4, 2].map(withOnly));
  });
});
