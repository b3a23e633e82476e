// A training step that stops running its own code once its backend knows it. On wasm and WebGPU the first step of a kind runs
// as ever, the next two are recorded while they run, and if they asked the same of the backend, every later one replays
// them. When anything changes the step runs as ever and is recorded anew. Other backends always run the step.

import { backend, getBackend, type Tensor } from '@tensorflow/tfjs-core';
import { type AnyRecorder, recorderFor, type StepReplay } from './step-recorder';

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
  candidate: { readonly recording: unknown } | null;
  replay: { readonly recording: unknown; readonly steps: StepReplay; readonly note: T } | null;
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
  #backend: unknown = null;
  #recorder: AnyRecorder | null = null;

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
    const recorder = this.#currentRecorder();
    if (!this.enabled || !recorder?.isReady()) return this.#runEagerly(step);
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
      this.#count('what the recording used is not there any more');
      this.#drop(known);
      return this.#runEagerly(step);
    }
    return known.failures < MAX_FAILURES
      ? this.#record(recorder, known, step)
      : this.#runEagerly(step);
  }

  /** Frees what recordings hold. */
  dispose(): void {
    this.#forget();
    this.#recorder?.dispose();
  }

  #currentRecorder(): AnyRecorder | null {
    const current = backend();
    if (current !== this.#backend) {
      this.#forget();
      this.#backend = current;
      this.#recorder = recorderFor(getBackend(), current);
    }
    return this.#recorder;
  }

  #runEagerly(step: () => StepResult<T>): StepResult<T> {
    this.#counts.eager += 1;
    return step();
  }

  #record(recorder: AnyRecorder, known: Kind<T>, step: () => StepResult<T>): StepResult<T> {
    this.#counts.recorded += 1;
    let returned: StepResult<T> | null = null;
    const { result, recording, refusal } = recorder.record(() => {
      returned = step();
      return returned.values;
    }, this.#hostState);
    const { note } = returned as unknown as StepResult<T>;
    const { candidate } = known;
    const problem =
      refusal ?? (candidate === null ? null : recorder.difference(candidate.recording, recording));
    if (problem === null && candidate !== null) {
      known.candidate = null;
      known.failures = 0;
      known.replay = { recording, steps: recorder.replay(recording), note };
    } else {
      recorder.release(recording);
      known.candidate = refusal === null ? { recording } : null;
      if (problem !== null) {
        known.failures += 1;
        this.#count(problem);
      }
    }
    return { values: result, note };
  }

  #count(reason: string): void {
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
  }

  #drop(known: Kind<T>): void {
    if (known.replay !== null) this.#recorder?.release(known.replay.recording);
    known.replay = null;
    known.candidate = null;
    known.failures = 0;
  }

  #forget(): void {
    for (const known of this.#kinds.values()) this.#drop(known);
    this.#kinds.clear();
    this.#recorder?.reset();
  }
}
