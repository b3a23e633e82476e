// A training step that stops running its own code once the device knows it. On WebGPU the first step of a kind runs as ever,
// the next two are recorded while they run, and if they gave the device the same commands, every later one replays them.
// When anything changes the step runs as ever and is recorded anew. Other backends always run the step.

import { backend, env, getBackend, type Tensor } from '@tensorflow/tfjs-core';
import { recordStep, type StepRecording } from './webgpu/recording/record-step';
import {
  type BufferPool,
  destroyFreeBuffers,
  flush,
  type RecordableBackend,
} from './webgpu/recording/recordable-backend';
import { StepReplay } from './webgpu/recording/replay';
import { difference } from './webgpu/recording/same-recordings';
import { StepBuffers } from './webgpu/recording/step-buffers';

export interface StepResult<T> {
  /** Kept; the caller disposes it. */
  readonly values: Tensor | null;
  /** What else the step returns; a replay returns the recorded step's. */
  readonly note: T;
}

/** What has become of a kind of steps. */
interface Kind<T> {
  /** Recordings that did not lead to a replay, since the last that did. */
  failures: number;
  candidate: StepRecording | null;
  replay: { readonly steps: StepReplay; readonly note: T } | null;
}

export interface RecordingReport {
  readonly eager: number;
  readonly recorded: number;
  readonly replayed: number;
  /** How often each reason has kept a recorded step from being replayed. */
  readonly refusals: Readonly<Record<string, number>>;
}

/** So many useless recordings in a row are enough to know that a step is not one for replay. */
const MAX_FAILURES = 6;
/** Phases that alternate are few; each holds its constants on the device. */
const MAX_KINDS = 8;

export class RecordedStep<T> {
  /** False to run every step by its own code. */
  enabled = true;
  readonly #hostState: () => string;
  readonly #counts = { eager: 0, recorded: 0, replayed: 0 };
  readonly #refusals = new Map<string, number>();
  readonly #kinds = new Map<string, Kind<T>>();
  #scope: object | null = null;
  #backend: RecordableBackend | null = null;
  #pool: BufferPool | null = null;
  #buffers: StepBuffers | null = null;

  /** `hostState` – as a text, all that the step's host inputs draw from: states of random streams, positions in data. */
  constructor(hostState: () => string) {
    this.#hostState = hostState;
  }

  get report(): RecordingReport {
    return { ...this.#counts, refusals: Object.fromEntries(this.#refusals) };
  }

  /**
   * Trains one step, by running `step` or by replaying it.
   *
   * `scope` – an object that is another one when settings have changed; all recordings made under the old one are dropped.
   * `kind` – all else that the course of the step depends on; recordings of different kinds live side by side. A step may
   * depend on nothing more than these, its variables and its host inputs.
   */
  run(scope: object, kind: string, step: () => StepResult<T>): StepResult<T> {
    if (!this.enabled || !this.#canRecord()) return this.#runEagerly(step);
    if (scope !== this.#scope) this.#forget();
    this.#scope = scope;
    const known = this.#kinds.get(kind);
    if (known === undefined) {
      if (this.#kinds.size < MAX_KINDS) {
        this.#kinds.set(kind, { failures: 0, candidate: null, replay: null });
      }
      return this.#runEagerly(step);
    }
    if (known.replay !== null) {
      const { steps, note } = known.replay;
      if (steps.isValid()) {
        this.#counts.replayed += 1;
        return { values: steps.run(), note };
      }
      this.#count('a variable was given another buffer');
      this.#drop(known);
      return this.#runEagerly(step);
    }
    return known.failures < MAX_FAILURES ? this.#record(known, step) : this.#runEagerly(step);
  }

  /** Frees what recordings hold on the device. */
  dispose(): void {
    const pool = this.#pool;
    this.#forget();
    if (pool !== null && this.#backend !== null) {
      flush(this.#backend);
      destroyFreeBuffers(pool);
    }
  }

  #canRecord(): boolean {
    if (getBackend() !== 'webgpu' || env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')) return false;
    const current = backend() as unknown as RecordableBackend;
    if (current !== this.#backend) {
      this.#forget();
      this.#backend = current;
      this.#pool = current.bufferManager as BufferPool;
      this.#buffers = new StepBuffers(this.#pool);
    }
    // While kernels are timed, each is submitted by itself.
    return current.activeTimers === undefined || current.activeTimers === null;
  }

  #runEagerly(step: () => StepResult<T>): StepResult<T> {
    this.#counts.eager += 1;
    return step();
  }

  #record(known: Kind<T>, step: () => StepResult<T>): StepResult<T> {
    const { backend: recorded, pool, buffers } = this.#device();
    this.#counts.recorded += 1;
    let returned: StepResult<T> | null = null;
    const run = recordStep(
      recorded,
      buffers,
      () => {
        returned = step();
        return returned.values;
      },
      this.#hostState,
    );
    const { note } = returned as unknown as StepResult<T>;
    const { candidate } = known;
    const problem =
      run.refusal ?? (candidate === null ? null : difference(candidate, run.recording));
    if (problem === null && candidate !== null) {
      known.candidate = null;
      known.failures = 0;
      known.replay = { steps: new StepReplay(recorded, pool, run.recording), note };
      // Left over from the steps before, which needed more.
      destroyFreeBuffers(pool);
    } else {
      buffers.unpin(run.recording.pinned);
      known.candidate = run.refusal === null ? run.recording : null;
      if (problem !== null) {
        known.failures += 1;
        this.#count(problem);
      }
    }
    return { values: run.result, note };
  }

  #device(): {
    readonly backend: RecordableBackend;
    readonly pool: BufferPool;
    readonly buffers: StepBuffers;
  } {
    const [recorded, pool, buffers] = [this.#backend, this.#pool, this.#buffers];
    if (recorded === null || pool === null || buffers === null) throw new Error('no device');
    return { backend: recorded, pool, buffers };
  }

  #count(reason: string): void {
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
  }

  #drop(known: Kind<T>): void {
    if (known.replay !== null) this.#buffers?.unpin(known.replay.steps.recording.pinned);
    known.replay = null;
    known.candidate = null;
    known.failures = 0;
  }

  #forget(): void {
    for (const known of this.#kinds.values()) this.#drop(known);
    this.#kinds.clear();
    this.#buffers?.release();
  }
}
