// From one real image to another through the latents that E finds for them: each step is a sample of G, so that a good model
// passes through images that could be real, where a cross-fade of pixels could not.
// Source of the idea: Dumoulin et al. 2017, figure 4 (arXiv:1606.00704).

import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import { choice, integer } from '../../schema/params';
import type { ImagesView } from '../../schema/views';
import { latentRows } from '../latent/latent-vectors';
import { matrixOf, rowOf } from '../metrics/matrix';
import type { EncoderGame } from '../training/encoder-game';
import { toBytes } from './pixels';
import { read } from './point-samples';
import { generateOptions } from './samples';
import { THROUGH_E } from './through-encoder';
import type { ViewDefinition } from './view-definition';

/** Samples on the way, both ends' own latents included. */
const STEPS = 7;

export const betweenReals: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'betweenReals',
    kind: 'images',
    label: 'From real to real',
    help: 'Each row leads from one training image to another: between them, what G makes of the latents on the way from E of the first to E of the second.',
    placement: 'explore',
    args: {
      count: integer({
        label: 'Rows',
        help: 'How many pairs of real images.',
        group: 'model',
        live: true,
        default: 8,
        min: 1,
        max: 24,
      }),
      method: choice({
        label: 'Way',
        help: 'Straight, or along the arc between the two directions.',
        group: 'model',
        options: [
          { id: 'lerp', label: 'Straight' },
          { id: 'slerp', label: 'Along the arc' },
        ],
        default: 'lerp',
      }),
      ...THROUGH_E,
    },
  },
  async draw(game, args, context): Promise<ImagesView> {
    const pairs = Number(args.count);
    const method = args.method === 'slerp' ? 'slerp' : 'lerp';
    const options = generateOptions(args);
    const { real, latents } = tidy(() => {
      const x = context.fixedReals(2 * pairs);
      return { real: x, latents: game.encode(x, options) };
    });
    const [, height = 0, width = 0, channels = 1] = real.shape;
    const dim = latents.shape[1];
    const codes = matrixOf(await read(latents), dim);
    const way = Array.from({ length: pairs }, (_, pair) => {
      const [from, to] = [rowOf(codes, 2 * pair), rowOf(codes, 2 * pair + 1)];
      const request = { kind: 'path', from: [...from], to: [...to], steps: STEPS, method } as const;
      return latentRows(request, dim, () => []);
    }).flat();
    const made = tidy(() => game.generate(tensor2d(way.flat(), [way.length, dim]), options));
    const samples = toBytes(await read(made));
    const ends = toBytes(await read(real));
    const area = height * width * channels;
    const pixels = new Uint8Array(pairs * (STEPS + 2) * area);
    for (let pair = 0; pair < pairs; pair++) {
      const row = pair * (STEPS + 2);
      const end = (i: number) => ends.subarray((2 * pair + i) * area, (2 * pair + i + 1) * area);
      pixels.set(end(0), row * area);
      pixels.set(
        samples.subarray(pair * STEPS * area, (pair + 1) * STEPS * area),
        (row + 1) * area,
      );
      pixels.set(end(1), (row + STEPS + 1) * area);
    }
    return {
      kind: 'images',
      count: pairs * (STEPS + 2),
      width,
      height,
      channels: channels === 3 ? 3 : 1,
      pixels,
      columns: STEPS + 2,
      captions: [],
      columnNames: [
        'real',
        ...Array.from({ length: STEPS }, (_, i) => (i / (STEPS - 1)).toFixed(2)),
        'real',
      ],
    };
  },
};
