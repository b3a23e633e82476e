// The ordinary GAN loop: k updates of D, then updates of G, by any loss, penalty and optimiser. Architectures whose game is
// ordinary give it two networks and their pictures; one whose loop differs writes its own step.
// Source of the loop: Goodfellow et al. 2014, algorithm 1 (arXiv:1406.2661); simultaneous order: goodfeli/adversarial sgd.py.

import {
  add,
  concat,
  keep,
  mean,
  reshape,
  type Scalar,
  sigmoid,
  slice,
  type Tensor,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { GenerateOptions } from '../../schema/latents';
import type { ParamRecord } from '../../schema/params';
import { hostInput } from '../../tfjs/host-input';
import type { GanModel, Network, StepContext, StepReport, ViewContext } from '../architecture';
import { EmaSlot } from '../ema';
import { SAMPLE_PRIOR } from '../latent/prior';
import { type ForwardMode, samplingMode, sizeOf } from '../layers/layer';
import { addNoise } from '../layers/pointwise';
import { LOSSES } from '../losses';
import { Optimizer } from '../optimizers';
import { REGULARIZERS } from '../regularizers';
import type { RandomStreams } from '../rng';
import type { ViewDefinition } from '../views/view-definition';
import { gradientNorm, gradientsOf, type NetworkGradients } from './network-gradients';
import { optimizerSettings } from './schedule';
import type { TwoPlayerParams } from './two-player-params';

/** The two networks as views see them. */
export interface TwoPlayerGame {
  readonly g: Network;
  readonly d: Network;
  generate(z: Tensor2D, options: GenerateOptions): Tensor;
  /** Logits [N, 1] of samples, with batch statistics and no dropout. */
  judge(x: Tensor): Tensor;
}

export interface TwoPlayerOptions<P extends TwoPlayerParams> {
  readonly g: Network;
  readonly d: Network;
  readonly optimizer: TwoPlayerParams['optimizer'];
  readonly views: readonly ViewDefinition<TwoPlayerGame, P>[];
}

interface Turn {
  readonly update: NetworkGradients;
  readonly report: StepReport;
}

/** Builds the model; it owns both networks from here on. */
export function twoPlayerModel<P extends TwoPlayerParams>(
  options: TwoPlayerOptions<P>,
): GanModel<P> {
  const { g, d } = options;
  const optimizers = {
    G: new Optimizer(options.optimizer, g.variables),
    D: new Optimizer(options.optimizer, d.variables),
  };
  const gEma = new EmaSlot(g.variables);

  /** The z of so many turns, [turns * batchSize, zDim]: on a graphics device every upload interrupts the work. */
  const drawZ = ({ prior, batchSize, zDim }: P, random: RandomStreams, turns: number): Tensor2D =>
    hostInput([turns * batchSize, zDim], () =>
      SAMPLE_PRIOR[prior](random.latent, turns * batchSize, zDim),
    );

  const training = (random: RandomStreams, updateRunning: boolean): ForwardMode => ({
    norm: 'batch',
    updateRunning,
    dropout: random.noise,
  });

  const lossSettings = (params: P) => ({
    blend: params.lossBlend,
    smoothing: params.labelSmoothing,
  });

  const penalties = (params: P, xReal: Tensor, xFake: Tensor, random: RandomStreams): Tensor[] =>
    Object.values(REGULARIZERS).flatMap((regularizer) => {
      const weight = params[regularizer.weight];
      // Without its own dropout mask and running update: the penalty measures one fixed function.
      const critic = (x: Tensor) => d.forward(x, samplingMode('batch'));
      return weight > 0 ? [regularizer.penalty(critic, xReal, xFake, weight, random.noise)] : [];
    });

  /** Logits of real and of generated samples, [N, 1] each. */
  const judgeBoth = (
    xReal: Tensor,
    xFake: Tensor,
    mode: ForwardMode,
  ): readonly [Tensor, Tensor] => {
    // Each with its own batch statistics: together, batch norm would see the real-fake difference.
    if (d.couplesSamples) return [d.forward(xReal, mode), d.forward(xFake, mode)];
    const logits = d.forward(concat([xReal, xFake], 0), mode);
    const count = xReal.shape[0] ?? 0;
    return [slice(logits, [0, 0], [count, 1]), slice(logits, [count, 0], [count, 1])];
  };

  /** D's gradients on a real batch and the fakes of z. */
  const turnOfD = (context: StepContext<P>, z: Tensor2D): Turn => {
    const { params, random } = context;
    const batch = context.nextBatch();
    const noisy = (x: Tensor) => addNoise(x, params.instanceNoise, random.noise);
    const xReal = noisy(batch.x);
    const xFake = noisy(g.forward(z, training(random, false)));
    const report: Record<string, Tensor> = {};
    const update = gradientsOf(d, () => {
      const [logitsReal, logitsFake] = judgeBoth(xReal, xFake, training(random, true));
      // Kept, since the gradient function tidies what its closure made.
      report.dReal = keep(mean(sigmoid(logitsReal)));
      report.dFake = keep(mean(sigmoid(logitsFake)));
      const loss = LOSSES[params.loss].d(logitsReal, logitsFake, lossSettings(params));
      const [first, ...others] = penalties(params, xReal, xFake, random);
      if (first === undefined) return asScalar(loss);
      const penalty = others.reduce((sum, other) => add(sum, other), first);
      report.penalty = keep(asScalar(penalty));
      return asScalar(add(loss, penalty));
    });
    batch.x.dispose();
    return {
      update,
      report: { ...report, lossD: update.value, gradNormD: gradientNorm(update.gradients) },
    };
  };

  /** G's gradients through D on fresh or given z. */
  const turnOfG = (context: StepContext<P>, z: Tensor2D): Turn => {
    const { params, random } = context;
    const update = gradientsOf(g, () => {
      const xFake = addNoise(
        g.forward(z, training(random, true)),
        params.instanceNoise,
        random.noise,
      );
      return asScalar(
        LOSSES[params.loss].g(d.forward(xFake, training(random, false)), lossSettings(params)),
      );
    });
    return { update, report: { lossG: update.value, gradNormG: gradientNorm(update.gradients) } };
  };

  const applyD = ({ update }: Turn, context: StepContext<P>): void =>
    optimizers.D.apply(update.gradients, () =>
      optimizerSettings(context.params, context.params.lrD, context),
    );

  const applyG = ({ update }: Turn, context: StepContext<P>): void => {
    optimizers.G.apply(update.gradients, () =>
      optimizerSettings(context.params, context.params.lrG, context),
    );
  };

  const followEma = (context: StepContext<P>): void => {
    const { gEma: wanted, emaDecay, batchSize } = context.params;
    if (wanted) gEma.start().update(() => rampedDecay(emaDecay, context.imagesSeen / batchSize));
    else gEma.stop();
  };

  const alternating = (context: StepContext<P>, d: boolean, g: boolean): StepReport => {
    const { params, random } = context;
    let report: StepReport = {};
    const take = (turn: () => Turn, apply: (turn: Turn, context: StepContext<P>) => void): void => {
      const fresh = tidy(() => {
        const done = turn();
        apply(done, context);
        return { ...done.report };
      });
      disposeReport(report, fresh);
      report = { ...report, ...fresh };
    };
    const turnsOfD = d ? params.nCritic : 0;
    const turns = turnsOfD + (g ? params.gSteps : 0);
    if (turns === 0) return report;
    const zs = drawZ(params, random, turns);
    const zOf = (turn: number): Tensor2D =>
      slice(zs, [turn * params.batchSize, 0], [params.batchSize, params.zDim]);
    for (let k = 0; k < turns; k++) {
      if (k < turnsOfD) take(() => turnOfD(context, zOf(k)), applyD);
      else take(() => turnOfG(context, zOf(k)), applyG);
    }
    zs.dispose();
    return report;
  };

  const simultaneous = (context: StepContext<P>): StepReport =>
    tidy(() => {
      const z = drawZ(context.params, context.random, 1);
      const ofD = turnOfD(context, z);
      const ofG = turnOfG(context, z);
      applyD(ofD, context);
      applyG(ofG, context);
      return { ...ofD.report, ...ofG.report };
    });

  const game: TwoPlayerGame = {
    g,
    d,
    generate: (z, { weights, norm }) =>
      tidy(() => {
        const forward = () => g.forward(z, samplingMode(norm));
        const average = weights === 'ema' ? gEma.current : null;
        return average === null ? forward() : g.variables.using(average.variables, forward);
      }),
    judge: (x) => tidy(() => d.forward(x, samplingMode('batch'))),
  };

  const macs = (network: Network) => network.layers.reduce((sum, layer) => sum + layer.macs, 0);
  const floats = (network: Network) =>
    sizeOf(network.inputShape) +
    network.layers.reduce((sum, layer) => sum + sizeOf(layer.outputShape), 0);

  return {
    networks: { G: g, D: d },
    optimizers,
    emas: { G: gEma },
    step(context) {
      const { params, players } = context;
      const moveD = players.d && params.trainD;
      const moveG = players.g && params.trainG;
      const report =
        params.updateOrder === 'simultaneous' && moveD && moveG
          ? simultaneous(context)
          : alternating(context, moveD, moveG);
      if (moveG) followEma(context);
      return report;
    },
    generate: game.generate,
    view(id: string, args: ParamRecord, context: ViewContext<P>) {
      const definition = options.views.find(({ spec }) => spec.id === id);
      if (definition === undefined) throw new Error(`no view ${id}`);
      return definition.draw(game, args, context);
    },
    // Forward 1, backward 2 (1 when only the input's gradient is wanted); the fakes of D's turn need no gradient.
    flopsPerStep: (params) =>
      2 *
      params.batchSize *
      (params.nCritic * (macs(g) + 6 * macs(d)) + params.gSteps * (3 * macs(g) + 2 * macs(d))),
    // Each value forward, its gradient, and about two temporaries; D holds a real and a fake batch.
    activationFloats: (params) => 4 * params.batchSize * (floats(g) + 2 * floats(d)),
    dispose() {
      gEma.stop();
      optimizers.G.dispose();
      optimizers.D.dispose();
      g.variables.dispose();
      d.variables.dispose();
    },
  };
}

/**
 * The decay of the average in the first batches, so that it does not hang on to the untrained weights.
 * Source: min(decay, (1 + n) / (10 + n)), TensorFlow's ExponentialMovingAverage with num_updates.
 */
const rampedDecay = (decay: number, batches: number): number =>
  Math.min(decay, (1 + batches) / (10 + batches));

/** A loss as the scalar that the gradient functions ask for. */
const asScalar = (loss: Tensor): Scalar => reshape(loss, []) as Scalar;

/** Frees what a later update of the same step reports again. */
function disposeReport(old: StepReport, fresh: StepReport): void {
  for (const [id, value] of Object.entries(old)) if (id in fresh) value.dispose();
}
