// The one owner of a run: takes the page's requests to its trainer, one at a time, and says what becomes of it. Exactly
// one state at any moment; no result and no event comes from any run but the current one. It knows neither messages nor
// data sets nor TensorFlow.js.

import type { ExperimentConfig } from '../../lib/schema/config';
import { PlaygroundError, toWireError, type WireError } from '../../lib/schema/errors';
import type { GenerateOptions, LatentRequest } from '../../lib/schema/latents';
import type { FeatureSummary, MeasureReport } from '../../lib/schema/metrics';
import type { ParamRecord } from '../../lib/schema/params';
import type { StepPlayers } from '../../lib/schema/run';
import type { ChangeMark } from '../../lib/schema/series';
import type { GivenPicture, ViewData } from '../../lib/schema/views';
import type { BackendReport } from '../../lib/tfjs/backends';
import { DeviceLoss } from './device-loss';
import { Measuring, type MeasuringHost } from './measuring';
import { type Preparation, programsReady } from './preparation';
import type {
  BackendPreference,
  MeasuringTask,
  RunDescription,
  RunStatus,
  WorkerEventKind,
  WorkerEvents,
} from './protocol';
import type {
  HealthWatch,
  MeasureRequest,
  RunLibrary,
  RunPrograms,
  RunTrainer,
  StartedBackend,
} from './run-trainer';
import { SerialQueue } from './serial-queue';
import { Stage } from './stage';
import { AT_REST, StepRate } from './step-rate';
import { TimeShare } from './time-share';
import { trainingLoop } from './training-loop';

export interface SessionEnvironment {
  readonly library: RunLibrary;
  emit<K extends WorkerEventKind>(kind: K, payload: WorkerEvents[K]): void;
  /** Milliseconds from any origin. */
  now(): number;
  /** Resolves after the messages that wait have been handled. */
  turn(): Promise<void>;
  wait(ms: number): Promise<void>;
  readonly firstRunId: number;
}

/** Steps between two looks at a run's health; the detectors were tried with this distance. */
const STEPS_PER_LOOK = 50;
/** Of the time; a slow device is looked at less often. */
const LOOKING_SHARE = 0.1;
interface Run {
  readonly id: number;
  /** Made with the first look. */
  health: HealthWatch | null;
  lookedAt: number;
  readonly trainer: RunTrainer;
  /** Null where nothing is compiled ahead, or nothing has been since a setting changed. */
  programs: RunPrograms | null;
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'paused'; readonly run: Run }
  /** Its programs are being compiled; `preparation` is what the page was told last. */
  | { readonly kind: 'preparing'; readonly run: Run; preparation: Preparation }
  /** `rate` is new with every start, so that it also tells one start from the next. */
  | { readonly kind: 'training'; readonly run: Run; readonly rate: StepRate }
  | { readonly kind: 'stopped'; readonly run: Run; readonly error: WireError };

export class Session {
  readonly #env: SessionEnvironment;
  readonly #queue = new SerialQueue();
  readonly #stage: Stage;
  #state: State = { kind: 'idle' };
  #backend: StartedBackend | undefined;
  #nextRunId: number;
  readonly #measuring = new Measuring();
  readonly #loss: DeviceLoss;

  constructor(env: SessionEnvironment) {
    this.#env = env;
    this.#nextRunId = env.firstRunId;
    this.#loss = new DeviceLoss(env.wait);
    this.#stage = new Stage((frame) => {
      this.#loss.refuse();
      env.emit('frame', frame);
    });
  }

  /** Switches to another backend and takes the run along, training or not. */
  startBackend(preference: BackendPreference): Promise<BackendReport> {
    return this.#alone(async () => {
      const run = this.#run();
      if (run === undefined) return this.#switchBackend(preference);
      await this.#readBack(run);
      const saved = await run.trainer.save();
      // What measures have computed so far is on the old backend.
      this.cancelMeasure();
      const before = this.#state;
      // Variables do not outlive their backend.
      this.#become({ kind: 'idle' });
      run.trainer.dispose();
      try {
        return await this.#switchBackend(preference);
      } finally {
        // On the new backend, or on the one before if the new one did not start.
        const moved = await this.#newRun(run.id, await this.#env.library.restore(saved));
        if (before.kind === 'training' || before.kind === 'preparing') await this.#begin(moved);
        else if (before.kind === 'stopped') this.#become({ ...before, run: moved });
        else this.#become({ kind: 'paused', run: moved });
      }
    });
  }

  /** Replaces the run there was, which stays as it is if the new one cannot be built. */
  create(config: ExperimentConfig): Promise<RunDescription> {
    return this.#replaceRun(() => this.#env.library.create(config));
  }

  restore(bytes: Uint8Array): Promise<RunDescription> {
    return this.#replaceRun(() => this.#env.library.restore(bytes));
  }

  start(runId: number): Promise<null> {
    return this.#withRun(runId, async (run) => {
      if (this.#state.kind !== 'training' && this.#state.kind !== 'preparing') {
        await this.#begin(run);
      }
      return null;
    });
  }

  pause(runId: number): Promise<{ step: number }> {
    // At once, so that the loop begins no further step while this request waits for the one in progress.
    const pauseNow = (): void => {
      const state = this.#state;
      if (state.kind !== 'training' && state.kind !== 'preparing') return;
      if (state.run.id === runId) this.#become({ kind: 'paused', run: state.run });
    };
    pauseNow();
    return this.#withRun(runId, async (run) => {
      // A start may have waited before this pause.
      pauseNow();
      await this.#readBack(run);
      if (this.#state.kind === 'paused') this.#announce();
      this.#refreshSoon(run);
      return { step: run.trainer.step };
    });
  }

  async step(runId: number, players: StepPlayers): Promise<{ step: number }> {
    const { ready } = await this.#withRun(runId, async (run) => {
      this.#refuseUnlessPaused();
      if (this.#state.kind === 'stopped') {
        this.#become({ kind: 'paused', run });
        this.#announce();
      }
      return this.#prepare(run);
    });
    // Outside of the queue, so that a pause can come.
    const wanted = await ready;
    return this.#withRun(runId, async (run) => {
      if (wanted === false) return { step: run.trainer.step };
      this.#refuseUnlessPaused();
      if (wanted === true) this.#announce();
      run.trainer.runStep(players);
      await this.#readBack(run);
      this.#refreshSoon(run);
      return { step: run.trainer.step };
    });
  }

  update(runId: number, params: ParamRecord): Promise<{ mark: readonly ChangeMark[] }> {
    return this.#withRun(runId, async (run) => {
      const mark = run.trainer.update(params);
      // Another setting may need other programs. A run that trains compiles them as it meets them.
      if (this.#state.kind === 'paused') run.programs = null;
      return { mark };
    });
  }

  view(
    runId: number,
    id: string,
    args: ParamRecord,
    picture: GivenPicture | null,
  ): Promise<ViewData> {
    return this.#withRun(runId, ({ trainer }) => trainer.view(id, args, picture));
  }

  generate(runId: number, latents: LatentRequest, options: GenerateOptions): Promise<ViewData> {
    return this.#withRun(runId, ({ trainer }) => trainer.generate(latents, options));
  }

  latents(runId: number, request: LatentRequest): Promise<readonly (readonly number[])[]> {
    return this.#withRun(runId, async ({ trainer }) => trainer.latents(request));
  }

  async stage(runId: number, id: string, args: ParamRecord): Promise<null> {
    await this.#pictureReady(runId);
    return this.#withRun(runId, async (run) => {
      await this.#stage.choose(run, id, args);
      return null;
    });
  }

  /**
   * Takes measures in slices between the steps of a run that goes on training. Ends with null when something else is measured
   * or trained, when it is cancelled, or when the backend changes.
   */
  measure(runId: number, request: MeasureRequest): Promise<MeasureReport | null> {
    return this.#inSlices(runId, request.of, (trainer) =>
      this.#env.library.measure(trainer, request),
    );
  }

  /** Trains a classifier on the run's data, with features for measures; in slices, as measures are taken. */
  trainFeatures(runId: number): Promise<FeatureSummary | null> {
    return this.#inSlices(runId, 'classifier', (trainer) =>
      this.#env.library.trainFeatures(trainer),
    );
  }

  /** Takes a person's feature weights for later measures. */
  loadFeatures(name: string, file: Blob): Promise<FeatureSummary> {
    return this.#alone(() => this.#env.library.loadFeatures(name, file));
  }

  cancelMeasure(): void {
    this.#measuring.cancel();
  }

  /** Between two steps; training goes on afterwards. */
  save(runId: number): Promise<Uint8Array> {
    return this.#withRun(runId, async (run) => {
      // The file then holds every number up to its step, and a run that diverged unseen goes back first.
      await this.#readBack(run);
      return run.trainer.save();
    });
  }

  /** The page has drawn the last frame. */
  frameTaken(): void {
    const owed = this.#stage.taken();
    const run = this.#run();
    // While training, the loop shows the newest state by itself.
    if (owed && run && this.#state.kind !== 'training') this.#refreshSoon(run);
  }

  /** The device is gone or its numbers cannot be trusted: nothing trains or answers from now on. */
  loseDevice(error: PlaygroundError): void {
    if (this.#loss.happened) return;
    this.#state = { kind: 'idle' };
    this.#loss.lose(error);
    this.#env.emit('deviceLost', { error: toWireError(error) });
  }

  #inSlices<T>(
    runId: number,
    of: MeasuringTask,
    start: (trainer: RunTrainer) => AsyncGenerator<number, T, void>,
  ): Promise<T | null> {
    const { now, turn, emit } = this.#env;
    let trainer: RunTrainer | null = null;
    const host: MeasuringHost = {
      now,
      turn,
      training: () => this.#state.kind === 'training',
      alone: (work) =>
        this.#withRun(runId, (run) => {
          trainer = run.trainer;
          return work();
        }),
      tell: (share) => emit('measuring', { runId, of, share }),
    };
    return this.#measuring.run(host, () => {
      if (trainer === null) throw new Error('slices start with the run at hand');
      return start(trainer);
    });
  }

  async #switchBackend(preference: BackendPreference): Promise<BackendReport> {
    this.#backend = await this.#env.library.startBackend(preference);
    return this.#backend.report;
  }

  #replaceRun(build: () => Promise<RunTrainer>): Promise<RunDescription> {
    // A run that trains stands still meanwhile, because its loop waits for the queue; it goes on if the build fails.
    return this.#alone(async () => {
      if (this.#backend === undefined) throw new Error('a backend must be started before a run');
      const trainer = await build();
      const description = trainer.describe();
      const old = this.#run();
      const run = await this.#newRun(this.#nextRunId++, trainer);
      this.#become({ kind: 'paused', run });
      old?.trainer.dispose();
      this.#stage.reset(description.views);
      this.#refreshSoon(run);
      return { runId: run.id, ...description };
    });
  }

  /** Trains as soon as the programs of a step are there. */
  async #begin(run: Run): Promise<void> {
    const train = (): void => {
      this.#train(run);
      this.#announce();
    };
    const { ready } = await this.#prepare(run);
    if (ready === null) return train();
    // Not awaited here: a pause must get its turn.
    ready
      .then((wanted) => {
        if (wanted && this.#state.kind === 'paused') train();
      })
      .catch((error: unknown) => {
        if (this.#run() === run) this.#stop(run, error);
      });
  }

  /**
   * Sees to it that the programs of a step are compiled. Until they are the state is `preparing`; `ready` resolves to false
   * if it ends by anything else, to true otherwise, with the run paused. Null when nothing has to be waited for.
   */
  async #prepare(run: Run): Promise<{ readonly ready: Promise<boolean> | null }> {
    const { now, wait } = this.#env;
    run.programs ??= await this.#compileAhead(run.trainer);
    this.#become({ kind: 'paused', run });
    const programs = run.programs?.step;
    if (programs === undefined || programs.done() === programs.total) return { ready: null };
    const { total } = programs;
    const state: State = {
      kind: 'preparing',
      run,
      preparation: { done: 0, total, secondsLeft: null },
    };
    const wanted = (): boolean => this.#state === state;
    const tell = (preparation: Preparation): void => {
      state.preparation = preparation;
      this.#announce();
    };
    this.#become(state);
    const finish = async (): Promise<boolean> => {
      const all = await programsReady(programs, { now, wait, wanted, tell });
      if (!all || !wanted()) return false;
      this.#become({ kind: 'paused', run });
      return true;
    };
    return { ready: finish() };
  }

  async #newRun(id: number, trainer: RunTrainer): Promise<Run> {
    try {
      const programs = await this.#compileAhead(trainer);
      return { id, health: null, lookedAt: 0, trainer, programs };
    } catch (error) {
      trainer.dispose();
      throw error;
    }
  }

  async #compileAhead(trainer: RunTrainer): Promise<RunPrograms | null> {
    return this.#queued ? this.#env.library.compileAhead(trainer) : null;
  }

  /** Until what draws the stage is compiled, outside of the queue: meanwhile other requests are served. */
  async #pictureReady(runId: number): Promise<void> {
    const { now, wait } = this.#env;
    const run = this.#run();
    if (run?.id !== runId || run.programs === null) return;
    const wanted = (): boolean => this.#run() === run;
    await programsReady(run.programs.picture, { now, wait, wanted, tell: () => undefined });
  }

  #train(run: Run): void {
    if (this.#backend === undefined) throw new Error('a run exists without a backend');
    const { now, turn } = this.#env;
    const rate = new StepRate(now(), run.trainer.step, run.trainer.imagesSeen);
    const looking = new TimeShare(LOOKING_SHARE, now());
    this.#become({ kind: 'training', run, rate });
    const training = (): boolean => this.#state.kind === 'training' && this.#state.rate === rate;
    trainingLoop({
      device: this.#backend.device,
      now,
      turn,
      training,
      alone: (work) => this.#alone(work),
      step: () => run.trainer.runStep('both'),
      readBack: async () => {
        await this.#readBack(run);
        if (training()) await this.#look(run, looking);
      },
      pageReady: () => this.#stage.ready,
      showFrame: () => this.#stage.refresh(run),
    }).catch((error: unknown) => {
      if (training()) this.#stop(run, error);
    });
  }

  /** Publishes the numbers of the pending steps. A run that has diverged is stopped instead, at its last good state. */
  async #readBack(run: Run): Promise<void> {
    const { trainer } = run;
    if (trainer.pendingSteps === 0) return;
    try {
      const block = await trainer.flush();
      this.#loss.refuse();
      const rates =
        this.#state.kind === 'training'
          ? this.#state.rate.reached(this.#env.now(), trainer.step, trainer.imagesSeen)
          : AT_REST;
      this.#env.emit('series', { runId: run.id, block, imagesSeen: trainer.imagesSeen, ...rates });
    } catch (error) {
      if (this.#queued) await this.#loss.refuseAsCauseOf(error);
      this.#stop(run, error);
      this.#refreshSoon(run);
    }
  }

  /** Publishes what a look at the run finds, if one is due. Right after a read-back: the numbers are then all there. */
  async #look(run: Run, looking: TimeShare): Promise<void> {
    const { now, emit, library } = this.#env;
    const { step } = run.trainer;
    // A run that went back is looked at anew.
    if (step < run.lookedAt) run.lookedAt = step;
    if (step - run.lookedAt < STEPS_PER_LOOK || !looking.free(now())) return;
    const startedAt = now();
    run.health ??= library.healthOf(run.trainer);
    const report = await run.health.observe();
    this.#loss.refuse();
    run.lookedAt = step;
    looking.spend(startedAt, now());
    emit('health', { runId: run.id, report });
  }

  #stop(run: Run, error: unknown): void {
    this.#become({ kind: 'stopped', run, error: toWireError(error) });
    this.#announce();
  }

  /** Shows the run as it is, after the answer that is about to leave. */
  #refreshSoon(run: Run): void {
    const show = async (): Promise<void> => {
      await this.#env.turn();
      await this.#pictureReady(run.id);
      await this.#withRun(run.id, (current) => this.#stage.refresh(current));
    };
    show().catch((error: unknown) => {
      // A run that is gone needs no frame.
      if (this.#run()?.id === run.id) this.#stop(run, error);
    });
  }

  #announce(): void {
    const state = this.#state;
    if (state.kind === 'idle') return;
    const { run, kind } = state;
    const status: RunStatus =
      kind === 'stopped'
        ? { kind, error: state.error }
        : kind === 'preparing'
          ? { kind, ...state.preparation }
          : { kind };
    this.#env.emit('status', { runId: run.id, status, step: run.trainer.step });
  }

  /** A device with a queue is a graphics device: it compiles programs, and it can be lost. */
  get #queued(): boolean {
    return this.#backend?.device === 'queued';
  }

  #run(): Run | undefined {
    return 'run' in this.#state ? this.#state.run : undefined;
  }

  /** @throws PlaygroundError run.deviceLost or run.none */
  #withRun<T>(runId: number, work: (run: Run) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      const run = this.#run();
      if (run?.id !== runId) throw new PlaygroundError('run.none', {});
      return work(run);
    });
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      this.#loss.refuse();
      const settled = work().catch(async (error: unknown) => {
        if (this.#queued) await this.#loss.refuseAsCauseOf(error);
        throw error;
      });
      return this.#loss.orLoss(settled);
    });
  }

  #refuseUnlessPaused(): void {
    const { kind } = this.#state;
    if (kind === 'training' || kind === 'preparing') {
      throw new PlaygroundError('run.notPaused', {});
    }
  }

  /** Every change of state but the loss itself: nothing leaves the lost state. */
  #become(next: State): void {
    this.#loss.refuse();
    this.#state = next;
  }
}
