// Builds, trains, pauses, steps and resets the one run, and keeps the stores true to what the worker says.

import type { ExperimentConfig } from '../../lib/schema/config';
import { toWireError } from '../../lib/schema/errors';
import type { GenerateOptions, LatentRequest } from '../../lib/schema/latents';
import type { ParamRecord } from '../../lib/schema/params';
import type { StepPlayers } from '../../lib/schema/run';
import type { GivenPicture, ViewData } from '../../lib/schema/views';
import type { BackendPreference, RunDescription } from '../workers/protocol';
import {
  attempted,
  type Core,
  enter,
  isForReplacedRun,
  isLoss,
  report,
  reported,
  writeLink,
} from './app-core';
import { changedTo } from './experiment-store';
import { dismissAnswered } from './notice-store';
import { hasRun, isUnderWay, NO_RUN, type RunPhase } from './run-store';

export interface RunActions {
  /** Builds the run of a config; while one is being built only the last config asked for is built after it. */
  build(config: ExperimentConfig): Promise<void>;
  /** Shows a run that the worker has created or restored. */
  adopt(run: RunDescription): void;
  play(): Promise<void>;
  pause(): Promise<void>;
  togglePlay(): Promise<void>;
  step(players: StepPlayers): Promise<void>;
  reset(options: { readonly seed: 'same' | 'new' }): Promise<void>;
  chooseBackend(preference: BackendPreference): Promise<boolean>;
  /** What the stage shows from now on. */
  stage(viewId: string, args: ParamRecord): Promise<void>;
  /** This and the next two show a failure as a notice and pass it on, so that the caller keeps what it has. */
  /** @param picture for a view that reads one, in the size of the run's data */
  requestView(id: string, args: ParamRecord, picture?: GivenPicture | null): Promise<ViewData>;
  generate(latents: LatentRequest, options: GenerateOptions): Promise<ViewData>;
  latents(request: LatentRequest): Promise<readonly (readonly number[])[]>;
  frameDrawn(): void;
  select(indices: readonly number[]): void;
}

export function createRunActions(core: Core): RunActions {
  const { wire, stores, around } = core;
  const { run: runStore, experiment, stage: stageStore, series } = stores;
  let building: Promise<void> | null = null;
  let next: ExperimentConfig | null = null;
  /** When training began, or the last numbers came. */
  let trainingSince: number | null = null;

  const runId = (): number => runStore.getState().run?.runId ?? 0;

  const countTime = (): void => {
    if (trainingSince === null) return;
    const now = around.now();
    const seconds = (now - trainingSince) / 1000;
    trainingSince = now;
    runStore.setState(({ trainingSeconds }) => ({ trainingSeconds: trainingSeconds + seconds }));
  };

  const attempt = (work: () => Promise<void>): Promise<void> => attempted(core, work);

  const adopt = (run: RunDescription): void => {
    trainingSince = null;
    series.reset(
      run.series.map(({ id }) => id),
      run.history,
    );
    const hero = run.views.find(({ placement }) => placement === 'stage');
    const kept = stageStore.getState();
    const keep = run.views.some(({ id }) => id === kept.viewId) && kept.viewId === hero?.id;
    stageStore.setState({
      viewId: hero?.id ?? null,
      viewArgs: keep ? kept.viewArgs : {},
      selected: [],
      frame: keep ? kept.frame : null,
    });
    // First, so that whoever waits for the new phase compares with what this run has.
    experiment.setState({ applied: run.config });
    runStore.setState({
      ...NO_RUN,
      phase: { kind: 'paused' },
      run,
      step: run.step,
      imagesSeen: run.imagesSeen,
      marks: run.marks,
    });
    dismissAnswered(stores.notices, ['retry', 'restartWorker']);
    if (hero !== undefined)
      void attempt(() => showOnStage(hero.id, stageStore.getState().viewArgs));
  };

  const showOnStage = async (id: string, args: ParamRecord): Promise<void> => {
    stageStore.setState({ viewId: id, viewArgs: args });
    try {
      await wire.request('stage', { runId: runId(), id, args });
    } catch (error) {
      if (!isForReplacedRun(error)) throw error;
    }
  };

  const buildOne = async (config: ExperimentConfig): Promise<void> => {
    enter(core, { kind: 'building' });
    try {
      adopt(await wire.request('create', { config }));
    } catch (error) {
      if (isLoss(core, error)) {
        next = null;
        return;
      }
      const old = runStore.getState().run;
      // The worker keeps the run there was when a new one cannot be built.
      enter(
        core,
        old === null ? { kind: 'failed', error: toWireError(error) } : { kind: 'paused' },
      );
      if (old !== null) await attempt(pauseOld);
      report(core, error, ['retry']);
    }
  };

  const pauseOld = async (): Promise<void> => {
    const { step } = await wire.request('pause', { runId: runId() });
    runStore.setState({ step });
  };

  const build = async (config: ExperimentConfig): Promise<void> => {
    next = config;
    building ??= (async () => {
      while (next !== null) {
        const config = next;
        next = null;
        await buildOne(config);
      }
    })().finally(() => {
      building = null;
    });
    await building;
  };

  const actions: RunActions = {
    build,
    adopt,
    play: () =>
      attempt(async () => {
        if (!hasRun(runStore.getState())) return;
        await wire.request('start', { runId: runId() });
      }),
    pause: () => attempt(pauseOld),
    togglePlay: () => (isUnderWay(runStore.getState()) ? actions.pause() : actions.play()),
    step: (players) =>
      attempt(async () => {
        const { phase } = runStore.getState();
        if (phase.kind !== 'paused' && phase.kind !== 'stopped') return;
        const { step } = await wire.request('step', { runId: runId(), players });
        runStore.setState({ step });
      }),
    reset: ({ seed }) =>
      attempt(async () => {
        const { draft } = experiment.getState();
        if (draft === null) return;
        if (seed === 'same') return build(draft);
        const config = { ...draft, seed: around.randomSeed() };
        experiment.setState((state) => changedTo(config, state));
        writeLink(core, config);
        await build(config);
      }),
    async chooseBackend(preference) {
      const before = runStore.getState().phase;
      enter(core, { kind: 'startingBackend' });
      /** Unless the worker has said meanwhile what the run is doing. */
      const settle = (phase: RunPhase): void => {
        if (runStore.getState().phase.kind === 'startingBackend') enter(core, phase);
      };
      try {
        const backend = await wire.request('startBackend', { preference });
        stores.view.setState({ backend: preference });
        runStore.setState({ backend });
        settle(before);
        const { draft } = experiment.getState();
        // The first start found no run to take along.
        if (!hasRun({ phase: before }) && draft !== null) await build(draft);
        return true;
      } catch (error) {
        if (isLoss(core, error)) return false;
        settle(hasRun({ phase: before }) ? before : { kind: 'failed', error: toWireError(error) });
        report(core, error);
        return false;
      }
    },
    stage: (id, args) => attempt(() => showOnStage(id, args)),
    requestView: (id, args, picture = null) =>
      reported(core, () => wire.request('view', { runId: runId(), id, args, picture })),
    generate: (latents, options) =>
      reported(core, () => wire.request('generate', { runId: runId(), latents, options })),
    latents: (latents) =>
      reported(core, () => wire.request('latents', { runId: runId(), latents })),
    frameDrawn: () => wire.frameTaken(),
    select: (selected) => stageStore.setState({ selected }),
  };

  wire.on('series', ({ runId: id, block, imagesSeen, stepsPerSecond, imagesPerSecond }) => {
    if (id !== runId()) return;
    series.append(block);
    countTime();
    const step = block.steps.at(-1);
    runStore.setState({
      ...(step === undefined ? {} : { step }),
      imagesSeen,
      stepsPerSecond,
      imagesPerSecond,
    });
  });

  wire.on('frame', ({ runId: id, step, view }) => {
    if (id === runId()) stageStore.setState({ frame: { step, view } });
    else wire.frameTaken();
  });

  wire.on('status', ({ runId: id, status, step }) => {
    if (id !== runId()) return;
    countTime();
    trainingSince = status.kind === 'training' ? around.now() : null;
    const { phase } = runStore.getState();
    // While another run is being built, the old one's changes of state say nothing to the person.
    if (phase.kind === 'building' || phase.kind === 'loadingData') return;
    enter(core, status);
    runStore.setState({ step });
    if (status.kind === 'stopped') {
      series.truncate(step);
      runStore.setState(({ marks }) => ({ marks: marks.filter((mark) => mark.step <= step + 1) }));
      report(core, status.error);
    }
  });

  wire.on('progress', ({ task, label, done, total }) => {
    if (task !== 'data') return;
    const { phase } = runStore.getState();
    if (phase.kind !== 'building' && phase.kind !== 'loadingData') return;
    enter(core, done < total ? { kind: 'loadingData', label, done, total } : { kind: 'building' });
  });

  return actions;
}
