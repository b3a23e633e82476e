// What a backend that can record training steps offers (recorded-step.ts): to write a step down while it runs, to compare
// two of these, and to do a step again without its code.

import type { Tensor } from '@tensorflow/tfjs-core';

export interface RecordedRun<Recording> {
  /** What the step returned. */
  readonly result: Tensor | null;
  readonly recording: Recording;
  /** Why it must not be replayed, or null. */
  readonly refusal: string | null;
}

export interface StepReplay {
  /** False once something that the recording uses is there no more. */
  isValid(): boolean;
  /** Only while valid. The result is as from the step itself. */
  run(): Tensor | null;
}

export interface StepRecorder<Recording> {
  /** False while steps must run by their own code. */
  isReady(): boolean;
  /**
   * Runs `step`, which returns a kept tensor or null, and records it.
   *
   * `hostState` – as a text, all that the step's host inputs draw from.
   */
  record(step: () => Tensor | null, hostState: () => string): RecordedRun<Recording>;
  /** Why two recordings are not the same step, or null. */
  difference(a: Recording, b: Recording): string | null;
  replay(recording: Recording): StepReplay;
  /** Frees what only this recording holds; it will not be replayed any more. */
  release(recording: Recording): void;
  /** Frees what recordings share, all of them having been released. */
  reset(): void;
  /** Frees what is left, too, after `reset`. */
  dispose(): void;
}

/** A recording is whatever its recorder makes of it. */
export type AnyRecorder = StepRecorder<unknown>;

const makers = new Map<string, (backend: unknown) => AnyRecorder>();

/** Says how to record on a backend. It is said when the backend is started, so that nobody loads another one's recorder. */
export function offerStepRecorder(name: string, make: (backend: unknown) => AnyRecorder): void {
  makers.set(name, make);
}

/** A recorder for the backend of that name, or null where steps always run their own code. */
export const recorderFor = (name: string, backend: unknown): AnyRecorder | null =>
  makers.get(name)?.(backend) ?? null;
