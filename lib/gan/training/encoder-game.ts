// The model of a game with an encoder: the ordinary loop with E moving beside G, and the ways through E that pictures and
// measures take.

import { type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { GenerateOptions } from '../../schema/latents';
import type { GanModel, Network } from '../architecture';
import { samplingMode } from '../layers/layer';
import type { ViewDefinition } from '../views/view-definition';
import { type EncoderGameParams, encoded, encoderRules } from './encoder-rules';
import type { GameRules } from './game-rules';
import { type TwoPlayerGame, twoPlayerModel } from './two-player';

/** The three networks as views see them. */
export interface EncoderGame extends TwoPlayerGame {
  readonly e: Network;
  /** Latents of samples, [N, zDim], in the range of the settings. */
  encode(x: Tensor, options: GenerateOptions): Tensor2D;
  /** G(E(x)), of the shape of x. */
  reconstruct(x: Tensor, options: GenerateOptions): Tensor;
}

export interface EncoderGameOptions<P extends EncoderGameParams> {
  readonly g: Network;
  readonly d: Network;
  /** Its outputs are raw: see lib/gan/latent/encoder-range.ts. */
  readonly e: Network;
  /** Those that no live change touches are read from here. */
  readonly params: P;
  readonly latents: GameRules<P>['latents'];
  readonly views: readonly ViewDefinition<EncoderGame, P>[];
}

const macs = ({ layers }: Network): number => layers.reduce((sum, layer) => sum + layer.macs, 0);

/** Builds the model; it owns all networks from here on. */
export function encoderModel<P extends EncoderGameParams>(
  options: EncoderGameOptions<P>,
): GanModel<P> {
  const { g, d, e, params } = options;
  const pairs = params.inference === 'bigan';

  const encode = (x: Tensor, { weights, norm }: GenerateOptions): Tensor2D =>
    tidy(() => {
      const forward = () => encoded(e, x, params, samplingMode(norm));
      const average = weights === 'ema' ? (model.emas.E?.current ?? null) : null;
      return average === null ? forward() : e.variables.using(average.variables, forward);
    });
  const reconstruct = (x: Tensor, how: GenerateOptions): Tensor =>
    tidy(() => model.generate(encode(x, how), how));

  const extended = (game: TwoPlayerGame): EncoderGame => ({
    ...game,
    e,
    encode,
    reconstruct,
    ...(pairs
      ? { conditionOfSample: (x: Tensor) => encode(x, { weights: 'live', norm: 'batch' }) }
      : {}),
  });

  const model: GanModel<P> = twoPlayerModel<P>({
    g,
    d,
    allies: [e],
    optimizer: params.optimizer,
    rules: encoderRules<P>({ g, e }, options.latents),
    views: options.views.map(({ spec, draw }) => ({
      spec,
      draw: (game, args, context) => draw(extended(game), args, context),
    })),
  });

  return {
    ...model,
    encode,
    reconstruct,
    // Beside the loop's own: E on D's batch, D on E's pairs, and the way back of both cycles for their curves.
    flopsPerStep: (now) =>
      model.flopsPerStep(now) +
      2 *
        now.batchSize *
        ((pairs ? now.nCritic * macs(e) : 0) +
          now.gSteps * (macs(g) + macs(e) + (pairs ? 2 * macs(d) : 0))),
  };
}
