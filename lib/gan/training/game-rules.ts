// What makes a two-player game another game than the plain one: what D is told about a sample, which part of its output is
// the verdict, and what both players pay besides. The loop (two-player.ts) is the same for all; an architecture states its
// rules and nothing else. Every function runs inside a training step: numbers that differ from step to step come from
// host inputs (lib/tfjs/host-input.ts), tensors are tidied by the loop.

import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import type { Network, StepContext, StepReport } from '../architecture';
import type { RandomStreams } from '../rng';

/** Real samples of one turn of D. */
export interface RealSamples {
  /** [N, …]. */
  readonly x: Tensor;
  /** What D is told about them, [N, width]; null where it is told nothing. */
  readonly condition: Tensor | null;
  /** Their classes as one-hot rows, for terms that need them; never seen by D through this field. */
  readonly classes: Tensor | null;
}

/** Generated samples of one turn. */
export interface FakeSamples {
  readonly x: Tensor;
  readonly condition: Tensor | null;
  /** The rows that G made them from, [N, row width]. */
  readonly latent: Tensor2D;
}

export interface TurnOfD<P> {
  readonly context: StepContext<P>;
  readonly real: RealSamples;
  readonly fake: FakeSamples;
  /** D's whole output on both, [N, outputs]. */
  readonly outputReal: Tensor;
  readonly outputFake: Tensor;
  /** D's whole output on other samples, in the mode of this turn. */
  judge(x: Tensor, condition: Tensor | null): Tensor;
}

export interface TurnOfG<P> {
  readonly context: StepContext<P>;
  readonly fake: FakeSamples;
  /** The real samples of D's turn, as they came; null where the players move one after the other. */
  readonly real: RealSamples | null;
  /** D's whole output on the fakes. */
  readonly output: Tensor;
  /** D's whole output on other samples, in the mode of this turn. */
  judge(x: Tensor, condition: Tensor | null): Tensor;
}

/** What a player pays besides the adversarial loss, and what the curves show of it. */
export interface Terms {
  /** Scalar, weighted already; null to add nothing. */
  readonly loss: Tensor | null;
  /** Scalars by series id. */
  readonly report: StepReport;
  /** True where `loss` takes the place of the adversarial loss instead of joining it. */
  readonly replacesAdversarial?: boolean;
}

/** A network that is trained beside the game on the same real samples and takes no part in it, such as a baseline. */
export interface Companion<P> {
  readonly network: Network;
  readonly learningRate: (params: P) => number;
  /** True while it is not to be trained. */
  rests(params: P): boolean;
  /** Its loss and what the curves show, on the real samples of D's turn. */
  terms(
    real: RealSamples,
    context: StepContext<P>,
  ): { readonly loss: Tensor; readonly report: StepReport };
}

export interface GameRules<P> {
  /** The parts of G's input row. */
  readonly latents: (params: P) => readonly LatentControl[];
  /** The next real samples of D. */
  takeReal(context: StepContext<P>): RealSamples;
  /** The rows of D's turn, where they depend on its real samples; most games leave them as they were drawn. */
  latentOfD(latent: Tensor2D, real: RealSamples, context: StepContext<P>): Tensor2D;
  /**
   * What D is told about samples that were made from these rows.
   * @param random null in pictures, where nothing may be drawn
   */
  conditionOf(latent: Tensor2D, params: P, random: RandomStreams | null): Tensor | null;
  /** The verdict, logits [N, 1], in D's whole output. */
  logits(output: Tensor, params: P): Tensor;
  termsOfD(turn: TurnOfD<P>): Terms;
  termsOfG(turn: TurnOfG<P>): Terms;
  /** More numbers for the curves, taken after D's turn and outside of its gradient; no loss. */
  observe?(context: StepContext<P>): StepReport;
}

const NOTHING: Terms = { loss: null, report: {} };

/** The plain game: D is told nothing, its whole output is the verdict, and nobody pays anything else. */
export const plainRules = <P>(latents: GameRules<P>['latents']): GameRules<P> => ({
  latents,
  takeReal: (context) => ({ x: context.nextBatch().x, condition: null, classes: null }),
  latentOfD: (latent) => latent,
  conditionOf: () => null,
  logits: (output) => output,
  termsOfD: () => NOTHING,
  termsOfG: () => NOTHING,
});
