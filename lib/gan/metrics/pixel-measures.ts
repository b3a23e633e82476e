// How the measures that look at pixels alone are computed from a workbench.

import type { RandomStream } from '../rng';
import type { PIXEL_METRICS } from './entries/pixels';
import { randomPairs } from './feature-diversity';
import { type Figure, figure, shareFigure } from './figure';
import { type Images, pixelRows } from './images';
import { laplacianDistance } from './laplacian-patches';
import { type Matrix, selectRows } from './matrix';
import { pairSimilarities } from './multi-scale-similarity';
import { memorisedShare } from './nearest-samples';
import { reconstructionError } from './reconstruction-error';
import type { AsyncSlices } from './slices';
import { bootstrap, spreadOfMean } from './spread';
import type { ImageBench } from './workbench';

const PAIRS = 200;
const PAIRS_PER_CLASS = 20;
const PATCHES_PER_IMAGE = 16;
const DIRECTIONS = 64;
const RESAMPLES = 20;

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Random pairs among the images of one class, [count, 2]; none where it has fewer than two. */
function pairsOfClass(labels: ArrayLike<number>, label: number, random: RandomStream): Int32Array {
  const members: number[] = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] === label) members.push(i);
  if (members.length < 2) return new Int32Array();
  return randomPairs(random, members.length, PAIRS_PER_CLASS).map((i) => members[i] ?? 0);
}

function reconstructions(bench: ImageBench): { images: Matrix; reconstructed: Matrix } {
  const pair = bench.subject.reconstructions;
  if (pair === null) throw new Error('the model does not reconstruct');
  return { images: pixelRows(pair.images), reconstructed: pixelRows(pair.reconstructed) };
}

type PixelMeasure = (bench: ImageBench) => AsyncSlices<Figure>;

export const PIXEL_MEASURES: Readonly<Record<keyof typeof PIXEL_METRICS, PixelMeasure>> = {
  async *laplacianDistance(bench) {
    const { real, generated } = bench.subject;
    const { mean, levels } = yield* laplacianDistance(real.images, generated.images, {
      patchesPerImage: PATCHES_PER_IMAGE,
      directions: DIRECTIONS,
      random: bench.random('laplacianDistance'),
    });
    const parts = levels.map(({ side, distance }) => ({
      label: `${side} × ${side}`,
      value: distance,
    }));
    return figure(mean, { parts });
  },

  async *msSsim(bench) {
    const images: Images = bench.subject.generated.images;
    const pairs = randomPairs(bench.random('msSsim'), images.count, PAIRS);
    const found = yield* pairSimilarities(images, pairs);
    return figure(meanOf(found), { spread: spreadOfMean(found) });
  },

  async *msSsimWithin(bench) {
    const { generated, source } = bench.subject;
    const { images, labels } = generated;
    if (labels === null) throw new Error('no class was asked for');
    const random = bench.random('msSsimWithin');
    const all: number[] = [];
    const parts = [];
    for (const [k, label] of source.classes.entries()) {
      const found = yield* pairSimilarities(images, pairsOfClass(labels, k, random));
      all.push(...found);
      parts.push({ label, value: found.length === 0 ? null : meanOf(found) });
    }
    const values = Float64Array.from(all);
    return all.length === 0
      ? figure(null, { parts })
      : figure(meanOf(values), { spread: spreadOfMean(values), parts });
  },

  async *memorisedPixels(bench) {
    const found = yield* bench.pixelNeighbours();
    return shareFigure(memorisedShare(found), found.distance.length);
  },

  async *reconstructionError(bench) {
    yield 0;
    const { images, reconstructed } = reconstructions(bench);
    const perImage = Float64Array.from({ length: images.rows }, (_, row) => {
      const image = selectRows(images, [row]);
      return reconstructionError(image, selectRows(reconstructed, [row])).meanSquared;
    });
    return figure(meanOf(perImage), { spread: spreadOfMean(perImage) });
  },

  async *reconstructionRatio(bench) {
    const { images, reconstructed } = reconstructions(bench);
    const spread = yield* bootstrap(images.rows, {
      resamples: RESAMPLES,
      random: bench.random('reconstructionRatio'),
      *statistic(indices) {
        yield 1;
        const [a, b] = [selectRows(images, indices), selectRows(reconstructed, indices)];
        return reconstructionError(a, b).ratio;
      },
    });
    return figure(reconstructionError(images, reconstructed).ratio, { spread });
  },
};
