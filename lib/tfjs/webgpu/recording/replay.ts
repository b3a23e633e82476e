// Does a recorded step again: fills its inputs, encodes its commands, and hands them to the device in one piece. No tensor
// is made but the result, and no code of the step runs but its host inputs.

import { engine, keep, type Tensor } from '@tensorflow/tfjs-core';
import { makeExclusive } from '../in-place-update';
import type { StepRecording } from './record-step';
import {
  type BufferPool,
  flush,
  type RecordableBackend,
  type TensorRecord,
} from './recordable-backend';

/** A tensor or variable that the commands use, with what the backend knew of it. */
interface Bound {
  readonly buffer: GPUBuffer;
  readonly holder: { readonly dataId: object };
  dataId: object;
  record: TensorRecord;
}

export class StepReplay {
  readonly #backend: RecordableBackend;
  readonly #pool: BufferPool;
  readonly #recording: StepRecording;
  readonly #variables: Bound[] = [];
  readonly #tensors: Bound[] = [];

  constructor(backend: RecordableBackend, pool: BufferPool, recording: StepRecording) {
    this.#backend = backend;
    this.#pool = pool;
    this.#recording = recording;
    for (const outside of recording.outside) {
      const holder = outside.kind === 'variable' ? outside.variable : outside;
      const { dataId } = holder;
      const record = backend.tensorMap.get(dataId);
      const bound = { buffer: outside.buffer, holder, dataId, record };
      if (outside.kind === 'variable') this.#variables.push(bound);
      else this.#tensors.push(bound);
    }
  }

  get recording(): StepRecording {
    return this.#recording;
  }

  /** False once a variable has another buffer, as after a checkpoint was loaded, or a tensor is gone. */
  isValid(): boolean {
    const isBound = ({ buffer, holder, dataId, record }: Bound): boolean =>
      holder.dataId === dataId && record.resource === buffer;
    return this.#variables.every(isBound) && this.#tensors.every(isBound);
  }

  /** Only while valid. The result is as from the step itself. */
  run(): Tensor | null {
    const { inputs, output } = this.#recording;
    this.#partVariables();
    flush(this.#backend);
    const { device, queue } = this.#backend;
    for (const { buffer, values } of inputs) queue.writeBuffer(buffer, 0, values());
    const encoder = device.createCommandEncoder();
    this.#encode(encoder);
    let result: Tensor | null = null;
    if (output !== null) {
      const { buffer, shape, dtype } = output;
      const out = this.#pool.acquireBuffer(buffer.size, buffer.usage);
      encoder.copyBufferToBuffer(buffer, 0, out, 0, buffer.size);
      const info = this.#backend.makeTensorInfo([...shape], dtype);
      this.#backend.tensorMap.get(info.dataId).resource = out;
      result = keep(engine().makeTensorFromTensorInfo(info));
    }
    queue.submit([encoder.finish()]);
    return result;
  }

  /** Clones that were taken of a variable since the last step keep its present values. */
  #partVariables(): void {
    for (const bound of this.#variables) {
      if (bound.record.refCount > 1) {
        makeExclusive(this.#backend as never, bound.holder as never);
        bound.dataId = bound.holder.dataId;
        bound.record = this.#backend.tensorMap.get(bound.dataId);
      }
      // Of an earlier readback.
      bound.record.values = null;
    }
  }

  #encode(encoder: GPUCommandEncoder): void {
    let pass: GPUComputePassEncoder | null = null;
    let pipeline: GPUComputePipeline | null = null;
    for (const command of this.#recording.commands) {
      if (command.kind === 'copy') {
        pass?.end();
        pass = null;
        const { from, fromOffset, to, toOffset, size } = command;
        encoder.copyBufferToBuffer(from, fromOffset, to, toOffset, size);
        continue;
      }
      if (pass === null) {
        pass = encoder.beginComputePass();
        pipeline = null;
      }
      if (command.pipeline !== pipeline) {
        pipeline = command.pipeline;
        pass.setPipeline(pipeline);
      }
      pass.setBindGroup(0, command.bindGroup);
      const [x, y, z] = command.workgroups;
      pass.dispatchWorkgroups(x, y, z);
    }
    pass?.end();
  }
}
