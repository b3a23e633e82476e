// The ordinary GAN loop: k updates of D, then updates of G, by any loss, penalty and optimiser. An architecture gives it two
// networks, their pictures and, where its game differs from the plain one, its rules (game-rules.ts); one whose loop
// differs writes its own step.
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
import { type GenerateOptions, latentRowWidth } from '../../schema/latents';
import type { ParamRecord } from '../../schema/params';
import { hostInput } from '../../tfjs/host-input';
import type { GanModel, Network, StepContext, StepReport, ViewContext } from '../architecture';
import { EmaSlot } from '../ema';
import { drawLatentRows } from '../latent/latent-rows';
import { jointVariables } from '../layers/joint-variables';
import { type ForwardMode, samplingMode, sizeOf } from '../layers/layer';
import { addNoise } from '../layers/pointwise';
import { LOSSES } from '../losses';
import { Optimizer } from '../optimizers';
import { REGULARIZERS } from '../regularizers';
import type { RandomStreams } from '../rng';
import type { ViewDefinition } from '../views/view-definition';
import type { Companion, FakeSamples, GameRules, RealSamples, Terms } from './game-rules';
import { gradientNorm, gradientsOf, type NetworkGradients } from './network-gradients';
import { optimizerSettings } from './schedule';
import type { TwoPlayerParams } from './two-player-params';

/** The two networks as views see them. */
export interface TwoPlayerGame {
  readonly g: Network;
  readonly d: Network;
  /** Samples of whole rows of the latent, [N, row width]. */
  generate(latent: Tensor2D, options: GenerateOptions): Tensor;
  /** D's verdict on samples, logits [N, 1], with batch statistics and no dropout; `condition` where D is told one. */
  judge(x: Tensor, condition?: Tensor | null): Tensor;
  /** D's whole output on samples, [N, outputs], in the same mode. */
  output(x: Tensor, condition?: Tensor | null): Tensor;
  /** What D is told about samples made from these rows; null where it is told nothing. */
  conditionOf(latent: Tensor2D): Tensor | null;
  /** What D is told about samples of which no latent is known; only where the samples themselves say it. */
  conditionOfSample?(x: Tensor): Tensor;
}

export interface TwoPlayerOptions<P extends TwoPlayerParams> {
  readonly g: Network;
  readonly d: Network;
  readonly optimizer: TwoPlayerParams['optimizer'];
  readonly views: readonly ViewDefinition<TwoPlayerGame, P>[];
  readonly rules: GameRules<P>;
  /** By the name of its network. */
  readonly companions?: Readonly<Record<string, Companion<P>>>;
  /** Networks that move with G, by G's loss and in its optimiser, such as an encoder; averaged with it as well. */
  readonly allies?: readonly Network[];
}

interface Turn {
  readonly update: NetworkGradients;
  readonly report: StepReport;
}

interface TurnAtD extends Turn {
  /** Without the noise that D saw on them. */
  readonly real: RealSamples;
}

/** Builds the model; it owns all networks from here on. */
export function twoPlayerModel<P extends TwoPlayerParams>(
  options: TwoPlayerOptions<P>,
): GanModel<P> {
  const { g, d, rules, companions = {}, allies = [] } = options;
  const party = [g, ...allies];
  const playerG =
    allies.length === 0
      ? g
      : {
          name: party.map(({ name }) => name).join(' and '),
          variables: jointVariables(
            Object.fromEntries(party.map(({ name, variables }) => [name, variables])),
          ),
        };
  const beside = Object.entries(companions).map(([name, companion]) => ({
    name,
    companion,
    optimizer: new Optimizer(options.optimizer, companion.network.variables),
  }));
  const optimizers = {
    G: new Optimizer(options.optimizer, playerG.variables),
    D: new Optimizer(options.optimizer, d.variables),
  };
  const emas = Object.fromEntries(
    party.map(({ name, variables }) => [name, new EmaSlot(variables)]),
  );

  /** The rows of so many turns, [turns * batchSize, width]: on a graphics device every upload interrupts the work. */
  const drawLatents = (params: P, random: RandomStreams, turns: number): Tensor2D => {
    const controls = rules.latents(params);
    const count = turns * params.batchSize;
    return hostInput([count, latentRowWidth(controls)], () =>
      drawLatentRows(controls, random.latent, count),
    );
  };

  const training = (
    random: RandomStreams,
    updateRunning: boolean,
    condition: Tensor | null = null,
  ): ForwardMode => ({
    norm: 'batch',
    updateRunning,
    dropout: random.noise,
    condition,
  });

  const lossSettings = (params: P) => ({
    blend: params.lossBlend,
    smoothing: params.labelSmoothing,
  });

  const penalties = (
    params: P,
    allReal: RealSamples,
    xFake: Tensor,
    random: RandomStreams,
  ): Tensor[] => {
    // Penalties pair real and fake samples; a game may take more real ones, and puts those of every game last.
    const count = xFake.shape[0] ?? 0;
    const real = {
      x: lastRows(allReal.x, count),
      condition: allReal.condition && lastRows(allReal.condition, count),
    };
    return Object.values(REGULARIZERS).flatMap((regularizer) => {
      const weight = params[regularizer.weight];
      // Without its own dropout mask and running update: the penalty measures one fixed function, told about the real samples.
      const critic = (x: Tensor) =>
        rules.logits(d.forward(x, samplingMode('batch', real.condition)), params);
      return weight > 0 ? [regularizer.penalty(critic, real.x, xFake, weight, random.noise)] : [];
    });
  };

  /** D's whole outputs on real and on generated samples, [N, outputs] each. */
  const judgeBoth = (
    real: RealSamples,
    fake: FakeSamples,
    mode: (condition: Tensor | null) => ForwardMode,
  ): readonly [Tensor, Tensor] => {
    // Each with its own batch statistics: together, batch norm would see the real-fake difference.
    if (d.couplesSamples) {
      return [d.forward(real.x, mode(real.condition)), d.forward(fake.x, mode(fake.condition))];
    }
    const condition =
      real.condition === null || fake.condition === null
        ? null
        : concat([real.condition, fake.condition], 0);
    const outputs = d.forward(concat([real.x, fake.x], 0), mode(condition));
    const [reals, fakes] = [real.x.shape[0] ?? 0, fake.x.shape[0] ?? 0];
    const width = outputs.shape[1] ?? 0;
    return [slice(outputs, [0, 0], [reals, width]), slice(outputs, [reals, 0], [fakes, width])];
  };

  /** The loss with the terms of the rules; their numbers go into `report`. */
  const withTerms = (adversarial: Tensor, terms: Terms, report: Record<string, Tensor>): Tensor => {
    keepIn(report, terms.report);
    if (terms.loss === null) return adversarial;
    return terms.replacesAdversarial ? terms.loss : add(adversarial, terms.loss);
  };

  /** D's gradients on a real batch and the fakes of these rows. */
  const turnOfD = (context: StepContext<P>, drawn: Tensor2D): TurnAtD => {
    const { params, random } = context;
    const taken = rules.takeReal(context);
    const latent = rules.latentOfD(drawn, taken, context);
    const noisy = (x: Tensor) => addNoise(x, params.instanceNoise, random.noise);
    const real: RealSamples = { ...taken, x: noisy(taken.x) };
    const fake: FakeSamples = {
      x: noisy(g.forward(latent, training(random, false))),
      condition: rules.conditionOf(latent, params, random),
      latent,
    };
    const report: Record<string, Tensor> = {};
    const mode = (condition: Tensor | null) => training(random, true, condition);
    const update = gradientsOf(d, () => {
      const [outputReal, outputFake] = judgeBoth(real, fake, mode);
      const logitsReal = rules.logits(outputReal, params);
      const logitsFake = rules.logits(outputFake, params);
      keepIn(report, { dReal: mean(sigmoid(logitsReal)), dFake: mean(sigmoid(logitsFake)) });
      const terms = rules.termsOfD({
        context,
        real,
        fake,
        outputReal,
        outputFake,
        judge: (x, condition) => d.forward(x, mode(condition)),
      });
      const adversarial = LOSSES[params.loss].d(logitsReal, logitsFake, lossSettings(params));
      const loss = withTerms(adversarial, terms, report);
      const [first, ...others] = penalties(params, real, fake.x, random);
      if (first === undefined) return asScalar(loss);
      const penalty = others.reduce((sum, other) => add(sum, other), first);
      keepIn(report, { penalty });
      return asScalar(add(loss, penalty));
    });
    return {
      update,
      real: taken,
      report: {
        ...report,
        ...trainBeside(real, context),
        ...rules.observe?.(context),
        lossD: update.value,
        gradNormD: gradientNorm(update.gradients),
      },
    };
  };

  /** Trains the networks beside the game on the same real samples. */
  const trainBeside = (real: RealSamples, context: StepContext<P>): StepReport => {
    const report: Record<string, Tensor> = {};
    for (const { companion, optimizer } of beside) {
      if (companion.rests(context.params)) continue;
      const update = gradientsOf(companion.network, () => {
        const terms = companion.terms(real, context);
        keepIn(report, terms.report);
        return asScalar(terms.loss);
      });
      optimizer.apply(update.gradients, () =>
        optimizerSettings(context.params, companion.learningRate(context.params), context),
      );
    }
    return report;
  };

  /** G's gradients through D on the samples of these rows. */
  const turnOfG = (
    context: StepContext<P>,
    latent: Tensor2D,
    real: RealSamples | null = null,
  ): Turn => {
    const { params, random } = context;
    const report: Record<string, Tensor> = {};
    const update = gradientsOf(playerG, () => {
      const fake: FakeSamples = {
        x: addNoise(g.forward(latent, training(random, true)), params.instanceNoise, random.noise),
        condition: rules.conditionOf(latent, params, random),
        latent,
      };
      const mode = (condition: Tensor | null) => training(random, false, condition);
      const output = d.forward(fake.x, mode(fake.condition));
      const terms = rules.termsOfG({
        context,
        fake,
        real,
        output,
        judge: (x, condition) =>
          d.forward(addNoise(x, params.instanceNoise, random.noise), mode(condition)),
      });
      const adversarial = LOSSES[params.loss].g(rules.logits(output, params), lossSettings(params));
      return asScalar(withTerms(adversarial, terms, report));
    });
    return {
      update,
      report: { ...report, lossG: update.value, gradNormG: gradientNorm(update.gradients) },
    };
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
    for (const slot of Object.values(emas)) {
      if (wanted) slot.start().update(() => rampedDecay(emaDecay, context.imagesSeen / batchSize));
      else slot.stop();
    }
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
    const rows = drawLatents(params, random, turns);
    const rowsOf = (turn: number): Tensor2D =>
      slice(rows, [turn * params.batchSize, 0], [params.batchSize, rows.shape[1]]);
    for (let k = 0; k < turns; k++) {
      if (k < turnsOfD) take(() => turnOfD(context, rowsOf(k)), applyD);
      else take(() => turnOfG(context, rowsOf(k)), applyG);
    }
    rows.dispose();
    return report;
  };

  const simultaneous = (context: StepContext<P>): StepReport =>
    tidy(() => {
      const latent = drawLatents(context.params, context.random, 1);
      const ofD = turnOfD(context, latent);
      const ofG = turnOfG(context, latent, ofD.real);
      applyD(ofD, context);
      applyG(ofG, context);
      return { ...ofD.report, ...ofG.report };
    });

  /** For views: the loop's own context is not theirs. */
  const gameOf = (context: ViewContext<P>): TwoPlayerGame => {
    const output = (x: Tensor, condition: Tensor | null = null) =>
      tidy(() => d.forward(x, samplingMode('batch', condition)));
    return {
      g,
      d,
      generate,
      output,
      judge: (x, condition = null) =>
        tidy(() => rules.logits(output(x, condition), context.params)),
      conditionOf: (latent) => rules.conditionOf(latent, context.params, null),
    };
  };

  const generate = (latent: Tensor2D, { weights, norm }: GenerateOptions): Tensor =>
    tidy(() => {
      const forward = () => g.forward(latent, samplingMode(norm));
      const average = weights === 'ema' ? (emas[g.name]?.current ?? null) : null;
      return average === null ? forward() : g.variables.using(average.variables, forward);
    });

  const macs = (network: Network) => network.layers.reduce((sum, layer) => sum + layer.macs, 0);
  const macsBeside = (params: P) =>
    beside.reduce(
      (sum, { companion }) => sum + (companion.rests(params) ? 0 : 3 * macs(companion.network)),
      0,
    );
  const floats = (network: Network) =>
    sizeOf(network.inputShape) +
    network.layers.reduce((sum, layer) => sum + sizeOf(layer.outputShape), 0);

  return {
    networks: {
      G: g,
      D: d,
      ...Object.fromEntries(allies.map((ally) => [ally.name, ally])),
      ...Object.fromEntries(beside.map(({ name, companion }) => [name, companion.network])),
    },
    optimizers: {
      ...optimizers,
      ...Object.fromEntries(beside.map(({ name, optimizer }) => [name, optimizer])),
    },
    emas,
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
    generate,
    view(id: string, args: ParamRecord, context: ViewContext<P>) {
      const definition = options.views.find(({ spec }) => spec.id === id);
      if (definition === undefined) throw new Error(`no view ${id}`);
      return definition.draw(gameOf(context), args, context);
    },
    // Forward 1, backward 2 (1 when only the input's gradient is wanted); the fakes of D's turn need no gradient.
    flopsPerStep: (params) =>
      2 *
      params.batchSize *
      (params.nCritic * (macs(g) + 6 * macs(d) + macsBeside(params)) +
        params.gSteps * (3 * sumOver(party, macs) + 2 * macs(d))),
    // Each value forward, its gradient, and about two temporaries; D holds a real and a fake batch.
    activationFloats: (params) => 4 * params.batchSize * (sumOver(party, floats) + 2 * floats(d)),
    dispose() {
      for (const slot of Object.values(emas)) slot.stop();
      optimizers.G.dispose();
      optimizers.D.dispose();
      for (const { variables } of [...party, d]) variables.dispose();
      for (const { companion, optimizer } of beside) {
        optimizer.dispose();
        companion.network.variables.dispose();
      }
    },
  };
}

/**
 * The decay of the average in the first batches, so that it does not hang on to the untrained weights.
 * Source: min(decay, (1 + n) / (10 + n)), TensorFlow's ExponentialMovingAverage with num_updates.
 */
const rampedDecay = (decay: number, batches: number): number =>
  Math.min(decay, (1 + batches) / (10 + batches));

const sumOver = (networks: readonly Network[], of: (network: Network) => number): number =>
  networks.reduce((sum, network) => sum + of(network), 0);

/** The last `count` rows; x itself where it has no more. */
const lastRows = (x: Tensor, count: number): Tensor => {
  const [rows = 0, ...rest] = x.shape;
  return rows === count ? x : slice(x, [rows - count, ...rest.map(() => 0)], [count, ...rest]);
};

/** A loss as the scalar that the gradient functions ask for. */
const asScalar = (loss: Tensor): Scalar => reshape(loss, []) as Scalar;

/** Notes numbers of a loss as scalars, kept since the gradient function tidies what its closure made. */
function keepIn(report: Record<string, Tensor>, values: StepReport): void {
  for (const [id, value] of Object.entries(values)) report[id] = keep(asScalar(value));
}

/** Frees what a later update of the same step reports again. */
function disposeReport(old: StepReport, fresh: StepReport): void {
  for (const [id, value] of Object.entries(old)) if (id in fresh) value.dispose();
}
