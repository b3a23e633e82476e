// The subject of a run's measures, sampled in slices: fresh samples of G, or in their place other real data (the best that any
// generator could score) or noise (the worst). The same at every call of one run, so that figures of two steps differ by
// the weights alone.

import { latentRowWidth } from '../../schema/latents';
import type { MeasureOf } from '../../schema/metrics';
import type { ViewData } from '../../schema/views';
import { imageRows } from '../datasets/batches';
import type { DataSource, ImageSource, PointSource } from '../datasets/source';
import { drawLatentRows } from '../latent/latent-rows';
import { createStream, type RandomStream } from '../rng';
import type { Trainer } from '../training/trainer';
import { fromBytes } from '../views/pixels';
import { openFeatures } from './features/open-features';
import type { Images } from './images';
import { matrixOf } from './matrix';
import type { AsyncSlices } from './slices';
import type { ImageSubject, LabelledSet, MetricSubject, PointSubject } from './subject';

/** Source: Srivastava et al. 2017, section 4.1, count modes in 2,500 samples (arXiv:1705.07761). */
export const POINT_SAMPLES = 2500;
export const IMAGE_SAMPLES = 2048;
/** A batch that takes a small net a few tens of milliseconds. */
const ROWS_PER_SLICE = 64;

export interface SubjectOptions {
  readonly of: MeasureOf;
  /** Gives a file below public/features. */
  readonly readFeatures: (path: string) => Promise<Uint8Array>;
}

/** G of fresh z, by its averaged weights where the run keeps them. */
async function* generated(trainer: Trainer, samples: number): AsyncGenerator<ViewData> {
  const weights = trainer.config.params.gEma === true ? 'ema' : 'live';
  const { latents } = trainer.describe();
  const width = latentRowWidth(latents);
  const random = createStream(trainer.config.seed, 'metrics');
  for (let from = 0; from < samples; from += ROWS_PER_SLICE) {
    const rows = Math.min(ROWS_PER_SLICE, samples - from);
    const flat = drawLatentRows(latents, random, rows);
    const z = Array.from({ length: rows }, (_, row) => [
      ...flat.subarray(row * width, (row + 1) * width),
    ]);
    yield await trainer.generate({ kind: 'vectors', z }, { weights, norm: 'batch' });
  }
}

async function* generatedPoints(trainer: Trainer, dim: 1 | 2): AsyncSlices<Float32Array> {
  const points = new Float32Array(POINT_SAMPLES * dim);
  let at = 0;
  for await (const view of generated(trainer, POINT_SAMPLES)) {
    const xy = view.kind === 'field' ? view.clouds[0]?.xy : undefined;
    if (xy === undefined) throw new Error('the run generates no points');
    // A cloud has two coordinates per point whatever the dimension.
    const part = dim === 2 ? xy : xy.filter((_, i) => i % 2 === 0);
    points.set(part, at);
    at += part.length;
    yield at / points.length;
  }
  return points;
}

async function* generatedImages(trainer: Trainer, source: ImageSource): AsyncSlices<Images> {
  const { size: side, channels } = source;
  const values = new Float32Array(IMAGE_SAMPLES * side * side * channels);
  let at = 0;
  for await (const view of generated(trainer, IMAGE_SAMPLES)) {
    if (view.kind !== 'images') throw new Error('the run generates no images');
    fromBytes(view.pixels, values, at);
    at += view.pixels.length;
    yield at / values.length;
  }
  return { count: IMAGE_SAMPLES, side, channels, values };
}

const uniform = (random: RandomStream, count: number, reach: number): Float32Array =>
  Float32Array.from({ length: count }, () => reach * (2 * random.uniform() - 1));

async function* pointSubject(
  trainer: Trainer,
  source: PointSource,
  of: MeasureOf,
): AsyncSlices<PointSubject> {
  const { seed } = trainer.config;
  const { dim, extent } = source;
  const points = async function* (): AsyncSlices<Float32Array> {
    switch (of) {
      case 'generated':
        return yield* generatedPoints(trainer, dim);
      case 'real':
        return source.sample(createStream(seed, 'metrics other real'), POINT_SAMPLES);
      case 'noise':
        return uniform(createStream(seed, 'metrics noise'), POINT_SAMPLES * dim, extent);
    }
  };
  return {
    kind: 'points',
    source,
    generated: matrixOf(yield* points(), dim),
    real: matrixOf(source.sample(createStream(seed, 'metrics real'), POINT_SAMPLES), dim),
    seed,
  };
}

/**
 * Two samples of the training images without an image in common, each as large as IMAGE_SAMPLES where there are enough and
 * half of what there is otherwise.
 */
function twoRealSets(source: ImageSource, seed: number): readonly [LabelledSet, LabelledSet] {
  const order = createStream(seed, 'metrics real').shuffle(
    Int32Array.from({ length: source.count }, (_, i) => i),
  );
  const count = Math.min(IMAGE_SAMPLES, Math.max(1, Math.floor(source.count / 2)));
  const setOf = (from: number): LabelledSet => {
    const rows = order.subarray(from, from + count);
    const { values, labels } = imageRows(source, rows);
    return {
      images: { count: rows.length, side: source.size, channels: source.channels, values },
      labels,
    };
  };
  return [setOf(0), setOf(count)];
}

async function* imageSubject(
  trainer: Trainer,
  source: ImageSource,
  { of, readFeatures }: SubjectOptions,
): AsyncSlices<ImageSubject> {
  const { seed, data } = trainer.config;
  const [real, other] = twoRealSets(source, seed);
  const images = async function* (): AsyncSlices<LabelledSet> {
    switch (of) {
      case 'generated':
        return { images: yield* generatedImages(trainer, source), labels: null };
      case 'real':
        return { ...other, labels: null };
      case 'noise': {
        const values = uniform(
          createStream(seed, 'metrics noise'),
          IMAGE_SAMPLES * source.size * source.size * source.channels,
          1,
        );
        const { size: side, channels } = source;
        return { images: { count: IMAGE_SAMPLES, side, channels, values }, labels: null };
      }
    }
  };
  return {
    kind: 'images',
    source,
    generated: yield* images(),
    real,
    features: await openFeatures(data, source.channels, readFeatures),
    // Views carry bytes, which would drown the small steps of a path.
    z: null,
    w: null,
    reconstructions: null,
    seed,
  };
}

/** The caller disposes the subject's features. */
export async function* subjectOfRun(
  trainer: Trainer,
  source: DataSource,
  options: SubjectOptions,
): AsyncSlices<MetricSubject> {
  return source.kind === 'points'
    ? yield* pointSubject(trainer, source, options.of)
    : yield* imageSubject(trainer, source, options);
}
