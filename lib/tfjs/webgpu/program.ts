// Runs own WGSL on the WebGPU backend, in its queue and under its pool of buffers. TensorFlow.js's own way of running a
// program has one output, binds it apart from its inputs, and puts some hundred lines with the shapes of all tensors
// before each source, so that every rank is another pipeline; here a program has any number of outputs, may write where
// it reads, and is told by its key alone.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type DataType, env, type TensorInfo, util } from '@tensorflow/tfjs-core';

export interface GpuBinding {
  /** The array's name in the code: `array<f32>`, or `array<i32>` for an int32 or bool tensor. */
  readonly name: string;
  readonly tensor: TensorInfo;
  /** 'readWrite' – an output, or a tensor that is changed in place. */
  readonly access: 'read' | 'readWrite';
  /** Bound as vec4; its size must be a multiple of 4. */
  readonly vectors?: boolean;
}

export interface GpuUniform {
  /** Read in the code as `uniforms.NAME`. */
  readonly name: string;
  readonly type: 'i32' | 'u32' | 'f32';
  readonly value: number;
}

export interface GpuProgram {
  /** Names all that the code depends on except the bindings. */
  readonly key: string;
  /** At most 8, none twice; a tensor that is written may not be bound under a second name. */
  readonly bindings: readonly GpuBinding[];
  readonly uniforms: readonly GpuUniform[];
  /** Holds the uniforms already, float32 one after the other; otherwise they are written for this dispatch alone. */
  readonly uniformBuffer?: GPUBuffer | null;
  /** Threads of a workgroup, in one dimension; `THREADS` in the code. */
  readonly threads: number;
  readonly workgroups: number;
  /**
   * WGSL with `fn main(group : i32, thread : i32)`, the numbers of the workgroup and of the thread in it. Where there are
   * very many workgroups, some past the last are run too, so the code must check its bounds.
   */
  readonly code: () => string;
}

/** The members of WebGPUBackend that its types keep private; the same in all releases since 4.0. */
interface Queue {
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  readonly commandQueueOwnedIds: WeakSet<object>;
  readonly uniformPendingDisposal: GPUBuffer[];
  readonly commandEncoder: GPUCommandEncoder;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
}

export const integers = (values: Readonly<Record<string, number>>): GpuUniform[] =>
  Object.entries(values).map(([name, value]) => ({ name, type: 'i32', value }));

export const floats = (values: Readonly<Record<string, number>>): GpuUniform[] =>
  Object.entries(values).map(([name, value]) => ({ name, type: 'f32', value }));

export const reads = (tensors: Readonly<Record<string, TensorInfo>>): GpuBinding[] =>
  Object.entries(tensors).map(([name, tensor]) => ({ name, tensor, access: 'read' }));

export const writes = (tensors: Readonly<Record<string, TensorInfo>>): GpuBinding[] =>
  Object.entries(tensors).map(([name, tensor]) => ({ name, tensor, access: 'readWrite' }));

/** The type of the buffer rather than of the tensor, which may have been cast by name only. */
function arrayType(backend: WebGPUBackend, { tensor, vectors }: GpuBinding): string {
  const { dtype } = backend.tensorMap.get(tensor.dataId);
  const scalar = dtype === 'float32' ? 'f32' : 'i32';
  return vectors ? `array<vec4<${scalar}>>` : `array<${scalar}>`;
}

function declarations(backend: WebGPUBackend, { bindings, uniforms }: GpuProgram): string {
  const arrays = bindings.map((binding, i) => {
    const access = binding.access === 'read' ? 'read' : 'read_write';
    const type = arrayType(backend, binding);
    return `@group(0) @binding(${i}) var<storage, ${access}> ${binding.name} : ${type};`;
  });
  if (uniforms.length === 0) return arrays.join('\n');
  const members = uniforms.map(({ name, type }) => `${name} : ${type},`);
  return `${arrays.join('\n')}
struct Uniforms { ${members.join(' ')} };
@group(0) @binding(${bindings.length}) var<uniform> uniforms : Uniforms;`;
}

function sourceOf(backend: WebGPUBackend, program: GpuProgram): string {
  return `${declarations(backend, program)}
const THREADS : i32 = ${program.threads};
${program.code()}
@compute @workgroup_size(${program.threads})
fn start(
  @builtin(workgroup_id) group : vec3<u32>,
  @builtin(num_workgroups) groups : vec3<u32>,
  @builtin(local_invocation_index) thread : u32,
) {
  main(i32(group.y * groups.x + group.x), i32(thread));
}
`;
}

/** In the backend's own cache, which compile-ahead.ts looks through; a promise while it only compiles. */
function pipelineOf(
  backend: WebGPUBackend,
  program: GpuProgram,
): GPUComputePipeline | Promise<GPUComputePipeline> {
  const { pipelineCache } = backend as unknown as Queue;
  const key = `own ${program.key} ${declarations(backend, program)}`;
  const known = pipelineCache[key];
  if (known) return known;
  const { device } = backend;
  const module = device.createShaderModule({
    code: sourceOf(backend, program),
    label: program.key,
  });
  const descriptor: GPUComputePipelineDescriptor = {
    compute: { module, entryPoint: 'start' },
    label: program.key,
    layout: 'auto',
  };
  const created = env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')
    ? device.createComputePipelineAsync(descriptor)
    : device.createComputePipeline(descriptor);
  pipelineCache[key] = created;
  return created;
}

/** Sizes of pooled buffers are kept few. */
const UNIFORM_BYTES = 16;

function uniformBuffer(backend: WebGPUBackend, uniforms: readonly GpuUniform[]): GPUBuffer {
  const bytes = Math.ceil((4 * uniforms.length) / UNIFORM_BYTES) * UNIFORM_BYTES;
  const view = new DataView(new ArrayBuffer(bytes));
  uniforms.forEach(({ type, value }, i) => {
    if (type === 'f32') view.setFloat32(4 * i, value, true);
    else if (type === 'u32') view.setUint32(4 * i, value, true);
    else view.setInt32(4 * i, value, true);
  });
  const buffer = backend.bufferManager.acquireBuffer(
    bytes,
    GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM,
  );
  backend.queue.writeBuffer(buffer, 0, view.buffer);
  (backend as unknown as Queue).uniformPendingDisposal.push(buffer);
  return buffer;
}

function arrayBufferOf(backend: WebGPUBackend, { tensor, access }: GpuBinding): GPUBuffer {
  backend.uploadToGPU(tensor.dataId);
  const data = backend.tensorMap.get(tensor.dataId);
  // A copy on the processor, left by an earlier readback, would be handed out instead of what is written now.
  if (access === 'readWrite') data.values = null as never;
  return data.resource as GPUBuffer;
}

/** As many workgroups as asked for, in two dimensions where one does not hold them. */
function layOut(backend: WebGPUBackend, workgroups: number): readonly [number, number] {
  const limit = backend.device.limits.maxComputeWorkgroupsPerDimension;
  if (workgroups <= limit) return [workgroups, 1];
  const rows = Math.ceil(workgroups / limit);
  return [Math.ceil(workgroups / rows), rows];
}

/**
 * Records one dispatch. Validation errors come as the device's `uncapturederror`, never as an exception.
 *
 * Not timed by `time()` or `profile()`.
 */
export function runGpuProgram(backend: WebGPUBackend, program: GpuProgram): void {
  const queue = backend as unknown as Queue;
  // Before the pass goes on: uploading ends it.
  const arrays = program.bindings.map((binding) => arrayBufferOf(backend, binding));
  const pipeline = pipelineOf(backend, program);
  if (env().getBool('WEBGPU_ENGINE_COMPILE_ONLY') || program.workgroups === 0) return;
  if (pipeline instanceof Promise) throw new Error(`${program.key} is still being compiled`);
  const uniforms =
    program.uniforms.length > 0
      ? [program.uniformBuffer ?? uniformBuffer(backend, program.uniforms)]
      : [];
  const bindGroup = backend.device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [...arrays, ...uniforms].map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  // What is disposed before the queue is submitted must stay until then.
  for (const { tensor } of program.bindings) queue.commandQueueOwnedIds.add(tensor.dataId);
  backend.ensureCommandEncoderReady();
  queue.computePassEncoder ??= queue.commandEncoder.beginComputePass();
  queue.computePassEncoder.setPipeline(pipeline);
  queue.computePassEncoder.setBindGroup(0, bindGroup);
  queue.computePassEncoder.dispatchWorkgroups(...layOut(backend, program.workgroups));
  queue.dispatchCountInPass += 1;
  if (queue.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
}

/** A new tensor without values; the kernel that makes it writes all of it. */
export function newTensor(
  backend: WebGPUBackend,
  shape: readonly number[],
  dtype: DataType = 'float32',
): TensorInfo {
  return backend.makeTensorInfo([...shape], dtype);
}

/** A tensor over the same values under another shape of the same size, for a kernel to return. */
export function sharedTensor(
  backend: WebGPUBackend,
  { dataId, dtype }: TensorInfo,
  shape: readonly number[],
): TensorInfo {
  backend.incRef(dataId);
  return { dataId, dtype, shape: [...shape] };
}

export const isFloat = ({ dtype, shape }: TensorInfo): boolean =>
  dtype === 'float32' && util.sizeFromShape(shape) > 0;
