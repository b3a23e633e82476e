// What an encoder is worth, on images that the run has not trained on where the set holds any out: how much of them comes back, and
// how often the nearest training image by E(x), and by pixels, is of the same class.

import { imageRows } from '../../lib/gan/datasets/batches';
import type { ImageSource } from '../../lib/gan/datasets/source';
import { type Matrix, matrixOf, rowOf } from '../../lib/gan/metrics/matrix';
import { neighbourAccuracy } from '../../lib/gan/metrics/neighbour-accuracy';
import { weightsOf } from '../../lib/gan/metrics/run-samples';
import { complete } from '../../lib/gan/metrics/slices';
import type { Trainer } from '../../lib/gan/training/trainer';
import type { GenerateOptions } from '../../lib/schema/latents';
import type { FinishedRun } from './claim';
import { joined } from './joined';

const ASKED = 1000;
const KNOWN = 4000;
const ROWS_AT_ONCE = 100;

export interface EncoderFigures {
  /** Mean distance between x and G(E(x)), over that between x and G(E(x')) of the next x'. */
  readonly reconstructionRatio: number;
  /** Shares of the images whose nearest training image is of their class. */
  readonly nearestByE: number;
  readonly nearestByPixels: number;
}

const range = (first: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => first + i);

/** Runs images through the trainer in batches; a model without an encoder is a mistake of the claim. */
async function through(
  images: Matrix,
  source: ImageSource,
  way: (values: Float32Array, shape: readonly number[]) => Promise<Float32Array | null>,
): Promise<Matrix> {
  const parts: Float32Array[] = [];
  for (let from = 0; from < images.rows; from += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, images.rows - from);
    const values = images.values.slice(from * images.columns, (from + rows) * images.columns);
    const found = await way(values, [rows, source.size, source.size, source.channels]);
    if (found === null) throw new Error('the run has no encoder');
    parts.push(found);
  }
  const values = joined(parts);
  return matrixOf(values, values.length / images.rows);
}

const meanDistance = (a: Matrix, b: Matrix, shift: number): number => {
  let sum = 0;
  for (let row = 0; row < a.rows; row++) {
    const [x, y] = [rowOf(a, (row + shift) % a.rows), rowOf(b, row)];
    sum += Math.sqrt(x.reduce((total, value, k) => total + (value - (y[k] ?? 0)) ** 2, 0));
  }
  return sum / a.rows;
};

/** By the statistics of each batch, as in training: the running ones follow the live weights and not their average. */
const optionsOf = (trainer: Trainer): GenerateOptions => ({
  weights: weightsOf(trainer),
  norm: 'batch',
});

export async function encoderFigures({ trainer, source }: FinishedRun): Promise<EncoderFigures> {
  if (source.kind !== 'images' || source.labels === null) throw new Error('needs labelled images');
  const heldOut = source.total - source.count;
  // Where nothing is held out, the last training images are asked about, and not known.
  const first = heldOut > 0 ? source.count : Math.max(1, source.total - ASKED);
  const asked = imageRows(source, range(first, Math.min(ASKED, source.total - first)));
  const known = imageRows(source, range(0, Math.min(KNOWN, source.count, first)));
  const area = source.size ** 2 * source.channels;
  const [x, others] = [matrixOf(asked.values, area), matrixOf(known.values, area)];
  const options = optionsOf(trainer);
  const back = await through(x, source, (values, shape) =>
    trainer.reconstruct(values, shape, options),
  );
  const codes = (images: Matrix) =>
    through(images, source, (values, shape) => trainer.encode(values, shape, options));
  const labels = { asked: asked.labels ?? [], known: known.labels ?? [] };
  const accuracy = (of: Matrix, among: Matrix): number =>
    complete(
      neighbourAccuracy({ rows: of, labels: labels.asked }, { rows: among, labels: labels.known }),
    );
  return {
    reconstructionRatio: meanDistance(x, back, 0) / meanDistance(x, back, 1),
    nearestByE: accuracy(await codes(x), await codes(others)),
    nearestByPixels: accuracy(x, others),
  };
}
