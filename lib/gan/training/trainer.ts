// One run: model, data cursor, random streams, curves. It steps, takes live changes, draws, saves and continues. It knows
// no clock, no worker and no file; whoever drives it decides the pace.

import { type Tensor, tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { changedKeys, type ExperimentConfig, keysNeedingReset } from '../../schema/config';
import type { DataInfo } from '../../schema/data';
import { PlaygroundError } from '../../schema/errors';
import {
  type GenerateOptions,
  type LatentControl,
  type LatentRequest,
  latentRowWidth,
} from '../../schema/latents';
import { defaultsOf, type ParamRecord, parseParams } from '../../schema/params';
import type { StepPlayers, TrainerDescription } from '../../schema/run';
import type { ChangeMark, SeriesBlock, SeriesSpec } from '../../schema/series';
import type { GivenPicture, ViewData } from '../../schema/views';
import { hostInput, noteHostRead } from '../../tfjs/host-input';
import { RecordedStep, type RecordingReport } from '../../tfjs/recorded-step';
import type { Architecture, Batch, GanModel, Players, StepContext } from '../architecture';
import { architectureById } from '../architectures/registry';
import { type ArrayBatch, BatchCursor } from '../datasets/batches';
import { infoOf } from '../datasets/registry';
import type { DataSource } from '../datasets/source';
import { latentRows } from '../latent/latent-vectors';
import { createStreams, type RandomStreams, STREAM_NAMES } from '../rng';
import { imagesView } from '../views/samples';
import type { SavedRun, SavedTensor } from './checkpoint';
import { likelyCause } from './divergence';
import { checkPicture, FixedSamples } from './fixed-samples';
import { estimateMegabytes } from './memory-estimate';
import { readModelState, writeModelState } from './model-state';
import { SeriesLog } from './series-log';
import { firstNonFinite, pack, type QueuedReport, readReports } from './step-reports';

const PLAYERS: Readonly<Record<StepPlayers, Players>> = {
  both: { d: true, g: true },
  d: { d: true, g: false },
  g: { d: false, g: true },
};

/** Epoch length for samplers without end: the MNIST split that the 2014 schedules count in. */
const ENDLESS_EPOCH = 50_000;
/** The state to fall back to is renewed after at least this many steps. */
const SAFE_STATE_INTERVAL_STEPS = 100;

export interface TrainerLimits {
  readonly memoryMegabytes: number;
}

/** All that a run can go back to. */
interface SafeState {
  readonly step: number;
  readonly imagesSeen: number;
  readonly tensors: ReadonlyMap<string, SavedTensor>;
  readonly rest: Pick<SavedRun, 'random' | 'cursor' | 'optimizerSteps'>;
}

/** The numbers of what `make` computes. */
async function readValues(make: () => Tensor): Promise<Float32Array> {
  const output = tidy(make);
  try {
    return (await output.data()) as Float32Array;
  } finally {
    output.dispose();
  }
}

export class Trainer {
  readonly #architecture: Architecture;
  readonly #source: DataSource;
  readonly #info: DataInfo;
  readonly #model: GanModel;
  readonly #streams: RandomStreams;
  readonly #cursor: BatchCursor;
  readonly #epochImages: number;
  readonly #log: SeriesLog;
  readonly #series: readonly SeriesSpec[];
  readonly #memoryMegabytes: number;
  #config: ExperimentConfig;
  #marks: ChangeMark[] = [];
  #queue: QueuedReport[] = [];
  #step = 0;
  #imagesSeen = 0;
  #imagesBeforeStep = 0;
  #players: Players = PLAYERS.both;
  #safe: SafeState | null = null;
  /** Numbers in a row of the latent. */
  readonly #latentWidth: number;
  /** How many of them are z; they come first. */
  readonly #zDim: number;
  readonly #fixed: FixedSamples;
  readonly #context: StepContext;
  /** Runs steps, or replays them; notes the ids of a report's values. */
  readonly #steps = new RecordedStep<readonly string[]>(() => JSON.stringify(this.#hostState()));

  private constructor(
    config: ExperimentConfig,
    source: DataSource,
    limits: TrainerLimits,
    architecture: Architecture,
  ) {
    this.#architecture = architecture;
    this.#source = source;
    this.#info = infoOf(source);
    const accepted = this.#architecture.accepts(this.#info);
    if (accepted !== true) {
      throw new PlaygroundError('config.incompatible', {
        architecture: config.architecture,
        reason: accepted,
      });
    }
    this.#config = config;
    const controls = this.#architecture.latents(config.params, this.#info);
    this.#latentWidth = latentRowWidth(controls);
    this.#zDim = latentRowWidth(controls.filter(({ kind }) => kind === 'gaussian'));
    this.#fixed = new FixedSamples(config.seed, controls, source);
    this.#streams = createStreams(config.seed);
    const rows = this.#architecture.trainingRows?.(source) ?? null;
    this.#epochImages = rows?.length ?? (source.kind === 'images' ? source.count : ENDLESS_EPOCH);
    this.#cursor = new BatchCursor(source, config.seed, this.#streams.data, rows);
    const context = { seed: config.seed, random: this.#streams.init, source };
    const plan = this.#architecture.create(this.#info, config.params, {
      ...context,
      purpose: 'plan',
    });
    this.#memoryMegabytes = estimateMegabytes(plan, config.params);
    if (this.#memoryMegabytes > limits.memoryMegabytes) {
      throw new PlaygroundError('config.tooLarge', {
        neededMegabytes: Math.ceil(this.#memoryMegabytes),
        limitMegabytes: limits.memoryMegabytes,
      });
    }
    this.#model = this.#architecture.create(this.#info, config.params, {
      ...context,
      purpose: 'training',
    });
    this.#series = this.#architecture.series(config.params, this.#info);
    this.#log = new SeriesLog(this.#series.map(({ id }) => id));
    this.#context = this.#stepContext();
  }

  /**
   * Builds an untrained run on the current backend.
   * @param architecture the one that the config names, unless it is in no registry: measurements and tests bring their own
   * @throws PlaygroundError config.incompatible or config.tooLarge
   */
  static async create(
    config: ExperimentConfig,
    source: DataSource,
    limits: TrainerLimits,
    architecture: Architecture = architectureById(config.architecture),
  ): Promise<Trainer> {
    const trainer = new Trainer(config, source, limits, architecture);
    await trainer.#renewSafeState();
    return trainer;
  }

  /**
   * Continues a saved run exactly where it stopped.
   * @throws PlaygroundError checkpoint.mismatch when the tensors are not those of the model
   */
  static async restore(
    saved: SavedRun,
    source: DataSource,
    limits: TrainerLimits,
  ): Promise<Trainer> {
    const architecture = architectureById(saved.config.architecture);
    const trainer = new Trainer(saved.config, source, limits, architecture);
    try {
      trainer.#safe = {
        step: saved.step,
        imagesSeen: saved.imagesSeen,
        tensors: saved.tensors,
        rest: saved,
      };
      trainer.#return(trainer.#safe);
      trainer.#log.append(saved.history);
      trainer.#marks = [...saved.marks];
    } catch (error) {
      trainer.dispose();
      throw error;
    }
    return trainer;
  }

  /** With every live change so far. */
  get config(): ExperimentConfig {
    return this.#config;
  }

  /** What it trains on. */
  get source(): DataSource {
    return this.#source;
  }

  get step(): number {
    return this.#step;
  }

  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  get batchSize(): number {
    return Number(this.#config.params.batchSize);
  }

  get pendingSteps(): number {
    return this.#queue.length;
  }

  get history(): SeriesBlock {
    return this.#log.block();
  }

  get marks(): readonly ChangeMark[] {
    return this.#marks;
  }

  /** Floating-point operations of one step at the present settings, in 10⁹. */
  get gflopPerStep(): number {
    return this.#model.flopsPerStep(this.#config.params) / 1e9;
  }

  get series(): readonly SeriesSpec[] {
    return this.#series;
  }

  /** Whether steps may be replayed (WebGPU); the numbers are the same either way. */
  set replaysSteps(enabled: boolean) {
    this.#steps.enabled = enabled;
  }

  /** How many steps were run, recorded and replayed, and what kept others from being replayed. */
  get recording(): RecordingReport {
    return this.#steps.report;
  }

  /** What a row of the latent is made of, z first. */
  get latentControls(): readonly LatentControl[] {
    return this.#architecture.latents(this.#config.params, this.#info);
  }

  describe(): TrainerDescription {
    const { params } = this.#config;
    return {
      config: this.#config,
      data: this.#info,
      step: this.#step,
      imagesSeen: this.#imagesSeen,
      networks: Object.values(this.#model.networks).map(({ name, layers }) => ({
        name,
        parameters: layers.reduce((sum, layer) => sum + layer.parameters, 0),
        layers: layers.map(({ name: layer, kind, outputShape, parameters, macs }) => ({
          name: layer,
          kind,
          outputShape,
          parameters,
          macs,
        })),
      })),
      latents: this.latentControls,
      series: this.#series,
      views: this.#architecture.views(params, this.#info),
      memoryMegabytes: this.#memoryMegabytes,
      history: this.#log.block(),
      marks: this.#marks,
    };
  }

  /** Trains the named players once and queues the numbers of the step. */
  runStep(players: StepPlayers): void {
    this.#players = PLAYERS[players];
    this.#imagesBeforeStep = this.#imagesSeen;
    const kind = `${players} ${this.#model.phase?.(this.#context) ?? ''}`;
    const { values, note: ids } = this.#steps.run(this.#config.params, kind, () => {
      const report = this.#model.step(this.#context);
      const reported = Object.keys(report);
      return {
        values: reported.length > 0 ? pack(report, reported) : null,
        note: reported,
      };
    });
    this.#step += 1;
    if (values !== null) this.#queue.push({ step: this.#step, ids, values });
  }

  /**
   * Reads the queued numbers back, all at once.
   * @throws PlaygroundError run.diverged when one is not finite; the run is then back at its last good state
   */
  async flush(): Promise<SeriesBlock> {
    const queue = this.#queue;
    this.#queue = [];
    const block = await readReports(queue, this.#series);
    const bad = firstNonFinite(block, queue);
    if (bad !== null) {
      const cause = likelyCause(this.#config.params, this.#log.block());
      if (this.#safe !== null) {
        this.#return(this.#safe);
        this.#log.truncate(this.#step);
        this.#marks = this.#marks.filter(({ step }) => step <= this.#step + 1);
      }
      throw new PlaygroundError('run.diverged', {
        step: bad.step,
        where: this.#series.find(({ id }) => id === bad.id)?.label ?? bad.id,
        cause,
      });
    }
    this.#log.append(block);
    await this.#renewSafeState();
    return block;
  }

  /**
   * Changes live settings from the next step on.
   * @throws PlaygroundError config.notLive, or what `parseParams` throws; nothing has changed then
   */
  update(params: ParamRecord): readonly ChangeMark[] {
    const applied = this.#config.params;
    const next = parseParams(this.#architecture.params, applied, params);
    const [fixed] = keysNeedingReset(this.#architecture.params, applied, next);
    if (fixed !== undefined) throw new PlaygroundError('config.notLive', { key: fixed });
    const marks = changedKeys(applied, next).flatMap((key): ChangeMark[] => {
      const from = applied[key];
      const to = next[key];
      return from === undefined || to === undefined
        ? []
        : [{ step: this.#step + 1, key, from, to }];
    });
    this.#config = { ...this.#config, params: next };
    this.#marks.push(...marks);
    return marks;
  }

  /**
   * @param picture for a view that reads one; null lets it read a training image
   * @throws PlaygroundError config.* for an unknown view, args outside their spec or a picture of another size
   */
  async view(
    id: string,
    args: ParamRecord,
    picture: GivenPicture | null = null,
  ): Promise<ViewData> {
    const offered = this.#architecture.views(this.#config.params, this.#info);
    const spec = offered.find((view) => view.id === id);
    if (spec === undefined) {
      throw new PlaygroundError('config.unknownChoice', {
        key: 'view',
        value: id,
        allowed: offered.map((view) => view.id),
      });
    }
    if (picture !== null) checkPicture(this.#source, picture);
    return this.#model.view(
      id,
      parseParams(spec.args, defaultsOf(spec.args), args),
      this.#fixed.viewContext(this.#config.params, picture),
    );
  }

  /** Samples of G as images, or as one cloud of points over an empty field. */
  async generate(request: LatentRequest, options: GenerateOptions): Promise<ViewData> {
    const rows = this.latents(request);
    const output = tidy(() =>
      this.#model.generate(tensor2d(rows.flat(), [rows.length, this.#latentWidth]), options),
    );
    const values = (await output.data()) as Float32Array;
    output.dispose();
    if (this.#source.kind === 'images') return imagesView(values, output.shape);
    const xy =
      this.#source.dim === 2
        ? values
        : Float32Array.from({ length: 2 * values.length }, (_, i) =>
            i % 2 === 0 ? (values[i / 2] ?? 0) : 0,
          );
    return {
      kind: 'field',
      extent: this.#source.extent,
      resolution: 0,
      values: new Float32Array(0),
      valueLabel: '',
      arrows: new Float32Array(0),
      clouds: [{ role: 'fake', label: 'fake', xy }],
    };
  }

  /** G's samples of whole rows of the latent, [rows · row width], as floats: images in [-1, 1] or points. */
  sample(rows: Float32Array, options: GenerateOptions): Promise<Float32Array> {
    const width = this.#latentWidth;
    return readValues(() =>
      this.#model.generate(tensor2d(rows, [rows.length / width, width]), options),
    );
  }

  /** What encoder and generator make of real samples of a batch's shape, as floats; null where there is no encoder. */
  reconstruct(
    values: Float32Array,
    shape: readonly number[],
    options: GenerateOptions,
  ): Promise<Float32Array | null> {
    return this.#encoded('reconstruct', values, shape, options);
  }

  /** Latents that an encoder finds real samples of a batch's shape in, whole rows; null where there is none. */
  encode(
    values: Float32Array,
    shape: readonly number[],
    options: GenerateOptions,
  ): Promise<Float32Array | null> {
    return this.#encoded('encode', values, shape, options);
  }

  async #encoded(
    way: 'encode' | 'reconstruct',
    values: Float32Array,
    shape: readonly number[],
    options: GenerateOptions,
  ): Promise<Float32Array | null> {
    const run = this.#model[way]?.bind(this.#model);
    if (run === undefined) return null;
    return readValues(() => run(tensor(values, [...shape], 'float32'), options));
  }

  /** The rows of the latent behind a request. */
  latents(request: LatentRequest): readonly (readonly number[])[] {
    return latentRows(
      request,
      this.#latentWidth,
      (index) => this.#fixed.latentRow(index),
      this.#zDim,
    );
  }

  /** The whole run as one file; queued numbers are read back first. */
  async save(): Promise<Uint8Array> {
    // Fetched with the first file; before anything is read, so that the state is of one moment.
    const { writeSavedRun } = await import('./checkpoint');
    if (this.#queue.length > 0) await this.flush();
    return writeSavedRun({
      config: this.#config,
      step: this.#step,
      imagesSeen: this.#imagesSeen,
      tensors: await readModelState(this.#model),
      marks: this.#marks,
      history: this.#log.block(),
      ...this.#plainState(),
    });
  }

  dispose(): void {
    for (const { values } of this.#queue) values.dispose();
    this.#queue = [];
    this.#steps.dispose();
    this.#model.dispose();
  }

  /** All that steps draw from on the host. */
  #hostState(): Pick<SavedRun, 'random' | 'cursor'> {
    return {
      random: Object.fromEntries(
        STREAM_NAMES.map((name) => [name, this.#streams[name].state]),
      ) as unknown as SavedRun['random'],
      cursor: this.#cursor.state,
    };
  }

  #plainState(): SafeState['rest'] {
    return {
      ...this.#hostState(),
      optimizerSteps: Object.fromEntries(
        Object.entries(this.#model.optimizers).map(([name, { steps }]) => [name, steps]),
      ),
    };
  }

  #return({ step, imagesSeen, tensors, rest }: SafeState): void {
    writeModelState(this.#model, tensors);
    for (const [name, optimizer] of Object.entries(this.#model.optimizers)) {
      optimizer.steps = rest.optimizerSteps[name] ?? {};
    }
    for (const name of STREAM_NAMES) this.#streams[name].state = rest.random[name];
    this.#cursor.state = rest.cursor;
    this.#step = step;
    this.#imagesSeen = imagesSeen;
  }

  /** Copies the state out if the last copy is old and every weight is finite. */
  async #renewSafeState(): Promise<void> {
    if (this.#safe !== null && this.#step - this.#safe.step < SAFE_STATE_INTERVAL_STEPS) return;
    const tensors = await readModelState(this.#model);
    for (const { values } of tensors.values()) if (!values.every(Number.isFinite)) return;
    this.#safe = {
      step: this.#step,
      imagesSeen: this.#imagesSeen,
      tensors,
      rest: this.#plainState(),
    };
  }

  /** One object for all steps, so that a replayed step reads what is true by then. */
  #stepContext(): StepContext {
    const trainer = this;
    return {
      random: this.#streams,
      epochImages: this.#epochImages,
      get params() {
        return trainer.#config.params;
      },
      get players() {
        return trainer.#players;
      },
      get imagesSeen() {
        noteHostRead('imagesSeen');
        return trainer.#imagesBeforeStep;
      },
      nextBatch: () => this.#nextBatch(),
    };
  }

  #nextBatch(): Batch {
    const count = this.batchSize;
    const source = this.#source;
    const shape =
      source.kind === 'images'
        ? [count, source.size, source.size, source.channels]
        : [count, source.dim];
    let current: ArrayBatch | null = null;
    const x = hostInput(shape, () => {
      current = this.#cursor.next(count);
      this.#imagesSeen += count;
      return current.values;
    });
    return {
      x,
      get labels() {
        noteHostRead('labels');
        return current?.labels ?? null;
      },
      get rows() {
        noteHostRead('rows');
        return current?.rows ?? null;
      },
    };
  }
}
