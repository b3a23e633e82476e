// Runs one training step on the wasm backend as ever, and writes down the kernels that it ran. While it runs, every kernel
// in the registry is one that also notes its call. The step is refused as a recording, with a reason, when doing these
// calls again might not do what running its code again would do.

import {
  type DataId,
  type DataType,
  engine,
  getKernelsForBackend,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type Tensor,
  type TensorInfo,
  tensor,
  unregisterKernel,
  type Variable,
} from '@tensorflow/tfjs-core';
import {
  type HostInputRecorder,
  type HostScalars,
  recordHostInputs,
  whileFilling,
} from '../../host-input';
import type { RecordedRun } from '../../step-recorder';
import { observeUpdates, type UpdateOperands, type VariableUpdate } from '../../variable-storage';
import type { WasmBackend } from '../heap';
import {
  type Entry,
  type HeldSlot,
  namedInputs,
  type Operand,
  type RenewedScalars,
  type Slot,
  type StepRecording,
} from './step-log';

/** Gives up what a recording holds; the engine forgets what thereby ends. */
export function releaseHeld(backend: WasmBackend, held: readonly HeldSlot[]): void {
  const forgetful = engine() as unknown as { removeDataId(dataId: DataId, of: object): void };
  for (const { dataId } of held) {
    if (backend.disposeData(dataId)) forgetful.removeDataId(dataId, backend);
  }
}

type KernelParams = Parameters<KernelFunc>[0];

export class StepRecorderRun implements HostInputRecorder {
  readonly #backend: WasmBackend;
  readonly #hostState: () => string;
  readonly #entries: Entry[] = [];
  readonly #slots = new Map<DataId, Slot>();
  readonly #held: HeldSlot[] = [];
  /** Values that were written in the step. */
  readonly #writtenInStep = new Set<DataId>();
  readonly #before = new Map<Variable, DataId>();
  #expectedState: string;
  refusal: string | null = null;

  constructor(backend: WasmBackend, hostState: () => string) {
    this.#backend = backend;
    this.#hostState = hostState;
    this.#expectedState = hostState();
    for (const variable of Object.values(engine().registeredVariables)) {
      const { dataId } = variable;
      if (!backend.dataIdMap.has(dataId)) continue;
      if (this.#slots.has(dataId)) this.refuse('two variables share their memory');
      this.#before.set(variable, dataId);
      this.#slots.set(dataId, { kind: 'variable', variable });
    }
  }

  readonly refuse = (reason: string): void => {
    this.refusal ??= reason;
  };

  run(step: () => Tensor | null): RecordedRun<StepRecording> {
    const restore = this.#watch();
    try {
      const result = observeUpdates(
        (update, operands) => this.#noteUpdate(update, operands),
        () => recordHostInputs(this, step),
      );
      this.#assertHostState();
      const output = result === null ? null : this.#outputOf(result);
      const assignments = this.#assignments();
      this.#assertNothingElseLivesOn(result);
      const recording = {
        entries: this.#entries,
        assignments,
        output,
        held: this.#held,
      };
      return { result, recording, refusal: this.refusal };
    } catch (error) {
      releaseHeld(this.#backend, this.#held);
      throw error;
    } finally {
      restore();
    }
  }

  input(shape: readonly number[], dtype: DataType, fill: () => Float32Array | Int32Array): Tensor {
    const created = tensor(this.#fill(fill), [...shape], dtype);
    const slot: Slot = { kind: 'made' };
    this.#slots.set(created.dataId, slot);
    this.#entries.push({ kind: 'input', fill, output: { slot, shape: [...shape], dtype } });
    return created;
  }

  scalars(fill: () => readonly number[]): HostScalars {
    const scalars: RenewedScalars = { values: this.#fill(fill), buffer: null };
    this.#entries.push({ kind: 'scalars', fill, scalars });
    return scalars;
  }

  #fill<T>(fill: () => T): T {
    this.#assertHostState();
    const values = whileFilling(fill);
    this.#expectedState = this.#hostState();
    return values;
  }

  #assertHostState(): void {
    if (this.#hostState() !== this.#expectedState) {
      this.refuse('the host drew random numbers or data outside of a host input');
    }
  }

  /** Puts noting kernels in the registry, and listens to the backend; returns what undoes both. */
  #watch(): () => void {
    const backend = this.#backend;
    const kernels = getKernelsForBackend('wasm');
    const noting = kernels.map((kernel) => ({ ...kernel, kernelFunc: this.#noting(kernel) }));
    const replaceKernels = (by: readonly KernelConfig[]): void => {
      for (const kernel of by) {
        unregisterKernel(kernel.kernelName, 'wasm');
        registerKernel(kernel);
      }
    };
    const listeners: Partial<WasmBackend> = {
      write: (...args) => {
        const dataId = Object.getPrototypeOf(backend).write.apply(backend, args);
        this.#writtenInStep.add(dataId);
        return dataId;
      },
      read: (dataId) => {
        this.#noteRead(dataId);
        return Object.getPrototypeOf(backend).read.call(backend, dataId);
      },
      readSync: (dataId) => {
        this.#noteRead(dataId);
        return Object.getPrototypeOf(backend).readSync.call(backend, dataId);
      },
    };
    Object.assign(backend, listeners);
    replaceKernels(noting);
    return () => {
      replaceKernels(kernels);
      for (const name of Object.keys(listeners)) Reflect.deleteProperty(backend, name);
    };
  }

  #noting({ kernelName, kernelFunc }: KernelConfig): KernelFunc {
    return (params) => {
      const { length } = this.#entries;
      const result = kernelFunc(params);
      // A kernel that is composed of others is noted as those.
      if (this.#entries.length === length) {
        this.#noteKernel({ kernelName, kernelFunc }, params, [result].flat());
      } else if ([result].flat().some(({ dataId }) => !this.#slots.has(dataId))) {
        this.refuse(`${kernelName} is composed of kernels and of something else`);
      }
      return result;
    };
  }

  #noteKernel(
    { kernelName, kernelFunc }: Pick<KernelConfig, 'kernelName' | 'kernelFunc'>,
    { inputs, attrs }: KernelParams,
    results: readonly TensorInfo[],
  ): void {
    const operands = namedInputs(inputs).map(
      ([name, input]) => [name, this.#operandOf(input)] as const,
    );
    // Another shape of the same bytes: the slot is the same, and there is nothing to do.
    if (results.length > 0 && results.every(({ dataId }) => this.#slots.has(dataId))) return;
    const outputs = results.map(({ dataId }) => {
      const slot: Slot = this.#slots.get(dataId) ?? { kind: 'made' };
      this.#slots.set(dataId, slot);
      return slot;
    });
    this.#entries.push({
      kind: 'kernel',
      name: kernelName,
      run: kernelFunc,
      inputs: operands,
      isList: Array.isArray(inputs),
      attributes: attrs,
      outputs,
    });
  }

  #noteUpdate(update: VariableUpdate, { variables, inputs, scalars }: UpdateOperands): void {
    for (const variable of variables) {
      // Its bytes were parted from a clone's in this step, or it was assigned or made in it.
      if (this.#before.get(variable) !== variable.dataId) {
        this.refuse('a variable was updated that has not its memory from before the step');
      }
    }
    const operands = inputs.map((input) => this.#operandOf(input));
    this.#entries.push({ kind: 'update', variables, inputs: operands, scalars, update });
  }

  #noteRead(dataId: DataId): void {
    if (this.#slots.get(dataId)?.kind !== 'constant') this.refuse('the step reads results back');
  }

  #operandOf({ dataId, shape, dtype }: TensorInfo): Operand {
    const known = this.#slots.get(dataId);
    if (known) return { slot: known, shape: [...shape], dtype };
    const slot: HeldSlot = this.#writtenInStep.has(dataId)
      ? { kind: 'constant', dataId, bytes: this.#bytesOf(dataId) }
      : { kind: 'outside', dataId };
    this.#backend.incRef(dataId);
    this.#held.push(slot);
    this.#slots.set(dataId, slot);
    return { slot, shape: [...shape], dtype };
  }

  #bytesOf(dataId: DataId): Uint8Array {
    // Of the class, since the backend's own listens for the step's reads.
    const values: ArrayBufferView = Object.getPrototypeOf(this.#backend).readSync.call(
      this.#backend,
      dataId,
    );
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  }

  #isSole(dataId: DataId): boolean {
    return this.#backend.dataIdMap.get(dataId).refCount === 1;
  }

  #outputOf(result: Tensor): Operand {
    const output = this.#operandOf(result);
    if (output.slot.kind !== 'made' || !this.#isSole(result.dataId)) {
      this.refuse('the result shares its memory');
    }
    return output;
  }

  #assignments(): StepRecording['assignments'] {
    const assignments: { readonly variable: Variable; readonly value: Operand }[] = [];
    for (const [variable, before] of this.#before) {
      if (variable.isDisposed) {
        this.refuse('a variable ended in the step');
      } else if (variable.dataId !== before) {
        const value = this.#operandOf(variable);
        if (value.slot.kind !== 'made' || !this.#isSole(variable.dataId)) {
          this.refuse('a variable was assigned a tensor that lives on');
        }
        assignments.push({ variable, value });
      }
    }
    return assignments;
  }

  #assertNothingElseLivesOn(result: Tensor | null): void {
    const expected = new Set<DataId>([...this.#before.keys()].map(({ dataId }) => dataId));
    if (result !== null) expected.add(result.dataId);
    for (const [dataId, slot] of this.#slots) {
      if (slot.kind === 'made' && this.#backend.dataIdMap.has(dataId) && !expected.has(dataId)) {
        this.refuse('a tensor outlives the step');
      }
    }
    for (const { kind, dataId } of this.#held) {
      // One reference is the recording's.
      const isSole = this.#isSole(dataId);
      if (kind === 'outside' && isSole) this.refuse('a tensor from before the step ended in it');
      if (kind === 'constant' && !isSole) this.refuse('a tensor outlives the step');
    }
  }
}
