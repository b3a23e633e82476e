// What a backend holds at a moment, in numbers that stay the same from step to step of a training that leaks nothing.

import { engine, memory } from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-report';

export interface MemoryInUse {
  readonly tensors: number;
  /** Values held by the backend; several tensors may share one, and a leak inside a kernel shows only here. */
  readonly records: number;
  readonly tensorBytes: number;
  /** WebAssembly's memory, which never shrinks; 0 elsewhere. */
  readonly heapBytes: number;
  /** Buffers or textures on a graphics device, pooled ones included; 0 elsewhere. */
  readonly deviceBytes: number;
}

/** The backend in use, seen as one of that shape. */
const currentBackend = <Backend>(): Backend => engine().backend as unknown as Backend;

const HEAP_BYTES: Readonly<Record<BackendName, () => number>> = {
  cpu: () => 0,
  wasm: () => currentBackend<{ wasm: { HEAPU8: Uint8Array } }>().wasm.HEAPU8.length,
  webgl: () => 0,
  webgpu: () => 0,
};

const DEVICE_BYTES: Readonly<Record<BackendName, () => number>> = {
  cpu: () => 0,
  wasm: () => 0,
  webgl: () =>
    currentBackend<{ memory(): { numBytesInGPUAllocated: number } }>().memory()
      .numBytesInGPUAllocated,
  webgpu: () =>
    currentBackend<{ memory(): { numBytesAllocatedInGPU: number } }>().memory()
      .numBytesAllocatedInGPU,
};

/** Of the current backend, now. On graphics devices, read something back first: freed buffers wait for that. */
export function memoryInUse(): MemoryInUse {
  const { backend, backendName } = engine();
  const { numTensors, numBytes } = memory();
  const name = backendName as BackendName;
  return {
    tensors: numTensors,
    records: backend.numDataIds(),
    tensorBytes: numBytes,
    heapBytes: HEAP_BYTES[name](),
    deviceBytes: DEVICE_BYTES[name](),
  };
}
