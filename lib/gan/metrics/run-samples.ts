// What a run gives to measure: samples of G with the class each was asked for, a walk through its z, and what its encoder gives
// back of real images. The same at every call of one run.

import type { GenerateOptions } from '../../schema/latents';
import { latentParts, latentRowWidth } from '../../schema/latents';
import type { ViewData } from '../../schema/views';
import type { ImageSource } from '../datasets/source';
import { categoryOf } from '../latent/category-rows';
import { classPart } from '../latent/class-control';
import { drawLatentRows } from '../latent/latent-rows';
import { createStream } from '../rng';
import type { Trainer } from '../training/trainer';
import { fromBytes } from '../views/pixels';
import type { Images } from './images';
import { matrixOf } from './matrix';
import type { AsyncSlices } from './slices';
import type { ImageSubject, LatentAccess } from './subject';

/** A batch that takes a small net a few tens of milliseconds. */
const ROWS_PER_SLICE = 64;
/** Real images that an encoder is asked for. */
const RECONSTRUCTIONS = 512;

/** G by its averaged weights where the run keeps them. */
export const weightsOf = ({ config }: Trainer): GenerateOptions['weights'] =>
  config.params.gEma === true ? 'ema' : 'live';

export interface GeneratedBatch {
  readonly view: ViewData;
  /** The latents, [rows, row width]. */
  readonly rows: readonly (readonly number[])[];
}

/** G of fresh latents, by the statistics of its batches as in training. */
export async function* generatedBatches(
  trainer: Trainer,
  samples: number,
): AsyncGenerator<GeneratedBatch> {
  const latents = trainer.latentControls;
  const width = latentRowWidth(latents);
  const random = createStream(trainer.config.seed, 'metrics');
  for (let from = 0; from < samples; from += ROWS_PER_SLICE) {
    const count = Math.min(ROWS_PER_SLICE, samples - from);
    const flat = drawLatentRows(latents, random, count);
    const rows = Array.from({ length: count }, (_, row) => [
      ...flat.subarray(row * width, (row + 1) * width),
    ]);
    const view = await trainer.generate(
      { kind: 'vectors', z: rows },
      { weights: weightsOf(trainer), norm: 'batch' },
    );
    yield { view, rows };
  }
}

/** As bytes and back, since real images have 256 levels too. */
export async function* generatedImages(
  trainer: Trainer,
  source: ImageSource,
  count: number,
): AsyncSlices<{ readonly images: Images; readonly labels: Int32Array | null }> {
  const { size: side, channels } = source;
  const values = new Float32Array(count * side * side * channels);
  const part = classPart(trainer.latentControls);
  const labels = part === null ? null : new Int32Array(count);
  let at = 0;
  let row = 0;
  for await (const { view, rows } of generatedBatches(trainer, count)) {
    if (view.kind !== 'images') throw new Error('the run generates no images');
    fromBytes(view.pixels, values, at);
    at += view.pixels.length;
    for (const latent of rows) {
      if (labels !== null && part !== null) {
        labels[row] = categoryOf(latent, part);
      }
      row += 1;
    }
    yield at / values.length;
  }
  return { images: { count, side, channels, values }, labels };
}

/** By the running statistics: in a path no image may depend on the others of its batch. */
export function zAccess(trainer: Trainer, source: ImageSource): LatentAccess | null {
  const latents = trainer.latentControls;
  const [z] = latentParts(latents);
  if (z?.control.kind !== 'gaussian') return null;
  const { size: side, channels } = source;
  return {
    dim: z.width,
    draw: async (random, count) =>
      matrixOf(drawLatentRows(latents, random, count), latentRowWidth(latents)),
    images: async ({ rows, values }) => ({
      count: rows,
      side,
      channels,
      values: await trainer.sample(values, { weights: weightsOf(trainer), norm: 'running' }),
    }),
  };
}

/** Of real images, by the statistics of their batches: the running ones follow the live weights, not their average. Null for a run without an encoder. */
export async function* reconstructionsOf(
  trainer: Trainer,
  real: Images,
): AsyncSlices<ImageSubject['reconstructions']> {
  const { side, channels } = real;
  const count = Math.min(real.count, RECONSTRUCTIONS);
  const area = side * side * channels;
  const values = new Float32Array(count * area);
  for (let from = 0; from < count; from += ROWS_PER_SLICE) {
    const rows = Math.min(ROWS_PER_SLICE, count - from);
    const part = real.values.slice(from * area, (from + rows) * area);
    const back = await trainer.reconstruct(part, [rows, side, side, channels], {
      weights: weightsOf(trainer),
      norm: 'batch',
    });
    if (back === null) return null;
    values.set(back, from * area);
    yield (from + rows) / count;
  }
  const of = { count, side, channels };
  return {
    images: { ...of, values: real.values.subarray(0, count * area) },
    reconstructed: { ...of, values },
  };
}
