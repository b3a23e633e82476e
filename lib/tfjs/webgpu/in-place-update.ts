// Optimiser steps and moving averages on WebGPU: one dispatch per variable, in place, where stock Adam takes fourteen and
// gives the variable another buffer in every step. The formulas are those of adam.ts. A variable whose buffer is shared (a
// snapshot, the initial value) gets one of its own first.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, engine, getBackend, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { HostScalars } from '../host-input';
import { floats, type GpuBinding, reads, runGpuProgram } from './program';

interface Update {
  /** Names of the variables, in the order of the caller's. */
  readonly variables: readonly string[];
  readonly scalars: readonly string[];
  /** WGSL for one element or one vector of four; `x` is the input's. */
  readonly code: string;
}

const UPDATES = {
  adam: {
    variables: ['p', 'm', 'v'],
    scalars: ['beta1', 'new1', 'beta2', 'new2', 'rate', 'scale', 'epsilon'],
    code: `
      let first = uniforms.beta1 * m[i] + uniforms.new1 * x[i];
      let second = uniforms.beta2 * v[i] + uniforms.new2 * x[i] * x[i];
      m[i] = first;
      v[i] = second;
      p[i] = p[i] - uniforms.rate * first / (sqrt(second) * uniforms.scale + uniforms.epsilon);`,
  },
  momentum: {
    variables: ['p', 'velocity'],
    scalars: ['momentum', 'rate'],
    code: `
      let next = uniforms.momentum * velocity[i] - uniforms.rate * x[i];
      velocity[i] = next;
      p[i] = p[i] + next;`,
  },
  average: {
    variables: ['shadow'],
    scalars: ['kept', 'added'],
    code: `
      shadow[i] = uniforms.kept * shadow[i] + uniforms.added * x[i];`,
  },
} as const satisfies Readonly<Record<string, Update>>;

export type UpdateKind = keyof typeof UPDATES;

const THREADS = 128;

/** Members that the backend's types keep private. */
interface Encoder {
  readonly commandEncoder: GPUCommandEncoder;
  readonly commandQueueOwnedIds: WeakSet<object>;
  convertAndCacheOnCPU(dataId: object, values: unknown): unknown;
}

const uncached = new WeakSet<WebGPUBackend>();

/**
 * Keeps the backend from remembering the values that it has read back: a read that was under way during an update would
 * leave those from before it, for every later read to return.
 */
function forgetReadValues(gpu: WebGPUBackend): void {
  if (uncached.has(gpu)) return;
  uncached.add(gpu);
  (gpu as unknown as Encoder).convertAndCacheOnCPU = (_dataId, values) => values;
}

/** A tensor of the same bytes in a buffer of its own. The caller disposes it. */
function copyOf(gpu: WebGPUBackend, x: Tensor): Tensor {
  const info = gpu.makeTensorInfo(x.shape, x.dtype);
  gpu.uploadToGPU(x.dataId);
  gpu.uploadToGPU(info.dataId);
  const queue = gpu as unknown as Encoder;
  gpu.endComputePassEncoder();
  gpu.ensureCommandEncoderReady();
  const from = gpu.tensorMap.get(x.dataId).resource as GPUBuffer;
  const to = gpu.tensorMap.get(info.dataId).resource as GPUBuffer;
  queue.commandEncoder.copyBufferToBuffer(from, 0, to, 0, from.size);
  queue.commandQueueOwnedIds.add(x.dataId).add(info.dataId);
  return engine().makeTensorFromTensorInfo(info);
}

/**
 * Gives the variable a buffer that no other tensor has. It keeps the one that it has, on which recorded steps depend; the
 * others move to a copy.
 */
export function makeExclusive(gpu: WebGPUBackend, variable: Variable): void {
  const shared = gpu.tensorMap.get(variable.dataId);
  if (shared.refCount === 1) return;
  const copy = copyOf(gpu, variable);
  variable.assign(copy);
  copy.dispose();
  const own = gpu.tensorMap.get(variable.dataId);
  [own.resource, shared.resource] = [shared.resource as GPUBuffer, own.resource as GPUBuffer];
}

/**
 * Changes float32 `variables` by `input` of the same shape and by `scalars` in the order above; false, having done nothing,
 * on other backends.
 */
export function updateOnGpu(
  kind: UpdateKind,
  variables: readonly Variable[],
  input: Tensor,
  scalars: HostScalars,
): boolean {
  if (getBackend() !== 'webgpu') return false;
  const gpu = backend() as WebGPUBackend;
  if (input.size === 0) return true;
  forgetReadValues(gpu);
  for (const variable of variables) makeExclusive(gpu, variable);
  const update: Update = UPDATES[kind];
  const vectors = input.size % 4 === 0;
  const changed = update.variables.map(
    (name, k): GpuBinding => ({ name, tensor: variables[k] as Variable, access: 'readWrite' }),
  );
  runGpuProgram(gpu, {
    key: `in-place ${kind}`,
    bindings: [...changed, ...reads({ x: input })].map((binding) => ({ ...binding, vectors })),
    uniforms: floats(
      Object.fromEntries(update.scalars.map((name, k) => [name, scalars.values[k] as number])),
    ),
    uniformBuffer: scalars.buffer,
    threads: THREADS,
    workgroups: Math.ceil(input.size / (vectors ? 4 : 1) / THREADS),
    code: () => `
fn main(group : i32, thread : i32) {
  let i = group * THREADS + thread;
  if (i < i32(arrayLength(&x))) {${update.code}
  }
}`,
  });
  return true;
}

/** A copy as `copyTensor` makes it; null on other backends. */
export const copyOnGpu = (x: Tensor): Tensor | null =>
  getBackend() === 'webgpu' ? copyOf(backend() as WebGPUBackend, x) : null;
