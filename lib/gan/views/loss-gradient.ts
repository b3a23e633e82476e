// Why the non-saturating loss exists: the slope of G's loss against D's logit, with the current fakes as dots.

import { tidy } from '@tensorflow/tfjs-core';
import type { CurveView } from '../../schema/views';
import type { TwoPlayerGame } from '../training/two-player';
import type { TwoPlayerParams } from '../training/two-player-params';
import type { ViewDefinition } from './view-definition';

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

/** ∂L_G/∂a for one sample: −σ(a) for minimax, σ(a) − 1 for non-saturating. */
const SLOPES = {
  minimax: (a: number) => -sigmoid(a),
  nonSaturating: (a: number) => sigmoid(a) - 1,
} as const;

const SHOWN_LOGITS = 10;
const DOTS = 64;

export const lossGradient: ViewDefinition<TwoPlayerGame, TwoPlayerParams> = {
  spec: {
    id: 'lossGradient',
    kind: 'curve',
    label: 'Gradient of G’s loss',
    help: 'Slope of both losses of G at each logit of D; dots are the current fakes. A slope of 0 teaches nothing.',
    placement: 'explore',
    args: {},
  },
  async draw(game, _args, context): Promise<CurveView> {
    const logits = tidy(() => {
      const latent = context.fixedLatents(DOTS);
      const fake = game.generate(latent, { weights: 'live', norm: 'batch' });
      return game.judge(fake, game.conditionOf(latent));
    });
    const a = (await logits.data()) as Float32Array;
    logits.dispose();
    const x = Float32Array.from({ length: 101 }, (_, i) => SHOWN_LOGITS * (i / 50 - 1));
    const { loss, lossBlend } = context.params;
    const share = loss === 'minimax' ? 1 : loss === 'blend' ? lossBlend : 0;
    const slope = (logit: number) =>
      share * SLOPES.minimax(logit) + (1 - share) * SLOPES.nonSaturating(logit);
    return {
      kind: 'curve',
      xLabel: 'logit of D',
      yLabel: '∂L_G / ∂a',
      lines: [
        { role: 'neutral', label: 'minimax', x, y: x.map(SLOPES.minimax) },
        { role: 'g', label: 'non-saturating', x: x.slice(), y: x.map(SLOPES.nonSaturating) },
      ],
      dots: [{ role: 'fake', label: 'current fakes', x: a, y: a.map(slope) }],
    };
  },
};
