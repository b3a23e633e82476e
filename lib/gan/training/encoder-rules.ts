// A game with an encoder E that moves with G. As a BiGAN, D judges pairs, (x, E(x)) against (G(z), z), and E and G fool it from
// both sides; as a latent regressor, D judges samples alone and E learns to find z in G(z), which G may help with.
// Source: Donahue et al. 2017, sections 3 and 4.1 (arXiv:1605.09782); train_gan.py of jeffdonahue/bigan. Losses are sums over both
// kinds of pairs, as everywhere in this library; the official code halves them.

import { neg, sub, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { scaledGradient } from '../../tfjs/ops/scaled-gradient';
import type { Network, StepContext, StepReport } from '../architecture';
import { latentRegressionLoss, latentsOf } from '../latent/encoder-range';
import type { ForwardMode } from '../layers/layer';
import { LOSSES, type LossId, type LossSettings } from '../losses';
import { cycleError, rolled } from './cycle-error';
import type { EncoderParams } from './encoder-params';
import { type GameRules, plainRules, type Terms, type TurnOfG } from './game-rules';
import type { TwoPlayerParams } from './two-player-params';

export type EncoderGameParams = TwoPlayerParams & EncoderParams;

/** Where a logit of D lies on the other side of its indifference. */
const MIRRORED: Readonly<Record<LossId, (logits: Tensor) => Tensor>> = {
  nonSaturating: neg,
  minimax: neg,
  blend: neg,
  // Its targets are 1 and 0, so that D is indifferent at a half.
  leastSquares: (logits) => sub(1, logits),
  hinge: neg,
  wasserstein: neg,
};

/** What E pays for logits of D on its own pairs: what G would pay if real and fake changed names. */
export const encoderLoss = (loss: LossId, logitsReal: Tensor, settings: LossSettings): Tensor =>
  LOSSES[loss].g(MIRRORED[loss](logitsReal), settings);

const trainingMode = (updateRunning: boolean): ForwardMode => ({
  norm: 'batch',
  updateRunning,
  dropout: null,
  condition: null,
});

export interface EncoderGameNetworks {
  readonly g: Network;
  /** Its outputs are raw: `latentsOf` brings them into range. */
  readonly e: Network;
}

/** Latents of samples, [N, zDim], in the range that the settings ask for. */
export const encoded = (
  e: Network,
  x: Tensor,
  { prior, rangeE }: Pick<EncoderGameParams, 'prior' | 'rangeE'>,
  mode: ForwardMode,
): Tensor2D => latentsOf(e.forward(x, mode), prior, rangeE) as Tensor2D;

export function encoderRules<P extends EncoderGameParams>(
  { g, e }: EncoderGameNetworks,
  latents: GameRules<P>['latents'],
): GameRules<P> {
  const back = (z: Tensor): Tensor => g.forward(z, trainingMode(false));

  /** The clean real samples of G's turn: those that D moves on, where both move from the same point. */
  const realOf = ({ real, context }: TurnOfG<P>): Tensor => real?.x ?? context.nextBatch().x;

  const cycles = (x: Tensor, ofX: Tensor, z: Tensor, ofFake: Tensor): StepReport => ({
    cycleX: cycleError(x, back(ofX)).ratio,
    cycleZ: cycleError(z, ofFake).ratio,
  });

  const pairs = (turn: TurnOfG<P>): Terms => {
    const { params } = turn.context;
    const x = realOf(turn);
    const latent = encoded(e, x, params, trainingMode(true));
    const loss = encoderLoss(params.loss, turn.judge(x, latent), {
      blend: params.lossBlend,
      smoothing: params.labelSmoothing,
    });
    const found = encoded(e, turn.fake.x, params, trainingMode(false));
    return { loss, report: { lossE: loss, ...cycles(x, latent, turn.fake.latent, found) } };
  };

  const regression = (turn: TurnOfG<P>, shareOfG: number): Terms => {
    const { params } = turn.context;
    const { x: fake, latent: z } = turn.fake;
    const raw = e.forward(scaledGradient(fake, shareOfG), trainingMode(true));
    const loss = latentRegressionLoss(raw, z, params.prior, params.rangeE);
    const x = realOf(turn);
    const found = latentsOf(raw, params.prior, params.rangeE);
    const latent = encoded(e, x, params, trainingMode(false));
    return { loss, report: { lossE: loss, ...cycles(x, latent, z, found) } };
  };

  return {
    ...plainRules<P>(latents),
    takeReal(context: StepContext<P>) {
      const { x } = context.nextBatch();
      const { inference } = context.params;
      const condition =
        inference === 'bigan' ? encoded(e, x, context.params, trainingMode(false)) : null;
      return { x, condition, classes: null };
    },
    conditionOf(latent, { inference, breakPairs }) {
      if (inference !== 'bigan') return null;
      return breakPairs ? rolled(latent) : latent;
    },
    termsOfG(turn) {
      const { inference, regressorWeight } = turn.context.params;
      switch (inference) {
        case 'bigan':
          return pairs(turn);
        case 'latentRegressor':
          return regression(turn, 0);
        case 'jointLatentRegressor':
          return regression(turn, regressorWeight);
      }
    },
  };
}
