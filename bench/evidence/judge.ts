// What a claim asks of a finished run beyond the registry's metrics: samples together with the class that was asked for, and
// the digit that a classifier sees which took no part in the training.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { categoryOf } from '../../lib/gan/latent/category-rows';
import { drawLatentRows } from '../../lib/gan/latent/latent-rows';
import { predictedClasses } from '../../lib/gan/metrics/class-agreement';
import { extractAll, headOutputs } from '../../lib/gan/metrics/features/feature-set';
import { openFeatures } from '../../lib/gan/metrics/features/open-features';
import { weightsOf } from '../../lib/gan/metrics/run-samples';
import { completeAsync } from '../../lib/gan/metrics/slices';
import { createStream } from '../../lib/gan/rng';
import type { Trainer } from '../../lib/gan/training/trainer';
import { fromBytes } from '../../lib/gan/views/pixels';
import { latentParts, latentRowWidth } from '../../lib/schema/latents';
import { FEATURES } from '../../tools/node-environment';
import type { RequestedSamples } from './claim';
import { joined } from './joined';

const SIDE = 28;
/** One batch of G, with batch statistics as in training. */
const ROWS_AT_ONCE = 100;

/** The digits that the shipped classifier of our own digits sees; values [N, 28, 28, 1] in [-1, 1]. */
export async function digitsSeen(values: Float32Array): Promise<Int32Array> {
  const set = await openFeatures(
    { kind: 'builtin', id: 'digits', params: {} },
    1,
    async (path) => new Uint8Array(await readFile(join(FEATURES, path))),
  );
  try {
    const images = { count: values.length / SIDE ** 2, side: SIDE, channels: 1 as const, values };
    const { outputs } = await completeAsync(extractAll(set, images));
    if (outputs === null) throw new Error('the digits classifier has no classes');
    return predictedClasses(headOutputs(set, outputs, 0));
  } finally {
    set.dispose();
  }
}

/** Fresh rows of a run's latent, categories in turn so that each comes equally often. */
export function freshRows(trainer: Trainer, count: number): readonly (readonly number[])[] {
  const latents = trainer.latentControls;
  const width = latentRowWidth(latents);
  const flat = drawLatentRows(
    latents,
    createStream(trainer.config.seed, 'evidence'),
    count,
    'inTurn',
  );
  return Array.from({ length: count }, (_, i) => [...flat.subarray(i * width, (i + 1) * width)]);
}

/** Images of G from these rows, [rows, size, size, channels] in [-1, 1], by the averaged weights where the run keeps them. */
export async function imagesOf(
  trainer: Trainer,
  rows: readonly (readonly number[])[],
): Promise<Float32Array> {
  const weights = weightsOf(trainer);
  const parts: Float32Array[] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const view = await trainer.generate(
      { kind: 'vectors', z: rows.slice(from, from + ROWS_AT_ONCE) },
      { weights, norm: 'batch' },
    );
    if (view.kind !== 'images') throw new Error('the run generates no images');
    const values = new Float32Array(view.pixels.length);
    fromBytes(view.pixels, values, 0);
    parts.push(values);
  }
  return joined(parts);
}

/** Samples of G for categories in turn, so that every class is asked for equally often. */
export async function requestedSamples(trainer: Trainer, count: number): Promise<RequestedSamples> {
  const part = latentParts(trainer.latentControls).find(
    ({ control }) => control.kind === 'category',
  );
  if (part === undefined) throw new Error('the run is asked for no class');
  const rows = freshRows(trainer, count);
  const asked = Int32Array.from(rows, (row) => categoryOf(row, part));
  return { values: await imagesOf(trainer, rows), asked, rows };
}
