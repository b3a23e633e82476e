// Tile on WebGPU for tensors of any rank. The stock kernel reads tensors of rank 5 and above back and tiles them on the
// processor, and likewise small ones that are still there, whatever the size of the result.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, Tile, util } from '@tensorflow/tfjs-core';
import { type BroadcastAxis, broadcastUniforms, indexCode } from './broadcast';
import { constantOf, filledTensor } from './constants';
import {
  integers,
  isFloat,
  newTensor,
  reads,
  runGpuProgram,
  sharedTensor,
  writes,
} from './program';
import { THREADS } from './reduction';

/** Constants of at most so many values stay on the host until they are needed on the device. */
const HOST_SIZE = 1024;

/** Each axis of size s that is repeated r times is one of size r, which does not move in x, before one of size s. */
function axesOf(shape: readonly number[], reps: readonly number[]): readonly BroadcastAxis[] {
  return shape.flatMap((size, axis) => [
    { size: reps[axis] ?? 1, steps: [0] },
    { size, steps: [size === 1 ? 0 : util.sizeFromShape(shape.slice(axis + 1))] },
  ]);
}

function tileOnDevice(
  backend: WebGPUBackend,
  x: TensorInfo,
  reps: readonly number[],
): TensorInfo | null {
  const shape = x.shape.map((size, axis) => size * (reps[axis] ?? 1));
  const size = util.sizeFromShape(shape);
  if (size === 0) return null;
  if (size === util.sizeFromShape(x.shape)) return sharedTensor(backend, x, shape);
  const value = constantOf(backend, x.dataId);
  if (value !== null) {
    // Most meet an operation that takes a value of the host as a number.
    return size <= HOST_SIZE
      ? backend.makeTensorInfo(shape, x.dtype, new Float32Array(size).fill(value))
      : filledTensor(backend, shape, x.dtype, value);
  }
  const axes = broadcastUniforms(axesOf(x.shape, reps), ['x']);
  if (axes === null) return null;
  const result = newTensor(backend, shape);
  runGpuProgram(backend, {
    key: 'tile',
    bindings: [...reads({ x }), ...writes({ result })],
    uniforms: [...integers({ size }), ...axes],
    threads: THREADS,
    workgroups: Math.ceil(size / THREADS),
    code: () => `
fn main(group : i32, thread : i32) {
  let i = group * THREADS + thread;
  if (i >= uniforms.size) { return; }
  ${indexCode(['x'])}
  result[i] = x[xIndex];
}`,
  });
  return result;
}

export const tile = (stock: KernelConfig): KernelConfig => ({
  kernelName: Tile,
  backendName: 'webgpu',
  kernelFunc: (params) => {
    const x = params.inputs.x as TensorInfo;
    const { reps } = params.attrs as unknown as { readonly reps: readonly number[] };
    const tiled = isFloat(x) ? tileOnDevice(params.backend as WebGPUBackend, x, reps) : null;
    return tiled ?? stock.kernelFunc(params);
  },
});
