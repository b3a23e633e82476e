// What crosses between the program and a backend's memory while it is watched: programs started, arrays up, arrays down.
// Watching wraps methods of TensorFlow.js's backend objects and of WebGPU's prototypes and puts them back; it costs time, so
// nothing is timed meanwhile.

import { engine, util } from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-report';

/** Counts since watching began. */
export interface Traffic {
  /** Compute dispatches on WebGPU, draws on WebGL; 0 on processors. */
  dispatches: number;
  /** WebGPU's compute passes and submissions. */
  passes: number;
  submits: number;
  /** Arrays that went to the backend's memory; a kernel's small uniforms are not among them. */
  uploads: number;
  uploadedBytes: number;
  /** Arrays that came back, at once or later. */
  readbacks: number;
  readBytes: number;
  /** Those of them that stopped the program until a graphics device had finished. */
  syncReadbacks: number;
  /** New buffers on WebGPU, and growth of the textures on WebGL; pools that are warm need none. */
  allocatedBytes: number;
  /** Buffers that were given back on WebGPU. */
  freedBytes: number;
}

export const noTraffic = (): Traffic => ({
  dispatches: 0,
  passes: 0,
  submits: 0,
  uploads: 0,
  uploadedBytes: 0,
  readbacks: 0,
  readBytes: 0,
  syncReadbacks: 0,
  allocatedBytes: 0,
  freedBytes: 0,
});

type Restore = () => void;

/** Calls `before` ahead of a method, of one object or of all that share a prototype. */
function watch<T extends object>(
  target: T,
  method: keyof T & string,
  before: (self: T, args: readonly unknown[]) => void,
): Restore {
  const own = Object.getOwnPropertyDescriptor(target, method);
  const original = target[method] as (...args: unknown[]) => unknown;
  Object.defineProperty(target, method, {
    configurable: true,
    writable: true,
    value(this: T, ...args: unknown[]) {
      before(this, args);
      return original.apply(this, args);
    },
  });
  return () => {
    if (own) Object.defineProperty(target, method, own);
    else delete target[method];
  };
}

interface DataRecord {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values?: unknown;
}

const bytesOf = ({ shape, dtype }: DataRecord): number =>
  util.sizeFromShape([...shape]) * (dtype === 'bool' ? 1 : 4);

/** The backend in use, seen as one of that shape. */
const currentBackend = <Backend>(): Backend => engine().backend as unknown as Backend;

interface WasmStore {
  write(values: unknown, shape: readonly number[], dtype: string): object;
  /** `read` calls it too. */
  readSync(dataId: object): unknown;
  readonly dataIdMap: { get(dataId: object): DataRecord };
}

function watchWasm(traffic: Traffic): readonly Restore[] {
  const backend = currentBackend<WasmStore>();
  return [
    watch(backend, 'write', (_, [values, shape, dtype]) => {
      // Kernels announce their outputs without values.
      if (values === null || values === undefined) return;
      traffic.uploads += 1;
      traffic.uploadedBytes += bytesOf({ shape, dtype } as DataRecord);
    }),
    watch(backend, 'readSync', ({ dataIdMap }, [dataId]) => {
      traffic.readbacks += 1;
      traffic.readBytes += bytesOf(dataIdMap.get(dataId as object));
    }),
  ];
}

interface CpuStore {
  readSync(dataId: object): unknown;
  readonly data: { get(dataId: object): DataRecord };
}

/** This backend takes the caller's arrays as they are, so that nothing is uploaded. */
function watchCpu(traffic: Traffic): readonly Restore[] {
  return [
    watch(currentBackend<CpuStore>(), 'readSync', ({ data }, [dataId]) => {
      traffic.readbacks += 1;
      traffic.readBytes += bytesOf(data.get(dataId as object));
    }),
  ];
}

interface WebGlStore {
  readonly gpgpu: {
    executeProgram(): void;
    uploadDenseMatrixToTexture(texture: unknown, width: number, height: number): unknown;
    createBufferFromTexture(texture: unknown, rows: number, columns: number): unknown;
    downloadMatrixFromPackedTexture(texture: unknown, rows: number, columns: number): unknown;
  };
  readonly textureManager: { readonly numBytesAllocated: number };
}

/** Texels are of four floats, of which an unpacked texture uses one; bytes here are those of the arrays. */
function watchWebGl(traffic: Traffic): readonly Restore[] {
  const { gpgpu, textureManager } = currentBackend<WebGlStore>();
  const before = textureManager.numBytesAllocated;
  const down = (rows: unknown, columns: unknown): void => {
    traffic.readbacks += 1;
    traffic.readBytes += 16 * Number(rows) * Number(columns);
  };
  return [
    watch(gpgpu, 'executeProgram', () => {
      traffic.dispatches += 1;
    }),
    watch(gpgpu, 'uploadDenseMatrixToTexture', (_, [, width, height]) => {
      traffic.uploads += 1;
      traffic.uploadedBytes += 4 * Number(width) * Number(height);
    }),
    watch(gpgpu, 'createBufferFromTexture', (_, [, rows, columns]) => down(rows, columns)),
    watch(gpgpu, 'downloadMatrixFromPackedTexture', (_, [, rows, columns]) => {
      traffic.syncReadbacks += 1;
      down(rows, columns);
    }),
    () => {
      traffic.allocatedBytes += textureManager.numBytesAllocated - before;
    },
  ];
}

interface WebGpuStore {
  readSync(dataId: object): unknown;
  readonly tensorMap: { get(dataId: object): DataRecord };
}

/** Bytes that `GPUQueue.writeBuffer(buffer, offset, data, dataOffset, size)` writes; both last count in elements. */
function writtenBytes(
  data: ArrayBuffer | ArrayBufferView,
  dataOffset: number,
  size: number | undefined,
): number {
  const element = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  return size === undefined ? data.byteLength - dataOffset * element : size * element;
}

function watchWebGpu(traffic: Traffic): readonly Restore[] {
  return [
    watch(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => {
      traffic.dispatches += 1;
    }),
    watch(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => {
      traffic.dispatches += 1;
    }),
    watch(GPUCommandEncoder.prototype, 'beginComputePass', () => {
      traffic.passes += 1;
    }),
    watch(GPUQueue.prototype, 'submit', () => {
      traffic.submits += 1;
    }),
    watch(GPUQueue.prototype, 'writeBuffer', (_, [buffer, , data, dataOffset, size]) => {
      if (((buffer as GPUBuffer).usage & GPUBufferUsage.UNIFORM) !== 0) return;
      traffic.uploads += 1;
      traffic.uploadedBytes += writtenBytes(
        data as ArrayBuffer | ArrayBufferView,
        Number(dataOffset ?? 0),
        size as number | undefined,
      );
    }),
    watch(GPUDevice.prototype, 'createBuffer', (_, [descriptor]) => {
      const { size, mappedAtCreation } = descriptor as GPUBufferDescriptor;
      traffic.allocatedBytes += size;
      // TensorFlow.js uploads an array through a buffer that is mapped from its creation on.
      if (!mappedAtCreation) return;
      traffic.uploads += 1;
      traffic.uploadedBytes += size;
    }),
    watch(GPUBuffer.prototype, 'destroy', ({ size }) => {
      traffic.freedBytes += size;
    }),
    watch(GPUBuffer.prototype, 'mapAsync', ({ size }) => {
      traffic.readbacks += 1;
      traffic.readBytes += size;
    }),
    watch(currentBackend<WebGpuStore>(), 'readSync', ({ tensorMap }, [dataId]) => {
      const { values } = tensorMap.get(dataId as object);
      if (values === null || values === undefined) traffic.syncReadbacks += 1;
    }),
  ];
}

const WATCHES: Readonly<Record<BackendName, (traffic: Traffic) => readonly Restore[]>> = {
  cpu: watchCpu,
  wasm: watchWasm,
  webgl: watchWebGl,
  webgpu: watchWebGpu,
};

/** Counts the traffic of the current backend into `traffic` until the returned function is called. */
export function watchTraffic(traffic: Traffic): () => void {
  const restores = WATCHES[engine().backendName as BackendName](traffic);
  return () => {
    for (const restore of restores) restore();
  };
}
