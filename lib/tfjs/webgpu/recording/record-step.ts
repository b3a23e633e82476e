// Runs one training step as ever, and writes down the commands that it gave the device. The step is refused as a recording,
// with a reason, when replaying its commands might not do what running its code again would do.

import { type DataType, engine, keep, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { recordHostInputs } from '../../host-input';
import { type Command, CommandLog } from './command-log';
import { flush, type RecordableBackend } from './recordable-backend';
import { type RecordedInput, RecordedInputs } from './recorded-inputs';
import type { StepBuffers } from './step-buffers';

/** A buffer that the commands use and that was there before the step. */
export type OutsideBuffer =
  | { readonly kind: 'variable'; readonly buffer: GPUBuffer; readonly variable: Variable }
  | { readonly kind: 'tensor'; readonly buffer: GPUBuffer; readonly dataId: object };

export interface StepOutput {
  readonly buffer: GPUBuffer;
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

export interface StepRecording {
  readonly commands: readonly Command[];
  readonly inputs: readonly RecordedInput[];
  /** Bytes of the buffers that the host filled and that are no inputs. */
  readonly contents: ReadonlyMap<GPUBuffer, Uint8Array>;
  readonly outside: readonly OutsideBuffer[];
  readonly output: StepOutput | null;
  /** Buffers that only this recording has. */
  readonly pinned: ReadonlySet<GPUBuffer>;
}

export interface RecordedRun {
  /** What the step returned, in a buffer of the backend's pool. */
  readonly result: Tensor | null;
  readonly recording: StepRecording;
  /** Why it must not be replayed, or null. */
  readonly refusal: string | null;
}

/** On the device every number has four bytes, a bool too. */
const bytesOf = (values: ArrayLike<number>, dtype: string): Uint8Array =>
  new Uint8Array((dtype === 'float32' ? Float32Array : Int32Array).from(values).buffer);

/** The present variables that live on this backend, with their buffers, uploaded if need be. */
function variableBuffers(backend: RecordableBackend): ReadonlyMap<Variable, GPUBuffer> {
  const found = new Map<Variable, GPUBuffer>();
  for (const variable of Object.values(engine().registeredVariables)) {
    if (!backend.tensorMap.has(variable.dataId)) continue;
    // Otherwise a first value that is still on the host would be taken for a constant of the step.
    backend.uploadToGPU(variable.dataId);
    const { resource } = backend.tensorMap.get(variable.dataId);
    if (resource) found.set(variable, resource);
  }
  return found;
}

class StepRecorder {
  readonly #backend: RecordableBackend;
  readonly #buffers: StepBuffers;
  readonly #device: GPUDevice;
  readonly #log: CommandLog;
  readonly #before: ReadonlyMap<Variable, GPUBuffer>;
  /** Tensors by the buffers that the step's kernels asked for. */
  readonly #asked = new Map<GPUBuffer, object>();
  refusal: string | null = null;

  constructor(backend: RecordableBackend, buffers: StepBuffers) {
    this.#backend = backend;
    this.#buffers = buffers;
    this.#device = backend.device;
    this.#before = variableBuffers(backend);
    this.#log = new CommandLog(backend.device, (reason) => this.#refuse(reason));
    flush(backend);
  }

  #refuse(reason: string): void {
    this.refusal ??= reason;
  }

  run(step: () => Tensor | null, hostState: () => string): RecordedRun {
    const { queue } = this.#device;
    const refuse = (reason: string): void => this.#refuse(reason);
    const inputs = new RecordedInputs(this.#backend, queue, this.#buffers, hostState, refuse);
    const restore = this.#standIn();
    try {
      const result = recordHostInputs(inputs, step);
      inputs.assertHostStateAsExpected();
      const output = result === null ? null : this.#handOut(result);
      this.#keepVariablesInPlace();
      flush(this.#backend);
      if (this.#buffers.giveAwayUsed() > 0) this.#refuse('a tensor outlives the step');
      const outside = this.#outside();
      const { commands, contents } = this.#log;
      const pinned = this.#buffers.finish();
      return {
        result,
        recording: { commands, contents, inputs: inputs.list, outside, output, pinned },
        refusal: this.refusal,
      };
    } catch (error) {
      flush(this.#backend);
      this.#buffers.giveAwayUsed();
      this.#buffers.unpin(this.#buffers.finish());
      throw error;
    } finally {
      restore();
    }
  }

  /** Puts the log and the step's buffers between the backend and its device; returns what takes them away again. */
  #standIn(): () => void {
    const backend = this.#backend;
    const { uploadToGPU, read, readSync } = backend;
    // Constants on the host may be read, and are where they are small: their sums are constants too.
    const readBack = (dataId: object): void => {
      if (!backend.tensorMap.get(dataId).values) this.#refuse('the step reads results back');
    };
    // The device does the commands in order, so a buffer may be handed on as soon as its tensor is disposed.
    const never = { has: () => false, add: () => never } as unknown as WeakSet<object>;
    const members: { [K in keyof RecordableBackend]?: RecordableBackend[K] } = {
      device: this.#log.device,
      queue: this.#log.queue,
      bufferManager: this.#buffers,
      commandQueueOwnedIds: never,
      uploadToGPU: (dataId) => {
        this.#upload(dataId);
        uploadToGPU.call(backend, dataId);
        const { resource } = backend.tensorMap.get(dataId);
        if (resource) this.#asked.set(resource, dataId);
      },
      read: (dataId) => {
        readBack(dataId);
        return read.call(backend, dataId);
      },
      readSync: (dataId) => {
        readBack(dataId);
        return readSync.call(backend, dataId);
      },
    };
    const undo = Object.entries(members).map(([name, value]) => {
      const own = Object.getOwnPropertyDescriptor(backend, name);
      // The backend puts a new set in the place of `commandQueueOwnedIds` with every submission.
      Object.defineProperty(backend, name, { configurable: true, get: () => value, set: () => {} });
      return () =>
        own === undefined
          ? Reflect.deleteProperty(backend, name)
          : Object.defineProperty(backend, name, own);
    });
    return () => {
      for (const restore of undo) restore();
    };
  }

  /** A tensor that comes from the host and is no input of the step is a constant: the same in every replay. */
  #upload(dataId: object): void {
    const record = this.#backend.tensorMap.get(dataId);
    if (record.resource || !record.values) return;
    const bytes = bytesOf(record.values, record.dtype);
    const buffer = this.#buffers.pinArray(bytes.byteLength);
    this.#device.queue.writeBuffer(buffer, 0, bytes);
    this.#log.write(buffer, bytes);
    record.resource = buffer;
    record.values = null;
  }

  /** Copies the step's result out of the recording, in which its buffer will be written again. */
  #handOut(result: Tensor): StepOutput {
    const backend = this.#backend;
    keep(result);
    backend.uploadToGPU(result.dataId);
    const record = backend.tensorMap.get(result.dataId);
    const buffer = record.resource as GPUBuffer;
    if (record.refCount > 1 || !this.#buffers.owns(buffer)) {
      this.#refuse('the result shares its memory');
    }
    const out = this.#buffers.acquireOutside(buffer);
    this.#encoder().copyBufferToBuffer(buffer, 0, out, 0, buffer.size);
    // The copy is the replay's own.
    this.#log.commands.pop();
    this.#buffers.releaseBuffer(buffer);
    record.resource = out;
    return { buffer, shape: result.shape, dtype: result.dtype };
  }

  /** A variable that was assigned another buffer in the step gets that buffer's bytes into its own instead. */
  #keepVariablesInPlace(): void {
    for (const [variable, own] of this.#before) {
      if (variable.isDisposed) continue;
      const record = this.#backend.tensorMap.get(variable.dataId);
      const { resource } = record;
      if (resource === own) continue;
      if (!resource || record.refCount > 1 || !this.#buffers.exchange(resource, own)) {
        this.#refuse('a variable was assigned a tensor that lives on');
        continue;
      }
      this.#encoder().copyBufferToBuffer(resource, 0, own, 0, own.size);
      record.resource = own;
    }
  }

  #encoder(): GPUCommandEncoder {
    this.#backend.endComputePassEncoder();
    this.#backend.ensureCommandEncoderReady();
    return this.#backend.commandEncoder as GPUCommandEncoder;
  }

  #outside(): readonly OutsideBuffer[] {
    const ofVariables = new Map([...this.#before].map(([variable, buffer]) => [buffer, variable]));
    const used = new Set(
      this.#log.commands.flatMap((command) =>
        command.kind === 'dispatch' ? command.buffers : [command.from, command.to],
      ),
    );
    const found: OutsideBuffer[] = [];
    for (const buffer of used) {
      if (this.#buffers.owns(buffer)) continue;
      const variable = ofVariables.get(buffer);
      const dataId = this.#asked.get(buffer);
      if (this.#buffers.isHeldBack(buffer))
        this.#refuse('a tensor from before the step ended in it');
      else if (variable) found.push({ kind: 'variable', buffer, variable });
      else if (dataId) found.push({ kind: 'tensor', buffer, dataId });
      else this.#refuse('a kernel used a buffer of its own');
    }
    return found;
  }
}

/**
 * Runs `step`, which returns a kept tensor or null, on the WebGPU backend, and records it.
 *
 * `hostState` – as a text, all that the step's host inputs draw from.
 */
export const recordStep = (
  backend: RecordableBackend,
  buffers: StepBuffers,
  step: () => Tensor | null,
  hostState: () => string,
): RecordedRun => new StepRecorder(backend, buffers).run(step, hostState);
