// Real points and what G makes of their E(x), with an arrow from each to where it comes back: short arrows are the inversion that
// the game of pairs asks for without ever measuring it.

import { tidy } from '@tensorflow/tfjs-core';
import { integer } from '../../schema/params';
import type { FieldView } from '../../schema/views';
import type { EncoderGame } from '../training/encoder-game';
import { POINTS, pointSource, read } from './point-samples';
import { generateOptions } from './samples';
import { THROUGH_E } from './through-encoder';
import type { ViewDefinition } from './view-definition';

export const pointReconstructions: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'pointReconstructions',
    kind: 'field',
    label: 'Reconstructions',
    help: 'Real points, and what G makes of the latents that E finds for them; each arrow points from a real point to where it comes back.',
    placement: 'stage',
    args: {
      points: POINTS,
      arrows: integer({
        label: 'Arrows',
        help: 'Real points whose way back is drawn.',
        group: 'generator',
        live: true,
        default: 100,
        min: 0,
        max: 400,
      }),
      ...THROUGH_E,
    },
  },
  async draw(game, args, context): Promise<FieldView> {
    const { extent } = pointSource(context);
    const { real, back } = tidy(() => {
      const x = context.fixedReals(Number(args.points));
      return { real: x, back: game.reconstruct(x, generateOptions(args)) };
    });
    const from = await read(real);
    const to = await read(back);
    const shown = Math.min(Number(args.arrows), from.length / 2);
    const arrows = new Float32Array(4 * shown);
    for (let i = 0; i < shown; i++) {
      const [x, y] = [from[2 * i] ?? 0, from[2 * i + 1] ?? 0];
      arrows.set([x, y, (to[2 * i] ?? 0) - x, (to[2 * i + 1] ?? 0) - y], 4 * i);
    }
    return {
      kind: 'field',
      extent,
      resolution: 0,
      values: new Float32Array(0),
      valueLabel: '',
      arrows,
      clouds: [
        { role: 'real', label: 'real', xy: from },
        { role: 'fake', label: 'G(E(x))', xy: to },
      ],
    };
  },
};
