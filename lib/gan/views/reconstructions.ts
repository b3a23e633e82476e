// Real images beside what G makes of their E(x). A BiGAN gives back a cousin of the same kind, not the picture itself: nothing in
// its game compares pixels. Source of the layout: Donahue et al. 2017, figure 2 (arXiv:1605.09782).

import { tidy } from '@tensorflow/tfjs-core';
import { integer } from '../../schema/params';
import type { ImagesView } from '../../schema/views';
import type { EncoderGame } from '../training/encoder-game';
import { pixelDistance, pixelDistanceText } from './pixel-distance';
import { toBytes } from './pixels';
import { read } from './point-samples';
import { generateOptions } from './samples';
import { THROUGH_E } from './through-encoder';
import type { ViewDefinition } from './view-definition';

/** Pairs side by side. */
const PAIRS_PER_ROW = 4;
export const REAL = 'x';
export const BACK = 'G(E(x))';
/** The same, as short as a small picture is wide. */
const SHORT_BACK = 'x̂';

/** Pairs of pictures, the second captioned with how far it is from the first; [N, side, side, channels] each. */
export function pairedImages(
  first: Float32Array,
  second: Float32Array,
  shape: readonly number[],
  pairsPerRow: number,
): ImagesView {
  const [count = 0, height = 0, width = 0, channels = 1] = shape;
  const area = height * width * channels;
  const left = toBytes(first);
  const right = toBytes(second);
  const pixels = new Uint8Array(2 * count * area);
  const captions: string[] = [];
  for (let i = 0; i < count; i++) {
    const part = [i * area, (i + 1) * area] as const;
    pixels.set(left.subarray(...part), 2 * i * area);
    pixels.set(right.subarray(...part), (2 * i + 1) * area);
    captions.push(
      '',
      pixelDistanceText(pixelDistance(first.subarray(...part), second.subarray(...part))),
    );
  }
  return {
    kind: 'images',
    count: 2 * count,
    width,
    height,
    channels: channels === 3 ? 3 : 1,
    pixels,
    columns: 2 * pairsPerRow,
    captions,
    columnNames: Array.from({ length: pairsPerRow }, () => [REAL, SHORT_BACK]).flat(),
  };
}

export const reconstructions: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'reconstructions',
    kind: 'images',
    label: 'Reconstructions',
    help: 'Training images x, and beside each x̂ = G(E(x)), what G makes of the latent that E finds for it; the number is how far they are apart, where black and white are 1 apart.',
    placement: 'stage',
    args: {
      count: integer({
        label: 'Pairs',
        help: 'How many real images to send through E and G.',
        group: 'model',
        live: true,
        default: 24,
        min: 1,
        max: 128,
      }),
      ...THROUGH_E,
    },
  },
  async draw(game, args, context) {
    const options = generateOptions(args);
    const { real, back } = tidy(() => {
      const x = context.fixedReals(Number(args.count));
      return { real: x, back: game.reconstruct(x, options) };
    });
    const { shape } = real;
    return pairedImages(await read(real), await read(back), shape, PAIRS_PER_ROW);
  },
};
