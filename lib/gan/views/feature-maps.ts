// What each channel of a convolutional layer answers to one sample.

import { keep, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { choice, integer } from '../../schema/params';
import type { ImagesView } from '../../schema/views';
import { samplingMode } from '../layers/layer';
import type { TwoPlayerGame } from '../training/two-player';
import type { ViewDefinition } from './view-definition';

const MAX_CHANNELS = 64;

/** Maps of one sample [h, w, C] as C grey pictures, each stretched to its own range. */
function channelPictures(
  values: Float32Array,
  height: number,
  width: number,
  channels: number,
): ImagesView {
  const shown = Math.min(channels, MAX_CHANNELS);
  const area = height * width;
  const pixels = new Uint8Array(shown * area);
  for (let c = 0; c < shown; c++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < area; i++) {
      const value = values[i * channels + c] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    // A constant map has no range to stretch; it is drawn mid-grey.
    const scale = high > low ? 255 / (high - low) : 0;
    for (let i = 0; i < area; i++) {
      const value = values[i * channels + c] ?? 0;
      pixels[c * area + i] = scale === 0 ? 128 : Math.round((value - low) * scale);
    }
  }
  return {
    kind: 'images',
    count: shown,
    width,
    height,
    channels: 1,
    pixels,
    columns: Math.ceil(Math.sqrt(shown)),
    captions: [],
  };
}

export const featureMaps: ViewDefinition<TwoPlayerGame> = {
  spec: {
    id: 'featureMaps',
    kind: 'images',
    label: 'Feature maps',
    help: 'Each picture is one channel of a layer for one sample, stretched from its darkest to its brightest value.',
    placement: 'explore',
    args: {
      network: choice({
        label: 'Network',
        help: 'Whose layer to open.',
        group: 'model',
        options: [
          { id: 'G', label: 'G' },
          { id: 'D', label: 'D' },
        ],
        default: 'G',
      }),
      map: integer({
        label: 'Map layer',
        help: 'Counts the layers that put out maps, in the order of the forward pass; past the last one, the last is shown.',
        group: 'model',
        live: true,
        default: 3,
        min: 1,
        max: 30,
      }),
      sample: integer({
        label: 'Sample',
        help: 'Which of the fixed latents.',
        group: 'model',
        live: true,
        default: 0,
        min: 0,
        max: 63,
      }),
    },
  },
  async draw(game, args, context) {
    const maps: Tensor[] = [];
    const sample = Number(args.sample);
    tidy(() => {
      const mode = samplingMode('batch');
      const collect = (wanted: boolean) => (_layer: unknown, output: Tensor) => {
        if (wanted && output.rank === 4) {
          const [, ...shape] = output.shape;
          maps.push(keep(slice(output, [sample, 0, 0, 0], [1, ...shape])));
        }
      };
      const latent = context.fixedLatents(64);
      const fake = game.g.forward(latent, mode, collect(args.network === 'G'));
      if (args.network === 'D') {
        game.d.forward(fake, samplingMode('batch', game.conditionOf(latent)), collect(true));
      }
    });
    const chosen = maps[Math.min(Number(args.map), maps.length) - 1];
    if (chosen === undefined) throw new Error('a network without maps');
    const [, height = 0, width = 0, channels = 0] = chosen.shape;
    const values = (await chosen.data()) as Float32Array;
    for (const map of maps) map.dispose();
    return channelPictures(values, height, width, channels);
  },
};
