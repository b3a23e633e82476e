// Recording and replaying steps on the wasm backend.

import type { Tensor } from '@tensorflow/tfjs-core';
import type { RecordedRun, StepRecorder, StepReplay } from '../../step-recorder';
import type { WasmBackend } from '../heap';
import { releaseHeld, StepRecorderRun } from './record-step';
import { WasmStepReplay } from './replay';
import { difference } from './same-recordings';
import type { StepRecording } from './step-log';

export class WasmStepRecorder implements StepRecorder<StepRecording> {
  readonly #backend: WasmBackend;

  constructor(backend: WasmBackend) {
    this.#backend = backend;
  }

  isReady(): boolean {
    return true;
  }

  record(step: () => Tensor | null, hostState: () => string): RecordedRun<StepRecording> {
    return new StepRecorderRun(this.#backend, hostState).run(step);
  }

  difference(a: StepRecording, b: StepRecording): string | null {
    return difference(a, b);
  }

  replay(recording: StepRecording): StepReplay {
    return new WasmStepReplay(this.#backend, recording);
  }

  release({ held }: StepRecording): void {
    releaseHeld(this.#backend, held);
  }

  // Between recordings nothing is held.
  reset(): void {}

  dispose(): void {}
}
