// The stage of image models: samples on fixed latents, so that each tile can be watched as it learns; and real images
// beside them.

import { tidy } from '@tensorflow/tfjs-core';
import type { GenerateOptions } from '../../schema/latents';
import { choice, integer, type ParamRecord } from '../../schema/params';
import type { ImagesView } from '../../schema/views';
import type { TwoPlayerGame } from '../training/two-player';
import { toBytes } from './pixels';
import type { ViewDefinition } from './view-definition';

const COUNT = integer({
  label: 'Images',
  help: 'How many samples to show.',
  group: 'model',
  live: true,
  default: 64,
  min: 1,
  max: 256,
});

/** Of grids whose columns stand for something. */
export const ROWS = integer({
  label: 'Rows',
  help: 'How many latents to show.',
  group: 'model',
  live: true,
  default: 5,
  min: 1,
  max: 24,
});

export const WEIGHTS = choice({
  label: 'Weights of G',
  help: 'The weights as they are, or their moving average where it is kept.',
  group: 'generator',
  options: [
    { id: 'live', label: 'Live' },
    { id: 'ema', label: 'Average' },
  ],
  default: 'live',
});

export const NORM = choice({
  label: 'Batch norm',
  help: 'Statistics of these samples, or the running ones that a single sample would use.',
  group: 'generator',
  options: [
    { id: 'batch', label: 'Of this batch' },
    { id: 'running', label: 'Running' },
  ],
  default: 'batch',
});

/** The generator options among a view's args. */
export const generateOptions = (args: ParamRecord): GenerateOptions => ({
  weights: args.weights === 'ema' ? 'ema' : 'live',
  norm: args.norm === 'running' ? 'running' : 'batch',
});

/** Pictures of images [N, s, s, C] in [-1, 1], on a nearly square grid. */
export function imagesView(values: Float32Array, shape: readonly number[]): ImagesView {
  const [count = 0, height = 0, width = 0, channels] = shape;
  return {
    kind: 'images',
    count,
    width,
    height,
    channels: channels === 3 ? 3 : 1,
    pixels: toBytes(values),
    columns: Math.ceil(Math.sqrt(count)),
    captions: [],
  };
}

/** Samples of G on the run's fixed latents. */
export const samples: ViewDefinition<TwoPlayerGame> = {
  spec: {
    id: 'samples',
    kind: 'images',
    label: 'Samples',
    help: 'What G makes of the same latents, step after step.',
    placement: 'stage',
    args: { count: COUNT, weights: WEIGHTS, norm: NORM },
  },
  async draw(game, args, context) {
    const images = tidy(() =>
      game.generate(context.fixedLatents(Number(args.count)), generateOptions(args)),
    );
    const values = (await images.data()) as Float32Array;
    images.dispose();
    return imagesView(values, images.shape);
  },
};

/** Real training images, for comparison. */
export const reals: ViewDefinition<TwoPlayerGame> = {
  spec: {
    id: 'reals',
    kind: 'images',
    label: 'Real images',
    help: 'Training images, at the same size as the samples.',
    placement: 'explore',
    args: { count: COUNT },
  },
  async draw(_game, args, context) {
    const images = context.fixedReals(Number(args.count));
    const values = (await images.data()) as Float32Array;
    images.dispose();
    return imagesView(values, images.shape);
  },
};
