// Optimiser steps and moving averages on WebGPU: in place, one dispatch for as many variables as its bindings hold, where
// stock Adam takes fourteen for each and gives it another buffer in every step. The formulas are those of adam.ts. A
// variable whose buffer is shared (a snapshot, the initial value) gets one of its own first.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, engine, getBackend, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { HostScalars } from '../host-input';
import { floats, type GpuBinding, runGpuProgram } from './program';

interface Update {
  readonly scalars: readonly string[];
  /** How many variables it changes for each input. */
  readonly changes: number;
  /** WGSL of element or vector `i`, with `x` for the input and `a`, `b`, `c` for the variables of target `k`. */
  code(k: number): string;
}

const UPDATES = {
  adam: {
    scalars: ['beta1', 'new1', 'beta2', 'new2', 'rate', 'scale', 'epsilon'],
    changes: 3,
    code: (k) => `
    let m = uniforms.beta1 * b${k}[i] + uniforms.new1 * x${k}[i];
    let v = uniforms.beta2 * c${k}[i] + uniforms.new2 * x${k}[i] * x${k}[i];
    b${k}[i] = m;
    c${k}[i] = v;
    a${k}[i] = a${k}[i] - uniforms.rate * m / (sqrt(v) * uniforms.scale + uniforms.epsilon);`,
  },
  momentum: {
    scalars: ['momentum', 'rate'],
    changes: 2,
    code: (k) => `
    let next = uniforms.momentum * b${k}[i] - uniforms.rate * x${k}[i];
    b${k}[i] = next;
    a${k}[i] = a${k}[i] + next;`,
  },
  average: {
    scalars: ['kept', 'added'],
    changes: 1,
    code: (k) => `
    a${k}[i] = uniforms.kept * a${k}[i] + uniforms.added * x${k}[i];`,
  },
} as const satisfies Readonly<Record<string, Update>>;

export type UpdateKind = keyof typeof UPDATES;

const THREADS = 128;
/** More save little, and each number of targets is a program of its own. */
const MAX_BINDINGS = 16;

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

/** What changes together: the variables in the order of adam.ts, and their gradient or source. */
export interface UpdateTarget {
  readonly changed: readonly Variable[];
  readonly input: Tensor;
}

/** One after the other through the threads of one dispatch: each target has as many as its input has elements. */
const codeOf = (update: Update, count: number): string => `
fn main(group : i32, thread : i32) {
  var i = group * THREADS + thread;${Array.from(
    { length: count },
    (_, k) => `
  if (i < i32(arrayLength(&x${k}))) {${update.code(k)}
    return;
  }
  i -= i32(arrayLength(&x${k}));`,
  ).join('')}
}`;

function dispatch(
  gpu: WebGPUBackend,
  kind: UpdateKind,
  targets: readonly UpdateTarget[],
  vectors: boolean,
  scalars: HostScalars,
): void {
  const update: Update = UPDATES[kind];
  const bindings = targets.flatMap(({ changed, input }, k): readonly GpuBinding[] => [
    ...changed.map(
      (tensor, which): GpuBinding => ({
        name: `${'abc'[which]}${k}`,
        tensor,
        access: 'readWrite',
        vectors,
      }),
    ),
    { name: `x${k}`, tensor: input, access: 'read', vectors },
  ]);
  const threads = targets.reduce((sum, { input }) => sum + input.size / (vectors ? 4 : 1), 0);
  runGpuProgram(gpu, {
    key: `in-place ${kind}`,
    bindings,
    uniforms: floats(
      Object.fromEntries(update.scalars.map((name, k) => [name, scalars.values[k] as number])),
    ),
    uniformBuffer: scalars.buffer,
    threads: THREADS,
    workgroups: Math.ceil(threads / THREADS),
    code: () => codeOf(update, targets.length),
  });
}

/**
 * Changes float32 variables, each by an input of its shape, by `scalars` in the order above; false, having done nothing,
 * on other backends.
 */
export function updateOnGpu(
  kind: UpdateKind,
  targets: readonly UpdateTarget[],
  scalars: HostScalars,
): boolean {
  if (getBackend() !== 'webgpu') return false;
  const gpu = backend() as WebGPUBackend;
  forgetReadValues(gpu);
  for (const { changed } of targets) {
    for (const variable of changed) makeExclusive(gpu, variable);
  }
  const limit = Math.min(MAX_BINDINGS, gpu.device.limits.maxStorageBuffersPerShaderStage);
  const together = Math.floor(limit / (UPDATES[kind].changes + 1));
  const filled = targets.filter(({ input }) => input.size > 0);
  for (const vectors of [true, false]) {
    const alike = filled.filter(({ input }) => (input.size % 4 === 0) === vectors);
    for (let i = 0; i < alike.length; i += together) {
      dispatch(gpu, kind, alike.slice(i, i + together), vectors, scalars);
    }
  }
  return true;
}

/** A copy as `copyTensor` makes it; null on other backends. */
export const copyOnGpu = (x: Tensor): Tensor | null =>
  getBackend() === 'webgpu' ? copyOf(backend() as WebGPUBackend, x) : null;
