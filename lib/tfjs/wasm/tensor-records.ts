// The wasm backend's table of tensors, in a Map. TensorFlow.js keeps it in a WeakMap and looks every tensor up twice, which
// a step of many small kernels feels, as does the collector of garbage. Nothing is lost by it: whoever does not dispose a
// tensor leaks its bytes on the heap in any case.

import { type DataId, engine, type KernelBackend } from '@tensorflow/tfjs-core';
import type { HeapRecord, WasmBackend } from './heap';

type Records = WasmBackend['dataIdMap'];

class TensorRecords implements Records {
  readonly #backend: WasmBackend;
  readonly #records = new Map<DataId, HeapRecord>();

  constructor(backend: WasmBackend) {
    this.#backend = backend;
  }

  has(dataId: DataId): boolean {
    return this.#records.has(dataId);
  }

  /** Fetches the tensor from the backend where it is, if that is another one. */
  get(dataId: DataId): HeapRecord {
    const known = this.#records.get(dataId);
    if (known !== undefined) return known;
    engine().moveData(this.#backend as unknown as KernelBackend, dataId);
    return this.#records.get(dataId) as HeapRecord;
  }

  set(dataId: DataId, record: HeapRecord): void {
    this.#records.set(dataId, record);
  }

  delete(dataId: DataId): boolean {
    return this.#records.delete(dataId);
  }

  /** By this name the engine asks how many there are. */
  numDataIds(): number {
    return this.#records.size;
  }
}

/** The module's own functions, which the glue wraps in ones that look them up by name at every call. */
interface ModuleExports {
  readonly register_tensor: WasmBackend['wasm']['tfjs']['registerTensor'];
  readonly dispose_data: WasmBackend['wasm']['tfjs']['disposeData'];
}

/** Shortens the way to the records of a backend that has no tensors yet. */
export function installTensorRecords(backend: WasmBackend): void {
  const { register_tensor, dispose_data } = backend.wasm.asm as unknown as ModuleExports;
  Object.assign(backend.wasm.tfjs, { registerTensor: register_tensor, disposeData: dispose_data });
  Object.assign(backend, { dataIdMap: new TensorRecords(backend) });
}
