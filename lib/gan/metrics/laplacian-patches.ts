// Sliced Wasserstein distance between patches of the levels of Laplacian pyramids: detail at fine levels, layout at coarse ones.
// Source: Karras et al. 2018, section 5 (arXiv:1710.10196); tkarras/progressive_growing_of_gans metrics/sliced_wasserstein.py.
// Differs: both sets are scaled by the real patches' mean and deviation, so that weak contrast is seen too; fewer patches
// and directions; levels down to 14 pixels.

import type { RandomStream } from '../rng';
import { type Images, pixelsPerImage } from './images';
import { laplacianPyramid, pyramidSides } from './laplacian-pyramid';
import type { Matrix } from './matrix';
import { randomDirections, slicedWasserstein } from './sliced-wasserstein';
import { type Slices, stretch } from './slices';

/** Side of a patch, as in the paper. */
export const PATCH_SIDE = 7;
/** As in the official code. */
export const SWD_SCALE = 1000;

const IMAGES_PER_SLICE = 16;

export interface PatchOptions {
  readonly patchesPerImage: number;
  readonly directions: number;
  readonly random: RandomStream;
}

/** Random patches of every level, each [count * patchesPerImage, 7 * 7 * channels]. */
export function* laplacianPatches(
  images: Images,
  { patchesPerImage, random }: PatchOptions,
): Slices<readonly Matrix[]> {
  const { count, side, channels } = images;
  const sides = pyramidSides(side);
  const columns = PATCH_SIDE * PATCH_SIDE * channels;
  const rows = count * patchesPerImage;
  const patches = sides.map(() => new Float32Array(rows * columns));
  const pixels = pixelsPerImage(images);
  for (let image = 0; image < count; image++) {
    const values = images.values.subarray(image * pixels, (image + 1) * pixels);
    for (const [level, map] of laplacianPyramid(values, side, channels).entries()) {
      const s = sides[level] ?? side;
      for (let patch = 0; patch < patchesPerImage; patch++) {
        const x = random.integer(s - PATCH_SIDE + 1);
        const y = random.integer(s - PATCH_SIDE + 1);
        for (let row = 0; row < PATCH_SIDE; row++) {
          const from = ((y + row) * s + x) * channels;
          const to = (image * patchesPerImage + patch) * columns + row * PATCH_SIDE * channels;
          patches[level]?.set(map.subarray(from, from + PATCH_SIDE * channels), to);
        }
      }
    }
    if (image % IMAGES_PER_SLICE === 0) yield image / count;
  }
  return patches.map((values) => ({ rows, columns, values }));
}

export interface ChannelScale {
  /** [channels] */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

const VALUES_PER_SLICE = 100_000;

/** Mean and standard deviation per colour channel over all patches. */
export function* channelScale({ values }: Matrix, channels: number): Slices<ChannelScale> {
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  const each = values.length / channels;
  // Patches are near 0 in mean and of one scale, so that the two sums of a double lose nothing that matters.
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    sums[i % channels] = (sums[i % channels] ?? 0) + value;
    squares[i % channels] = (squares[i % channels] ?? 0) + value * value;
    if (i % VALUES_PER_SLICE === 0) yield i / values.length;
  }
  const mean = sums.map((sum) => sum / each);
  const deviation = squares.map((square, c) => {
    const variance = square / each - (mean[c] ?? 0) ** 2;
    // A channel that never varies is left at its scale.
    return variance > 0 ? Math.sqrt(variance) : 1;
  });
  return { mean, deviation };
}

function* scaled(patches: Matrix, { mean, deviation }: ChannelScale): Slices<Matrix> {
  const values = new Float32Array(patches.values.length);
  const channels = mean.length;
  for (let i = 0; i < values.length; i++) {
    const c = i % channels;
    values[i] = ((patches.values[i] ?? 0) - (mean[c] ?? 0)) / (deviation[c] ?? 1);
    if (i % VALUES_PER_SLICE === 0) yield i / values.length;
  }
  return { ...patches, values };
}

export interface LaplacianDistance {
  /** Times SWD_SCALE, as papers print it. */
  readonly mean: number;
  /** Side and distance of each level, finest first. */
  readonly levels: readonly { readonly side: number; readonly distance: number }[];
}

/** @param options `random` places the patches and draws the directions; the same for real and generated. */
export function* laplacianDistance(
  real: Images,
  generated: Images,
  options: PatchOptions,
): Slices<LaplacianDistance> {
  const { side, channels } = real;
  if (generated.side !== side || generated.channels !== channels) {
    throw new Error('the images differ in size or channels');
  }
  const realPatches = yield* stretch(laplacianPatches(real, options), 0, 0.2);
  const patches = yield* stretch(laplacianPatches(generated, options), 0.2, 0.4);
  const levels: { side: number; distance: number }[] = [];
  for (const [level, reference] of realPatches.entries()) {
    const candidate = patches[level];
    if (candidate === undefined) throw new Error(`no level ${level}`);
    const at = (k: number) => 0.4 + (0.6 * (level + k)) / realPatches.length;
    const scale = yield* stretch(channelScale(reference, channels), at(0), at(0.05));
    const first = yield* stretch(scaled(reference, scale), at(0.05), at(0.1));
    const second = yield* stretch(scaled(candidate, scale), at(0.1), at(0.15));
    const directions = randomDirections(options.random, options.directions, reference.columns);
    const distance = yield* stretch(
      slicedWasserstein(first, second, directions, 1),
      at(0.15),
      at(1),
    );
    levels.push({ side: pyramidSides(side)[level] ?? side, distance: distance * SWD_SCALE });
  }
  return { mean: levels.reduce((sum, { distance }) => sum + distance, 0) / levels.length, levels };
}
