// Does a recorded step of the wasm backend again: the same kernels in the same order, straight from one to the next, without
// the engine, its tape, or a tensor for every value. What a kernel makes is freed after its last reader, as it was before.

import { type DataId, engine, keep, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { whileFilling } from '../../host-input';
import type { StepReplay } from '../../step-recorder';
import { updateInHeap } from '../../variable-storage';
import { floatView, type KernelInputs, type WasmBackend, wordView } from '../heap';
import {
  type Entry,
  type Operand,
  operandsOf,
  outputsOf,
  type Slot,
  type StepRecording,
} from './step-log';

/** A tensor for kernels whose bytes are found anew in every run. */
interface Place {
  dataId: DataId;
  readonly shape: number[];
  readonly dtype: TensorInfo['dtype'];
}

/** One entry with its places: `fill` finds the bytes, `run` computes, and then `dead` values are freed. */
interface Stage {
  run(): void;
  dead: readonly Slot[];
}

export class WasmStepReplay implements StepReplay {
  readonly #backend: WasmBackend;
  readonly #recording: StepRecording;
  /** Bytes of what has been made so far. */
  readonly #made = new Map<Slot, DataId>();
  readonly #stages: readonly Stage[];

  constructor(backend: WasmBackend, recording: StepRecording) {
    this.#backend = backend;
    this.#recording = recording;
    const { entries, output, assignments } = recording;
    const lastUse = new Map<Slot, number>();
    entries.forEach((entry, i) => {
      for (const slot of outputsOf(entry)) lastUse.set(slot, i);
      for (const { slot } of operandsOf(entry)) if (slot.kind === 'made') lastUse.set(slot, i);
    });
    for (const { value } of assignments) lastUse.delete(value.slot);
    if (output !== null) lastUse.delete(output.slot);
    const dead = entries.map((): Slot[] => []);
    for (const [slot, i] of lastUse) dead[i]?.push(slot);
    this.#stages = entries.map((entry, i) => ({
      run: this.#stage(entry),
      dead: dead[i] as Slot[],
    }));
  }

  /** False once a variable or a tensor from before the step is gone. */
  isValid(): boolean {
    const { dataIdMap } = this.#backend;
    const isHere = (slot: Slot): boolean => {
      switch (slot.kind) {
        case 'made':
          return true;
        case 'variable':
          return !slot.variable.isDisposed;
        case 'outside':
          // One reference is the recording's own.
          return dataIdMap.get(slot.dataId).refCount > 1;
        case 'constant':
          return true;
      }
    };
    const { entries, held, assignments } = this.#recording;
    return (
      held.every(isHere) &&
      assignments.every(({ variable }) => !variable.isDisposed) &&
      entries.every(
        (entry) =>
          operandsOf(entry).every(({ slot }) => isHere(slot)) &&
          (entry.kind !== 'update' || entry.variables.every(({ isDisposed }) => !isDisposed)),
      )
    );
  }

  run(): Tensor | null {
    const { output, assignments } = this.#recording;
    for (const { run, dead } of this.#stages) {
      run();
      for (const slot of dead) this.#free(slot);
    }
    for (const { variable, value } of assignments) {
      const assigned = this.#handOut(value);
      variable.assign(assigned);
      assigned.dispose();
    }
    return output === null ? null : keep(this.#handOut(output));
  }

  #free(slot: Slot): void {
    const dataId = this.#made.get(slot);
    if (dataId === undefined) return;
    this.#made.delete(slot);
    this.#backend.disposeData(dataId);
  }

  /** The engine's tensor of a value that was made. */
  #handOut({ slot, shape, dtype }: Operand): Tensor {
    const dataId = this.#dataIdOf(slot);
    this.#made.delete(slot);
    return engine().makeTensorFromTensorInfo({ dataId, shape, dtype });
  }

  #dataIdOf(slot: Slot): DataId {
    switch (slot.kind) {
      case 'made': {
        const dataId = this.#made.get(slot);
        if (dataId === undefined) throw new Error('a recorded value is read before it is made');
        return dataId;
      }
      case 'variable':
        return slot.variable.dataId;
      case 'outside':
      case 'constant':
        return slot.dataId;
    }
  }

  /** A place for the operand, and what points it to the bytes of this run. */
  #place({ slot, shape, dtype }: Operand): { readonly place: Place; locate(): void } {
    const place: Place = { dataId: {}, shape, dtype };
    return {
      place,
      locate: () => {
        place.dataId = this.#dataIdOf(slot);
      },
    };
  }

  #stage(entry: Entry): () => void {
    const backend = this.#backend;
    const places = operandsOf(entry).map((operand) => this.#place(operand));
    switch (entry.kind) {
      case 'kernel': {
        const { run, inputs, isList, attributes, outputs } = entry;
        const named = inputs.map(([name], i) => [name, places[i]?.place] as const);
        const given = isList ? places.map(({ place }) => place) : Object.fromEntries(named);
        const params = {
          inputs: given as unknown as KernelInputs,
          ...(attributes && { attrs: attributes }),
          backend,
        };
        return () => {
          for (const { locate } of places) locate();
          const result = run(params);
          if (Array.isArray(result)) {
            for (let i = 0; i < outputs.length; i++) {
              this.#made.set(outputs[i] as Slot, (result[i] as TensorInfo).dataId);
            }
          } else {
            this.#made.set(outputs[0] as Slot, result.dataId);
          }
        };
      }
      case 'input': {
        const { fill, output } = entry;
        return () => {
          const made = backend.makeOutput(output.shape, output.dtype);
          const values = whileFilling(fill);
          if (values instanceof Float32Array) floatView(backend, made).set(values);
          else wordView(backend, made).set(values);
          this.#made.set(output.slot, made.dataId);
        };
      }
      case 'scalars':
        return () => {
          entry.scalars.values = whileFilling(entry.fill);
        };
      case 'update': {
        const { variables, scalars, update } = entry;
        const inputs = places.map(({ place }) => place);
        return () => {
          for (const { locate } of places) locate();
          updateInHeap(backend, update, { variables, inputs, scalars });
        };
      }
    }
  }
}
