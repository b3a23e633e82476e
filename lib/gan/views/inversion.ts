// One picture on its way through E and G: what of it is in its latent, and which training images E takes it for.

import { concat, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { ImagesView } from '../../schema/views';
import { matrixOf } from '../metrics/matrix';
import { nearestSamples } from '../metrics/nearest-samples';
import { complete } from '../metrics/slices';
import type { EncoderGame } from '../training/encoder-game';
import { labelledReals } from './labelled-reals';
import { pixelDistance, pixelDistanceText } from './pixel-distance';
import { toBytes } from './pixels';
import { read } from './point-samples';
import { BACK, REAL } from './reconstructions';
import { generateOptions } from './samples';
import { THROUGH_E } from './through-encoder';
import type { ViewDefinition } from './view-definition';

/** Training images that go through E with the picture: batch norm needs company of the usual kind, and one of them is nearest. */
const COMPANY = 255;

const firstOf = (x: Tensor): Tensor => {
  const [, ...shape] = x.shape;
  return slice(x, [0, ...shape.map(() => 0)], [1, ...shape]);
};

export const inversion: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'inversion',
    kind: 'images',
    label: 'A picture through E and G',
    help: 'Your picture, what G makes of the latent that E finds for it with how far they are apart, and of 255 training images the one that E puts nearest to it.',
    placement: 'explore',
    args: THROUGH_E,
    picture: 'A picture to encode.',
  },
  async draw(game, args, context): Promise<ImagesView> {
    const options = generateOptions(args);
    const reals = labelledReals(context, COMPANY);
    const drawn = tidy(() => {
      const picture = context.picture();
      const latents = game.encode(concat([picture, reals.x]), options);
      return { picture, latents, back: firstOf(game.generate(latents, options)) };
    });
    reals.x.dispose();
    const [, height = 0, width = 0, channels = 1] = drawn.picture.shape;
    const dim = drawn.latents.shape[1] ?? 1;
    const codes = matrixOf(await read(drawn.latents), dim);
    const found = complete(
      nearestSamples(
        matrixOf(codes.values.subarray(0, dim), dim),
        matrixOf(codes.values.subarray(dim), dim),
      ),
    );
    const area = height * width * channels;
    const index = found.index[0] ?? 0;
    const nearest = reals.values.subarray(index * area, (index + 1) * area);
    const picture = await read(drawn.picture);
    const back = await read(drawn.back);
    const pixels = new Uint8Array(3 * area);
    for (const [i, values] of [picture, back, nearest].entries()) {
      pixels.set(toBytes(values), i * area);
    }
    return {
      kind: 'images',
      count: 3,
      width,
      height,
      channels: channels === 3 ? 3 : 1,
      pixels,
      columns: 3,
      captions: ['', back, nearest].map((values) =>
        typeof values === 'string' ? values : pixelDistanceText(pixelDistance(picture, values)),
      ),
      columnNames: [REAL, BACK, 'nearest by E'],
    };
  },
};
