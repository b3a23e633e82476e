// Does G copy? Samples of G, and under each the training image that lies nearest to it in pixels. A look, not a measure: the
// shares of copies are in lib/gan/metrics. Source of the idea: Goodfellow et al. 2014, figure 2 (arXiv:1406.2661).

import { tidy } from '@tensorflow/tfjs-core';
import type { ImagesView } from '../../schema/views';
import { imageRows } from '../datasets/batches';
import type { ImageSource } from '../datasets/source';
import { matrixOf } from '../metrics/matrix';
import { type NearestSamples, noNeighbours, takeNeighbours } from '../metrics/nearest-samples';
import { complete } from '../metrics/slices';
import type { TwoPlayerGame } from '../training/two-player';
import { pixelDistanceText } from './pixel-distance';
import { toBytes } from './pixels';
import { generateOptions, NORM, WEIGHTS } from './samples';
import type { ViewDefinition } from './view-definition';

const SAMPLES = 12;
/** Samples side by side; in one row of twelve they would be too small to compare. */
const COLUMNS = 6;
/** More would hold up training for about a second. */
const MOST_SEARCHED = 4000;
/** Images that are floats at once; 64 × 64 colour images take 12 MB. */
const ROWS_AT_ONCE = 256;

/** At most MOST_SEARCHED training images, evenly spaced, since files are often sorted by class. */
function searchedRows({ count }: ImageSource): Int32Array {
  const length = Math.min(count, MOST_SEARCHED);
  return Int32Array.from({ length }, (_, i) => Math.floor((i * count) / length));
}

/**
 * The nearest of the searched training images of each image; `index` counts all training images.
 * @param values [N, size, size, channels] in [-1, 1]
 */
export function nearestTrainingImages(source: ImageSource, values: Float32Array): NearestSamples {
  const area = source.size * source.size * source.channels;
  const images = matrixOf(values, area);
  const rows = searchedRows(source);
  const found = noNeighbours(images.rows);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const part = imageRows(source, rows.subarray(from, from + ROWS_AT_ONCE));
    complete(takeNeighbours(found, images, matrixOf(part.values, area), from));
  }
  return { ...found, index: found.index.map((row) => rows[row] ?? 0) };
}

/**
 * Rows of samples, each above the row of their nearest training images.
 * @param values samples of G, [N, size, size, channels] in [-1, 1]
 */
export function neighbourPicture(source: ImageSource, values: Float32Array): ImagesView {
  const { size, channels } = source;
  const area = size * size * channels;
  const { index, distance } = nearestTrainingImages(source, values);
  const count = index.length;
  const generated = toBytes(values);
  const pixels = new Uint8Array(2 * count * area);
  const captions = new Array<string>(2 * count).fill('');
  for (let i = 0; i < count; i++) {
    const first = i - (i % COLUMNS);
    const above = i + first;
    const below = above + Math.min(COLUMNS, count - first);
    const real = index[i] ?? 0;
    pixels.set(generated.subarray(i * area, (i + 1) * area), above * area);
    pixels.set(source.pixels.subarray(real * area, (real + 1) * area), below * area);
    captions[above] = 'Sample';
    captions[below] = pixelDistanceText((distance[i] ?? 0) / Math.sqrt(area) / 2);
  }
  return {
    kind: 'images',
    count: 2 * count,
    width: size,
    height: size,
    channels,
    pixels,
    columns: COLUMNS,
    captions,
  };
}

export const nearestNeighbours: ViewDefinition<TwoPlayerGame> = {
  spec: {
    id: 'nearestNeighbours',
    kind: 'images',
    label: 'Nearest training images',
    help: 'Under each sample the training image that is nearest in pixels, of at most 4,000, with their distance: 0 is a copy, 1 as far as black from white.',
    placement: 'explore',
    args: { weights: WEIGHTS, norm: NORM },
  },
  async draw(game, args, context) {
    const { source } = context;
    if (source.kind !== 'images') throw new Error('points have no nearest image');
    const images = tidy(() => game.generate(context.fixedLatents(SAMPLES), generateOptions(args)));
    const values = (await images.data()) as Float32Array;
    images.dispose();
    return neighbourPicture(source, values);
  },
};
