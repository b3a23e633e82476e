// The WebGPU backend as recording sees it: its public parts, and the private ones that all releases of 4.x have.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** What the backend knows of a tensor. */
export interface TensorRecord {
  readonly dtype: string;
  readonly shape: number[];
  refCount: number;
  /** Not on the device yet. */
  values: ArrayLike<number> | null;
  resource?: GPUBuffer | null;
}

/** The part of the pool of buffers that its users call. */
export interface BufferSource {
  acquireBuffer(
    size: number,
    usage: GPUBufferUsageFlags,
    mappedAtCreation?: boolean,
    reuse?: boolean,
  ): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
  readonly numBytesUsed: number;
  readonly numBytesAllocated: number;
}

export interface BufferPool extends BufferSource {
  numBytesAllocated: number;
  numFreeBuffers: number;
  readonly freeBuffers: Map<string, GPUBuffer[]>;
}

export interface RecordableBackend {
  device: GPUDevice;
  queue: GPUQueue;
  bufferManager: BufferSource;
  commandQueueOwnedIds: WeakSet<object>;
  readonly commandEncoder: GPUCommandEncoder | null;
  /** Set while `time()` or a profile runs. */
  readonly activeTimers?: unknown;
  readonly tensorMap: { get(dataId: object): TensorRecord; has(dataId: object): boolean };
  uploadToGPU(dataId: object): void;
  read(dataId: object): Promise<unknown>;
  readSync(dataId: object): unknown;
  makeTensorInfo: WebGPUBackend['makeTensorInfo'];
  endComputePassEncoder(): void;
  ensureCommandEncoderReady(): void;
  submitQueue(): void;
}

/** Sends everything that has been encoded to the device. */
export function flush(backend: RecordableBackend): void {
  if (backend.commandEncoder === null) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** Destroys the buffers of the pool that nothing uses. After `flush`. */
export function destroyFreeBuffers(pool: BufferPool): void {
  for (const buffers of pool.freeBuffers.values()) {
    for (const buffer of buffers.splice(0)) {
      pool.numBytesAllocated -= buffer.size;
      pool.numFreeBuffers -= 1;
      buffer.destroy();
    }
  }
}
