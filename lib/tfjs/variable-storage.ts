// Direct access to the values of variables, for updates that are one pass of plain JavaScript instead of a dozen kernels:
// in the wasm heap itself, or on arrays of the cpu backend. Graphics backends have no such access; the caller composes
// operations there.

import { engine, type Tensor, type TypedArray, tensor, type Variable } from '@tensorflow/tfjs-core';
import { floatView, type WasmBackend } from './wasm/heap';

/** Writes the new values of the variables; `inputs` are read. All views end with the call. */
type Update = (values: readonly Float32Array[], inputs: readonly Float32Array[]) => void;

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

/**
 * Updates float32 `variables` by a kernel that works on the wasm heap. Returns false, having done nothing, on other
 * backends.
 */
export function updateInHeap(
  variables: readonly Variable[],
  update: (backend: WasmBackend) => void,
): boolean {
  if (engine().backendName !== 'wasm') return false;
  const backend = currentBackend<WasmBackend>();
  for (const variable of variables) makeExclusive(backend, variable);
  update(backend);
  for (const variable of variables) renumber(backend, variable);
  return true;
}

/**
 * Updates float32 `variables` from `inputs` by `update`, where the current backend lies in the processor's memory.
 * Returns false, having done nothing, where it does not.
 */
export function updateInMemory(
  variables: readonly Variable[],
  inputs: readonly Tensor[],
  update: Update,
): boolean {
  switch (engine().backendName) {
    case 'wasm':
      return updateInHeap(variables, (backend) =>
        update(
          variables.map((variable) => floatView(backend, variable)),
          inputs.map((input) => floatView(backend, input)),
        ),
      );
    case 'cpu': {
      // Never in place here: this backend hands out its own arrays by data(), and takes the caller's as they are.
      const { data } = currentBackend<CpuBackend>();
      const values = variables.map(({ dataId }) => Float32Array.from(data.get(dataId).values));
      update(
        values,
        inputs.map(({ dataId }) => data.get(dataId).values as Float32Array),
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
