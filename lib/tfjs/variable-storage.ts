// Direct access to the values of variables, for updates that are one pass of plain JavaScript instead of a dozen kernels:
// in the wasm heap itself, or on arrays of the cpu backend. Graphics backends have no such access; the caller composes
// operations there.

import {
  engine,
  type Tensor,
  type TensorInfo,
  type TypedArray,
  tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { HostScalars } from './host-input';
import { floatView, type WasmBackend } from './wasm/heap';

/**
 * An update of float32 variables from float32 inputs and numbers of the host, which it depends on alone: a recorded step
 * does it again.
 */
export interface VariableUpdate {
  /** Writes the new values of the variables. All views end with the call. */
  onValues(
    values: readonly Float32Array[],
    inputs: readonly Float32Array[],
    scalars: readonly number[],
  ): void;
  /** The same by a kernel on the wasm heap, where there is one. */
  onHeap?(
    backend: WasmBackend,
    variables: readonly TensorInfo[],
    inputs: readonly TensorInfo[],
    scalars: readonly number[],
  ): void;
}

/** What an update is applied to. */
export interface UpdateOperands<Input extends TensorInfo = TensorInfo> {
  readonly variables: readonly Variable[];
  readonly inputs: readonly Input[];
  readonly scalars: HostScalars;
}

interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: TypedArray } };
}

/** The backend in use, seen as the one of that name. */
const currentBackend = <Backend>(): Backend => engine().backend as unknown as Backend;

/** A tensor of the same bytes in memory of its own. The caller disposes it. */
function copyInHeap(backend: WasmBackend, x: Tensor): Tensor {
  const info = backend.makeOutput(x.shape, x.dtype);
  floatView(backend, info).set(floatView(backend, x));
  return engine().makeTensorFromTensorInfo(info);
}

/** Gives the variable bytes of its own if another tensor (a snapshot, the initial value) shares them. */
function makeExclusive(backend: WasmBackend, variable: Variable): void {
  if (backend.dataIdMap.get(variable.dataId).refCount === 1) return;
  const copy = copyInHeap(backend, variable);
  variable.assign(copy);
  copy.dispose();
}

/**
 * Gives the variable's bytes a new number on the wasm side. XNNPACK keeps weights packed, by number; under the old number
 * the next convolution would go on using the values from before the update.
 */
function renumber(backend: WasmBackend, variable: Variable): void {
  const data = backend.dataIdMap.get(variable.dataId);
  backend.wasm.tfjs.disposeData(data.id);
  data.id = backend.dataIdNextNumber++;
  backend.wasm.tfjs.registerTensor(data.id, variable.size, data.memoryOffset);
}

/** Hears of each update on wasm after it was made. */
type UpdateObserver = (update: VariableUpdate, operands: UpdateOperands) => void;

let observer: UpdateObserver | null = null;

/** Runs `f` while `to` hears of the updates. Not for two at a time. */
export function observeUpdates<T>(to: UpdateObserver, f: () => T): T {
  observer = to;
  try {
    return f();
  } finally {
    observer = null;
  }
}

/** Updates variables of the wasm backend. */
export function updateInHeap(
  backend: WasmBackend,
  update: VariableUpdate,
  { variables, inputs, scalars }: UpdateOperands,
): void {
  for (const variable of variables) makeExclusive(backend, variable);
  if (update.onHeap) {
    update.onHeap(backend, variables, inputs, scalars.values);
  } else {
    update.onValues(
      variables.map((variable) => floatView(backend, variable)),
      inputs.map((input) => floatView(backend, input)),
      scalars.values,
    );
  }
  for (const variable of variables) renumber(backend, variable);
}

/**
 * Updates variables where the current backend lies in the processor's memory. Returns false, having done nothing, where it
 * does not.
 */
export function updateInMemory(update: VariableUpdate, operands: UpdateOperands<Tensor>): boolean {
  switch (engine().backendName) {
    case 'wasm':
      updateInHeap(currentBackend<WasmBackend>(), update, operands);
      observer?.(update, operands);
      return true;
    case 'cpu': {
      // Never in place here: this backend hands out its own arrays by data(), and takes the caller's as they are.
      const { data } = currentBackend<CpuBackend>();
      const { variables, inputs, scalars } = operands;
      const values = variables.map(({ dataId }) => Float32Array.from(data.get(dataId).values));
      update.onValues(
        values,
        inputs.map(({ dataId }) => data.get(dataId).values as Float32Array),
        scalars.values,
      );
      variables.forEach((variable, i) => {
        const updated = tensor(values[i] as Float32Array, variable.shape);
        variable.assign(updated);
        updated.dispose();
      });
      return true;
    }
    default:
      return false;
  }
}

/** A float32 tensor of the same values whose memory no other tensor shares. The caller disposes it. */
export function copyInMemory(x: Tensor): Tensor | null {
  switch (engine().backendName) {
    case 'wasm':
      return copyInHeap(currentBackend<WasmBackend>(), x);
    case 'cpu': {
      const { values } = currentBackend<CpuBackend>().data.get(x.dataId);
      return tensor(Float32Array.from(values), x.shape);
    }
    default:
      return null;
  }
}
