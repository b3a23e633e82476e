// Recording and replaying steps on the WebGPU backend, whose pool of buffers all its recordings share.

import { env, type Tensor } from '@tensorflow/tfjs-core';
import type { RecordedRun, StepRecorder, StepReplay } from '../../step-recorder';
import { recordStep, type StepRecording } from './record-step';
import {
  type BufferPool,
  destroyFreeBuffers,
  flush,
  type RecordableBackend,
} from './recordable-backend';
import { StepReplay as GpuStepReplay } from './replay';
import { difference } from './same-recordings';
import { StepBuffers } from './step-buffers';

export class GpuStepRecorder implements StepRecorder<StepRecording> {
  readonly #backend: RecordableBackend;
  readonly #pool: BufferPool;
  readonly #buffers: StepBuffers;

  constructor(backend: RecordableBackend) {
    this.#backend = backend;
    this.#pool = backend.bufferManager as BufferPool;
    this.#buffers = new StepBuffers(this.#pool);
  }

  /** Not while kernels are only compiled, or timed, when each is submitted by itself. */
  isReady(): boolean {
    const { activeTimers } = this.#backend;
    const isTimed = activeTimers !== undefined && activeTimers !== null;
    return !isTimed && !env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
  }

  record(step: () => Tensor | null, hostState: () => string): RecordedRun<StepRecording> {
    return recordStep(this.#backend, this.#buffers, step, hostState);
  }

  difference(a: StepRecording, b: StepRecording): string | null {
    return difference(a, b);
  }

  replay(recording: StepRecording): StepReplay {
    const replay = new GpuStepReplay(this.#backend, this.#pool, recording);
    // Left over from the steps before, which needed more.
    destroyFreeBuffers(this.#pool);
    return replay;
  }

  release({ pinned }: StepRecording): void {
    this.#buffers.unpin(pinned);
  }

  reset(): void {
    this.#buffers.release();
  }

  dispose(): void {
    flush(this.#backend);
    destroyFreeBuffers(this.#pool);
  }
}
