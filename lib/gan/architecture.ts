// The contract of an architecture: one file and one registry line make the form, the sliders, the curves, the views, the
// command line and the docs appear. Page and worker know architectures only through this.

import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { ArchitectureEntry } from '../schema/catalog';
import type { DataInfo } from '../schema/data';
import type { GenerateOptions, LatentControl } from '../schema/latents';
import type { ParamRecord, ParamSpecs, ParamValues } from '../schema/params';
import type { SeriesSpec } from '../schema/series';
import type { ViewData, ViewSpec } from '../schema/views';
import type { DataSource } from './datasets/source';
import type { EmaSlot } from './ema';
import type { ForwardMode, Layer } from './layers/layer';
import type { Variables, VariablesPurpose } from './layers/variables';
import type { Optimizer } from './optimizers';
import type { RandomStream, RandomStreams } from './rng';

/** A named network: diagram, EMA, checkpoint and per-layer statistics come from here. */
export interface Network {
  /** `G`, `D`, … */
  readonly name: string;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly variables: Variables;
  readonly layers: readonly Layer[];
  /** True where the output of a sample depends on the others of its batch, as with batch norm. */
  readonly couplesSamples: boolean;
  /** `tap` sees the output of every layer. The caller tidies. */
  forward(x: Tensor, mode: ForwardMode, tap?: (layer: Layer, output: Tensor) => void): Tensor;
}

/** Real data of one mini-batch: points [N, dim] or images [N, s, s, C] in [-1, 1]. The step disposes `x`. */
export interface Batch {
  readonly x: Tensor;
  /** Class indices, or null without labels. To be read inside a host input, such as one that makes one-hot rows of them. */
  readonly labels: Int32Array | null;
  /** Which images they are, as the data set counts them; null or absent for points. To be read like `labels`. */
  readonly rows?: Int32Array | null;
}

/** Which players a step trains; at least one. */
export interface Players {
  readonly d: boolean;
  readonly g: boolean;
}

/**
 * All that one training step may depend on besides the model's own variables. A step may be recorded and replayed without
 * its code being run, while `params`, `players` and the model's phase stay as they are. So whatever differs between such
 * steps – random numbers, `imagesSeen`, labels, a counter of the model's own – is read inside a host input and nowhere
 * else (lib/tfjs/host-input.ts).
 */
export interface StepContext<P = ParamRecord> {
  readonly params: P;
  readonly players: Players;
  readonly random: RandomStreams;
  /**
   * Real images or points that D has seen before this step; schedules count in these, not in steps. Only in a host input or
   * in `GanModel.phase`.
   */
  readonly imagesSeen: number;
  /** Training images per epoch; for samplers without end, the 50,000 of the MNIST split that the papers' epochs count. */
  readonly epochImages: number;
  /** The next real mini-batch; a step takes as many as its loop has discriminator steps. */
  nextBatch(): Batch;
}

/** Scalars of one step by series id, to be read back later; absent when its player did not move. The trainer disposes them. */
export type StepReport = Readonly<Record<string, Tensor>>;

/** What a read-only picture may use. Nothing here touches the streams of the run. */
export interface ViewContext<P = ParamRecord> {
  readonly params: P;
  /** The first rows of the run's fixed latents, [count, row width]. */
  fixedLatents(count: number): Tensor2D;
  /** The same real samples at every call, [count, …] as in a batch. */
  fixedReals(count: number): Tensor;
  /** The picture that the user gave, [1, s, s, C] in [-1, 1]; until then a training image, the same at every call. */
  picture(): Tensor;
  /** A fresh stream, equal at every call. */
  viewStream(): RandomStream;
  readonly source: DataSource;
}

export interface GanModel<P = ParamRecord> {
  readonly networks: Readonly<Record<string, Network>>;
  readonly optimizers: Readonly<Record<string, Optimizer>>;
  /** Averaged copies by network name; the model creates and drops them as its settings say. */
  readonly emas: Readonly<Record<string, EmaSlot>>;
  /** One step of the paper's own loop, touching only the players it names. */
  step(context: StepContext<P>): StepReport;
  /**
   * What the course of the next step depends on besides params and players, such as the resolution that a growing network
   * has reached; absent where nothing is. Steps of one phase run the same operations on the same variables.
   */
  phase?(context: StepContext<P>): string;
  /** Images NHWC in [-1, 1] or points [N, dim] from whole rows of the latent, [N, row width]; the caller disposes. */
  generate(latent: Tensor2D, options: GenerateOptions): Tensor;
  /** The latents that its encoder finds samples in, whole rows [N, row width]; absent where there is no encoder. */
  encode?(x: Tensor, options: GenerateOptions): Tensor2D;
  /** What comes back of samples by way of their latents, of the same shape; absent where there is no encoder. */
  reconstruct?(x: Tensor, options: GenerateOptions): Tensor;
  /** Draws one of the declared views. */
  view(id: string, args: ParamRecord, context: ViewContext<P>): Promise<ViewData>;
  /** Floating-point operations of one step, multiply and add counted apart. */
  flopsPerStep(params: P): number;
  /** Floats that one step holds at its peak besides variables and optimiser state; an estimate. */
  activationFloats(params: P): number;
  dispose(): void;
}

/** What a model is built with. A plan has layers and costs but no variables; it is never run. */
export interface CreateContext {
  readonly purpose: VariablesPurpose;
  /** Of the run; for what a model draws beside its weights. */
  readonly seed: number;
  readonly random: RandomStream;
  readonly source: DataSource;
}

export interface ArchitectureDefinition<S extends ParamSpecs> extends ArchitectureEntry {
  readonly params: S;
  /** True, or one sentence why it cannot train on these data. */
  accepts(data: DataInfo): true | string;
  /** The images that batches are taken from, increasing; absent or null for all training images. */
  trainingRows?(source: DataSource): Int32Array | null;
  latents(params: ParamValues<S>, data: DataInfo): readonly LatentControl[];
  series(params: ParamValues<S>, data: DataInfo): readonly SeriesSpec[];
  /** The first with placement `stage` is what the page opens on. */
  views(params: ParamValues<S>, data: DataInfo): readonly ViewSpec[];
  create(data: DataInfo, params: ParamValues<S>, context: CreateContext): GanModel<ParamValues<S>>;
}

/** An architecture whose parameter types are erased: what the registry, the trainer and the catalog hold. */
export interface Architecture extends ArchitectureEntry {
  accepts(data: DataInfo): true | string;
  trainingRows?(source: DataSource): Int32Array | null;
  latents(params: ParamRecord, data: DataInfo): readonly LatentControl[];
  series(params: ParamRecord, data: DataInfo): readonly SeriesSpec[];
  views(params: ParamRecord, data: DataInfo): readonly ViewSpec[];
  create(data: DataInfo, params: ParamRecord, context: CreateContext): GanModel;
}

/**
 * States an architecture with its parameters' types inferred from their specs.
 * The result takes plain records, which `parseConfig` has checked against the same specs before they arrive.
 */
export function defineArchitecture<const S extends ParamSpecs>(
  definition: ArchitectureDefinition<S>,
): ArchitectureDefinition<S> & Architecture {
  return definition as ArchitectureDefinition<S> & Architecture;
}
