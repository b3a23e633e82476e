// Does a recorded step of the wasm backend again: the same kernels in the same order, straight from one to the next, without
// the engine, its tape, or a tensor for every value. What a kernel makes is freed after its last reader, as it was before.

import {
  type DataId,
  engine,
  keep,
  type Tensor,
  type TensorInfo,
  type Variable,
} from '@tensorflow/tfjs-core';
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
  variablesOf,
} from './step-log';

/** Where a value's bytes are in the present run; null before it is made and after its last reader. */
interface Cell {
  dataId: DataId | null;
}

/** A tensor for kernels, which is pointed to the bytes of the present run before they are called. */
interface Place {
  dataId: DataId;
  readonly shape: number[];
  readonly dtype: TensorInfo['dtype'];
}

/** One entry: computes, and then what it was the last to read is freed. */
interface Stage {
  run(): void;
  readonly dead: readonly Cell[];
}

/** The places of an entry's operands, and `locate`, which points them to their bytes. */
interface Places {
  readonly list: readonly Place[];
  locate(): void;
}

export class WasmStepReplay implements StepReplay {
  readonly #backend: WasmBackend;
  readonly #recording: StepRecording;
  readonly #cells = new Map<Slot, Cell>();
  readonly #stages: readonly Stage[];
  readonly #variables: readonly Variable[];
  readonly #outside: readonly DataId[];

  constructor(backend: WasmBackend, recording: StepRecording) {
    this.#backend = backend;
    this.#recording = recording;
    const dead = deadAfter(recording);
    this.#stages = recording.entries.map((entry, i) => ({
      run: this.#stage(entry),
      dead: (dead[i] ?? []).map((slot) => this.#cellOf(slot)),
    }));
    this.#variables = [...new Set(variablesOf(recording))];
    this.#outside = recording.held.flatMap((slot) =>
      slot.kind === 'outside' ? [slot.dataId] : [],
    );
  }

  /** False once a variable or a tensor from before the step is gone. */
  isValid(): boolean {
    const { dataIdMap } = this.#backend;
    return (
      this.#variables.every((variable) => !variable.isDisposed) &&
      // One reference is the recording's own.
      this.#outside.every((dataId) => dataIdMap.get(dataId).refCount > 1)
    );
  }

  run(): Tensor | null {
    const { output, assignments } = this.#recording;
    try {
      for (const { run, dead } of this.#stages) {
        run();
        for (const cell of dead) this.#free(cell);
      }
    } catch (error) {
      for (const cell of this.#cells.values()) this.#free(cell);
      throw error;
    }
    for (const { variable, value } of assignments) {
      const assigned = this.#handOut(value);
      variable.assign(assigned);
      assigned.dispose();
    }
    return output === null ? null : keep(this.#handOut(output));
  }

  #free(cell: Cell): void {
    if (cell.dataId === null) return;
    this.#backend.disposeData(cell.dataId);
    cell.dataId = null;
  }

  /** The engine's tensor of a value that was made. */
  #handOut({ slot, shape, dtype }: Operand): Tensor {
    const cell = this.#cellOf(slot);
    const dataId = bytesIn(cell);
    cell.dataId = null;
    return engine().makeTensorFromTensorInfo({ dataId, shape, dtype });
  }

  #cellOf(slot: Slot): Cell {
    const cell = this.#cells.get(slot) ?? { dataId: null };
    this.#cells.set(slot, cell);
    return cell;
  }

  #places(operands: readonly Operand[]): Places {
    const found: (readonly [Place, Cell])[] = [];
    const held: (readonly [Place, Variable])[] = [];
    const list = operands.map(({ slot, shape, dtype }) => {
      const place: Place = { dataId: {}, shape, dtype };
      switch (slot.kind) {
        case 'made':
          found.push([place, this.#cellOf(slot)]);
          break;
        case 'variable':
          held.push([place, slot.variable]);
          break;
        case 'outside':
        case 'constant':
          place.dataId = slot.dataId;
      }
      return place;
    });
    return {
      list,
      locate: () => {
        for (const [place, cell] of found) place.dataId = bytesIn(cell);
        for (const [place, variable] of held) place.dataId = variable.dataId;
      },
    };
  }

  #stage(entry: Entry): () => void {
    const backend = this.#backend;
    const { list, locate } = this.#places(operandsOf(entry));
    const outputs = outputsOf(entry).map((slot) => this.#cellOf(slot));
    switch (entry.kind) {
      case 'kernel': {
        const { run, inputs, isList, attributes } = entry;
        const named = Object.fromEntries(inputs.map(([name], i) => [name, list[i]]));
        const params = {
          inputs: (isList ? list : named) as unknown as KernelInputs,
          ...(attributes && { attrs: attributes }),
          backend,
        };
        return () => {
          locate();
          const result = run(params);
          if (!Array.isArray(result)) {
            (outputs[0] as Cell).dataId = result.dataId;
            return;
          }
          for (let i = 0; i < outputs.length; i++) {
            (outputs[i] as Cell).dataId = (result[i] as TensorInfo).dataId;
          }
        };
      }
      case 'input': {
        const { fill, output } = entry;
        return () => {
          const values = whileFilling(fill);
          const made = backend.makeOutput(output.shape, output.dtype);
          if (values instanceof Float32Array) floatView(backend, made).set(values);
          else wordView(backend, made).set(values);
          (outputs[0] as Cell).dataId = made.dataId;
        };
      }
      case 'scalars':
        return () => {
          entry.scalars.values = whileFilling(entry.fill);
        };
      case 'update': {
        const { variables, scalars, update } = entry;
        return () => {
          locate();
          updateInHeap(backend, update, { variables, inputs: list, scalars });
        };
      }
    }
  }
}

function bytesIn(cell: Cell): DataId {
  if (cell.dataId === null) throw new Error('a recorded value is read before it is made');
  return cell.dataId;
}

/** For each entry, what nothing reads after it. */
function deadAfter({ entries, assignments, output }: StepRecording): Slot[][] {
  const lastUse = new Map<Slot, number>();
  entries.forEach((entry, i) => {
    for (const slot of outputsOf(entry)) lastUse.set(slot, i);
    for (const { slot } of operandsOf(entry)) if (slot.kind === 'made') lastUse.set(slot, i);
  });
  for (const { value } of assignments) lastUse.delete(value.slot);
  if (output !== null) lastUse.delete(output.slot);
  const dead = entries.map((): Slot[] => []);
  for (const [slot, i] of lastUse) dead[i]?.push(slot);
  return dead;
}
