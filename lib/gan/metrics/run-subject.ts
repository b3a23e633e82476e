// The subject of a run's measures, sampled in slices: fresh samples of G, or in their place other real data (the best that any
// generator could score) or noise (the worst). The same at every call of one run, so that figures of two steps differ by
// the weights alone.

import type { MeasureOf } from '../../schema/metrics';
import { imageRows } from '../datasets/batches';
import type { DataSource, ImageSource, PointSource } from '../datasets/source';
import { classPart } from '../latent/class-control';
import { createStream, type RandomStream } from '../rng';
import type { Trainer } from '../training/trainer';
import type { FeatureSet } from './features/feature-set';
import type { Images } from './images';
import { matrixOf } from './matrix';
import { generatedBatches, generatedImages, reconstructionsOf, zAccess } from './run-samples';
import { type AsyncSlices, stretchAsync } from './slices';
import type { ImageSubject, LabelledSet, MetricSubject, PointSubject } from './subject';

/** Source: Srivastava et al. 2017, section 4.1, count modes in 2,500 samples (arXiv:1705.07761). */
export const POINT_SAMPLES = 2500;
export const IMAGE_SAMPLES = 2048;
/** Of the time for a subject, against what an encoder gives back. */
const SAMPLING = 0.8;

export interface SubjectOptions {
  readonly of: MeasureOf;
  /** Opens the features of images; the subject's owner disposes them. */
  readonly features: () => Promise<FeatureSet>;
}

async function* generatedPoints(trainer: Trainer, dim: 1 | 2): AsyncSlices<Float32Array> {
  const points = new Float32Array(POINT_SAMPLES * dim);
  let at = 0;
  for await (const { view } of generatedBatches(trainer, POINT_SAMPLES)) {
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

function noiseImages({ size: side, channels }: ImageSource, seed: number): Images {
  const random = createStream(seed, 'metrics noise');
  const values = uniform(random, IMAGE_SAMPLES * side * side * channels, 1);
  return { count: IMAGE_SAMPLES, side, channels, values };
}

async function* imageSubject(
  trainer: Trainer,
  source: ImageSource,
  { of, features }: SubjectOptions,
): AsyncSlices<ImageSubject> {
  const { seed } = trainer.config;
  const [real, other] = twoRealSets(source, seed);
  const { length: classes } = source.classes;
  const conditional = classPart(trainer.latentControls) !== null;
  const images = async function* (): AsyncSlices<LabelledSet> {
    switch (of) {
      case 'generated':
        return yield* generatedImages(trainer, source, IMAGE_SAMPLES);
      case 'real':
        // Asked for what they are.
        return conditional ? other : { ...other, labels: null };
      case 'noise': {
        const noise = noiseImages(source, seed);
        const labels = conditional
          ? Int32Array.from({ length: noise.count }, (_, i) => i % classes)
          : null;
        return { images: noise, labels };
      }
    }
  };
  const own = of === 'generated';
  const generated = yield* stretchAsync(images(), 0, SAMPLING);
  const reconstructions = own
    ? yield* stretchAsync(reconstructionsOf(trainer, real.images), SAMPLING, 1)
    : null;
  return {
    kind: 'images',
    source,
    generated,
    real,
    features: await features(),
    z: own ? zAccess(trainer, source) : null,
    // No architecture here maps z to another space.
    w: null,
    reconstructions,
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
