// Measures of a trained generator by id, on samples that are the same at every call.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageRows } from '../../lib/gan/datasets/batches';
import type { DataSource, ImageSource, PointSource } from '../../lib/gan/datasets/source';
import { SAMPLE_PRIOR } from '../../lib/gan/latent/prior';
import { openFeatures } from '../../lib/gan/metrics/features/open-features';
import type { Images } from '../../lib/gan/metrics/images';
import { matrixOf } from '../../lib/gan/metrics/matrix';
import { type MeasuredMetric, measureAll } from '../../lib/gan/metrics/measure';
import { isMetricId, METRICS, type MetricId } from '../../lib/gan/metrics/registry';
import { completeAsync } from '../../lib/gan/metrics/slices';
import { concerns, type ImageSubject, type MetricSubject } from '../../lib/gan/metrics/subject';
import { createStream } from '../../lib/gan/rng';
import type { Trainer } from '../../lib/gan/training/trainer';
import { fromBytes } from '../../lib/gan/views/pixels';
import { PlaygroundError } from '../../lib/schema/errors';
import type { ViewData } from '../../lib/schema/views';
import { FEATURES } from '../node-environment';

/** Source: Srivastava et al. 2017, section 4.1, count modes in 2,500 samples (arXiv:1705.07761). */
const POINT_SAMPLES = 2500;
const IMAGE_SAMPLES = 2048;
const ROWS_PER_REQUEST = 250;

/** G of fresh z, by its averaged weights where the run keeps them. */
async function* generated(trainer: Trainer, samples: number): AsyncGenerator<ViewData> {
  const weights = trainer.config.params.gEma === true ? 'ema' : 'live';
  const [latent] = trainer.describe().latents;
  if (latent === undefined) throw new Error('the run has no z');
  const random = createStream(trainer.config.seed, 'metrics');
  for (let from = 0; from < samples; from += ROWS_PER_REQUEST) {
    const rows = Math.min(ROWS_PER_REQUEST, samples - from);
    const flat = SAMPLE_PRIOR[latent.prior](random, rows, latent.dim);
    const z = Array.from({ length: rows }, (_, row) => [
      ...flat.subarray(row * latent.dim, (row + 1) * latent.dim),
    ]);
    yield await trainer.generate({ kind: 'vectors', z }, { weights, norm: 'batch' });
  }
}

async function samplePoints(trainer: Trainer, dim: 1 | 2): Promise<Float32Array> {
  const points = new Float32Array(POINT_SAMPLES * dim);
  let at = 0;
  for await (const view of generated(trainer, POINT_SAMPLES)) {
    const xy = view.kind === 'field' ? view.clouds[0]?.xy : undefined;
    if (xy === undefined) throw new Error('the run generates no points');
    // A cloud has two coordinates per point whatever the dimension.
    const part = dim === 2 ? xy : xy.filter((_, i) => i % 2 === 0);
    points.set(part, at);
    at += part.length;
  }
  return points;
}

async function sampleImages(trainer: Trainer, source: ImageSource): Promise<Images> {
  const { size: side, channels } = source;
  const values = new Float32Array(IMAGE_SAMPLES * side * side * channels);
  let at = 0;
  for await (const view of generated(trainer, IMAGE_SAMPLES)) {
    if (view.kind !== 'images') throw new Error('the run generates no images');
    fromBytes(view.pixels, values, at);
    at += view.pixels.length;
  }
  return { count: IMAGE_SAMPLES, side, channels, values };
}

/** As many training images as there are generated ones, or all where there are fewer. */
function realImages(source: ImageSource, seed: number): ImageSubject['real'] {
  const order = createStream(seed, 'metrics real').shuffle(
    Int32Array.from({ length: source.count }, (_, i) => i),
  );
  const { values, labels } = imageRows(source, order.subarray(0, IMAGE_SAMPLES));
  const count = Math.min(IMAGE_SAMPLES, source.count);
  return { images: { count, side: source.size, channels: source.channels, values }, labels };
}

const readFeatures = async (path: string): Promise<Uint8Array> => {
  try {
    return new Uint8Array(await readFile(join(FEATURES, path)));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new PlaygroundError('data.download', { name: path, problem });
  }
};

async function pointSubject(trainer: Trainer, source: PointSource): Promise<MetricSubject> {
  const { seed } = trainer.config;
  const real = source.sample(createStream(seed, 'metrics real'), POINT_SAMPLES);
  return {
    kind: 'points',
    source,
    generated: matrixOf(await samplePoints(trainer, source.dim), source.dim),
    real: matrixOf(real, source.dim),
    seed,
  };
}

async function imageSubject(trainer: Trainer, source: ImageSource): Promise<ImageSubject> {
  const { seed, data } = trainer.config;
  return {
    kind: 'images',
    source,
    generated: { images: await sampleImages(trainer, source), labels: null },
    real: realImages(source, seed),
    features: await openFeatures(data, source.channels, readFeatures),
    // Views carry bytes, which would drown the small steps of a path.
    z: null,
    w: null,
    reconstructions: null,
    seed,
  };
}

/** The measures of data of this kind. */
export const metricsFor = (kind: DataSource['kind']): readonly MetricId[] =>
  Object.values(METRICS)
    .filter((entry) => concerns(entry, kind))
    .map(({ id }) => id);

/** What was measured and what could not be, in the order of the ids. */
export async function measureFigures(
  trainer: Trainer,
  source: DataSource,
  ids: readonly MetricId[],
): Promise<readonly MeasuredMetric[]> {
  if (source.kind === 'points') {
    return completeAsync(measureAll(ids, await pointSubject(trainer, source)));
  }
  const subject = await imageSubject(trainer, source);
  try {
    return await completeAsync(measureAll(ids, subject));
  } finally {
    subject.features?.dispose();
  }
}

/** Values by metric id; null where the data do not define one. */
export const valuesOf = (
  found: readonly MeasuredMetric[],
): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    found.map((metric) => [metric.id, metric.kind === 'measured' ? metric.value : null]),
  );

export async function measure(
  trainer: Trainer,
  source: DataSource,
  ids: readonly string[],
): Promise<Readonly<Record<string, number | null>>> {
  const unknown = ids.find((id) => !isMetricId(id));
  if (unknown !== undefined) throw new Error(`there is no metric ${unknown}`);
  return valuesOf(await measureFigures(trainer, source, ids.filter(isMetricId)));
}
