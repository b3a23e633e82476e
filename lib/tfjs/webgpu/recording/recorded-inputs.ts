// The host's part in a step that is being recorded: every input gets a buffer of its own, and the function that fills it is
// kept for the replays.

import { type DataType, engine, type Tensor } from '@tensorflow/tfjs-core';
import { type HostInputRecorder, type HostScalars, whileFilling } from '../../host-input';
import type { RecordableBackend } from './recordable-backend';
import type { StepBuffers } from './step-buffers';

/** What the host gives in every step. */
export interface RecordedInput {
  readonly buffer: GPUBuffer;
  readonly values: () => Float32Array | Int32Array;
}

/** Sizes of uniform buffers are multiples of it. */
const UNIFORM_BYTES = 16;

export class RecordedInputs implements HostInputRecorder {
  readonly list: RecordedInput[] = [];
  readonly refuse: (reason: string) => void;
  readonly #backend: RecordableBackend;
  readonly #queue: GPUQueue;
  readonly #buffers: StepBuffers;
  readonly #hostState: () => string;
  #expected: string;

  /**
   * @param backend that of the step
   * @param queue the device's own
   * @param hostState all that the host draws from, as a text; it may change in host inputs only
   */
  constructor(
    backend: RecordableBackend,
    queue: GPUQueue,
    buffers: StepBuffers,
    hostState: () => string,
    refuse: (reason: string) => void,
  ) {
    this.#backend = backend;
    this.#queue = queue;
    this.#buffers = buffers;
    this.#hostState = hostState;
    this.#expected = hostState();
    this.refuse = refuse;
  }

  input(shape: readonly number[], dtype: DataType, fill: () => Float32Array | Int32Array): Tensor {
    const values = this.#fill(fill);
    const buffer = this.#buffers.pinArray(values.byteLength);
    this.#queue.writeBuffer(buffer, 0, values);
    this.list.push({ buffer, values: fill });
    const info = this.#backend.makeTensorInfo([...shape], dtype);
    this.#backend.tensorMap.get(info.dataId).resource = buffer;
    return engine().makeTensorFromTensorInfo(info);
  }

  scalars(fill: () => readonly number[]): HostScalars {
    const values = this.#fill(fill);
    const floats = new Float32Array(values);
    const buffer = this.#buffers.pinUniform(
      UNIFORM_BYTES * Math.ceil(floats.byteLength / UNIFORM_BYTES),
    );
    this.#queue.writeBuffer(buffer, 0, floats);
    this.list.push({ buffer, values: () => new Float32Array(fill()) });
    return { values, buffer };
  }

  /** To be called at the end of the step. */
  assertHostStateAsExpected(): void {
    if (this.#hostState() !== this.#expected) {
      this.refuse('the host drew random numbers or data outside of a host input');
    }
  }

  #fill<T>(fill: () => T): T {
    this.assertHostStateAsExpected();
    const values = whileFilling(fill);
    this.#expected = this.#hostState();
    return values;
  }
}
