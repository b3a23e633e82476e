// Counts what steps ask of a backend: kernels, and on WebGPU dispatches, uploads and readbacks at the device itself. It
// watches by wrapping objects, so times are measured without it.

import { engine, type KernelBackend } from '@tensorflow/tfjs-core';

/** Per step, averaged. */
export interface WorkPerStep {
  /** TensorFlow.js kernels. */
  readonly kernelsPerStep: number;
  /** Compute dispatches on WebGPU; 0 elsewhere. */
  readonly dispatchesPerStep: number;
  /** Arrays that went from the host to the backend's memory; a kernel's small uniforms are not counted. */
  readonly uploadsPerStep: number;
  /** Arrays that came back, synchronously or not. */
  readonly readbacksPerStep: number;
}

/** Counts since it was made; shared by the wrapped objects. */
export interface WorkCounter {
  kernels: number;
  dispatches: number;
  uploads: number;
  readbacks: number;
}

export const newCounter = (): WorkCounter => ({
  kernels: 0,
  dispatches: 0,
  uploads: 0,
  readbacks: 0,
});

/** Calls `before` ahead of a method of one object. */
function watch<T extends object, K extends keyof T>(
  target: T,
  method: K,
  before: (args: readonly unknown[]) => void,
): void {
  const original = target[method] as (...args: unknown[]) => unknown;
  Object.defineProperty(target, method, {
    configurable: true,
    value: (...args: unknown[]) => {
      before(args);
      return original.apply(target, args);
    },
  });
}

function watchDevice(device: GPUDevice, counter: WorkCounter): void {
  const createBuffer = device.createBuffer.bind(device);
  Object.defineProperty(device, 'createBuffer', {
    value: (descriptor: GPUBufferDescriptor): GPUBuffer => {
      // TensorFlow.js uploads an array through a buffer that is mapped from its creation on.
      if (descriptor.mappedAtCreation) counter.uploads += 1;
      const buffer = createBuffer(descriptor);
      watch(buffer, 'mapAsync', () => {
        counter.readbacks += 1;
      });
      return buffer;
    },
  });
  const createCommandEncoder = device.createCommandEncoder.bind(device);
  Object.defineProperty(device, 'createCommandEncoder', {
    value: (descriptor?: GPUCommandEncoderDescriptor): GPUCommandEncoder => {
      const encoder = createCommandEncoder(descriptor);
      const beginComputePass = encoder.beginComputePass.bind(encoder);
      Object.defineProperty(encoder, 'beginComputePass', {
        value: (pass?: GPUComputePassDescriptor): GPUComputePassEncoder => {
          const computePass = beginComputePass(pass);
          watch(computePass, 'dispatchWorkgroups', () => {
            counter.dispatches += 1;
          });
          return computePass;
        },
      });
      return encoder;
    },
  });
}

/** A GPU whose devices count into `counter`. */
export function countingGpu(gpu: GPU, counter: WorkCounter): GPU {
  const requestAdapter = gpu.requestAdapter.bind(gpu);
  Object.defineProperty(gpu, 'requestAdapter', {
    value: async (options?: GPURequestAdapterOptions) => {
      const adapter = await requestAdapter(options);
      if (adapter === null) return null;
      const requestDevice = adapter.requestDevice.bind(adapter);
      Object.defineProperty(adapter, 'requestDevice', {
        value: async (descriptor?: GPUDeviceDescriptor) => {
          const device = await requestDevice(descriptor);
          watchDevice(device, counter);
          return device;
        },
      });
      return adapter;
    },
  });
  return gpu;
}

/** The engine's own profiler times every kernel on the device, which adds readbacks; this only counts. */
function watchEngine(counter: WorkCounter): void {
  // Private in the types, but every kernel passes through it.
  const runner = engine() as unknown as { runKernelFunc(params: object): unknown };
  watch(runner, 'runKernelFunc', ([params]) => {
    // Without a name it is a custom gradient around kernels that come by themselves.
    if ((params as { readonly kernelName?: string }).kernelName) counter.kernels += 1;
  });
}

/** On a backend of the processor every array that is written or read counts. */
function watchBackend(backend: KernelBackend, counter: WorkCounter): void {
  watch(backend, 'write', ([values]) => {
    // Kernels announce their outputs without values.
    if (values !== null && values !== undefined) counter.uploads += 1;
  });
  // `read` of these backends calls it too.
  watch(backend, 'readSync', () => {
    counter.readbacks += 1;
  });
}

/**
 * Counts the work of `steps` calls of `step` and of the readback at their end. Afterwards the backend goes on being
 * watched, which slows it down a little.
 * @param counter the one that `countingGpu` counts into on WebGPU
 */
export async function countWork(
  steps: number,
  step: () => void,
  readBack: () => Promise<unknown>,
  counter: WorkCounter,
): Promise<WorkPerStep> {
  const { backend, backendName } = engine();
  watchEngine(counter);
  if (backendName !== 'webgpu') watchBackend(backend, counter);
  const before = { ...counter };
  for (let i = 0; i < steps; i++) step();
  await readBack();
  return {
    kernelsPerStep: (counter.kernels - before.kernels) / steps,
    dispatchesPerStep: (counter.dispatches - before.dispatches) / steps,
    uploadsPerStep: (counter.uploads - before.uploads) / steps,
    readbacksPerStep: (counter.readbacks - before.readbacks) / steps,
  };
}
