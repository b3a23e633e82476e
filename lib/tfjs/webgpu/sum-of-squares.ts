// SumOfSquares on WebGPU: seven tensors to a dispatch, the most that the eight bindings of every device allow, and one more
// that adds up what the workgroups found, in their order.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { SUM_OF_SQUARES } from '../ops/sum-of-squares';
import {
  type GpuBinding,
  integers,
  newTensor,
  runGpuProgram,
  sharedTensor,
  writes,
} from './program';
import { THREADS } from './reduction';
import { sumAlong } from './sums';

const SLOTS = [0, 1, 2, 3, 4, 5, 6] as const;
/** Values that a workgroup adds up. */
const CHUNK = THREADS * 32;

/** Workgroup `group` takes a chunk of the slot whose workgroups end behind it. */
const code = (): string => `
var<workgroup> partial : array<f32, THREADS>;

fn squareOf(slot : i32, i : i32) -> f32 {
  var v = 0.0;
  switch slot {
    ${SLOTS.map((i) => `case ${i}: { v = x${i}[i]; }`).join('\n    ')}
    default: {}
  }
  return v * v;
}

fn main(group : i32, thread : i32) {
  var slot = 0;
  var first = 0;
  var size = uniforms.size0;
  ${SLOTS.slice(1)
    .map(
      (i) =>
        `if (group >= uniforms.end${i - 1}) { slot = ${i}; first = uniforms.end${i - 1}; size = uniforms.size${i}; }`,
    )
    .join('\n  ')}
  let start = (group - first) * ${CHUNK};
  let end = min(start + ${CHUNK}, size);
  var a = 0.0;
  for (var i = start + thread; i < end; i += THREADS) { a += squareOf(slot, i); }
  partial[thread] = a;
  workgroupBarrier();
  for (var half = THREADS / 2; half > 0; half /= 2) {
    if (thread < half) { partial[thread] += partial[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0 && group < uniforms.end6) { sums[uniforms.base + group] = partial[0]; }
}
`;

const groupsOf = ({ shape }: TensorInfo): number => Math.ceil(util.sizeFromShape(shape) / CHUNK);

/** Writes one sum for each workgroup to `sums`, from place `base` on; returns the next place. */
function addSeven(
  backend: WebGPUBackend,
  tensors: readonly TensorInfo[],
  sums: TensorInfo,
  base: number,
): number {
  const sizes: Record<string, number> = {};
  let end = 0;
  const bindings: GpuBinding[] = SLOTS.map((slot) => {
    const tensor = tensors[slot];
    end += tensor ? groupsOf(tensor) : 0;
    sizes[`size${slot}`] = tensor ? util.sizeFromShape(tensor.shape) : 0;
    sizes[`end${slot}`] = end;
    // Another tensor stands in for one that is not there, so that there is one pipeline.
    return { name: `x${slot}`, tensor: tensor ?? (tensors[0] as TensorInfo), access: 'read' };
  });
  runGpuProgram(backend, {
    key: 'sum-of-squares',
    bindings: [...bindings, ...writes({ sums })],
    uniforms: integers({ ...sizes, base }),
    threads: THREADS,
    workgroups: end,
    code,
  });
  return base + end;
}

function sumOfSquares(backend: WebGPUBackend, tensors: readonly TensorInfo[]): TensorInfo {
  const length = tensors.reduce((count, tensor) => count + groupsOf(tensor), 0);
  const sums = newTensor(backend, [length]);
  for (let i = 0, base = 0; i < tensors.length; i += SLOTS.length) {
    base = addSeven(backend, tensors.slice(i, i + SLOTS.length), sums, base);
  }
  const total = length === 1 ? sums : sumAlong(backend, sums, { outer: 1, length, inner: 1 }, 1);
  const scalar = sharedTensor(backend, total, []);
  backend.disposeData(total.dataId);
  if (total !== sums) backend.disposeData(sums.dataId);
  return scalar;
}

export const SUM_OF_SQUARES_KERNEL: KernelConfig = {
  kernelName: SUM_OF_SQUARES,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) =>
    sumOfSquares(backend as WebGPUBackend, Object.values(inputs) as TensorInfo[]),
};
