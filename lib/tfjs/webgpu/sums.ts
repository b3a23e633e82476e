// Sum and Mean of float32 tensors over any axes, without a transposed copy, and in two stages where one workgroup for each
// result would leave most of the device idle. The stock kernels transpose the whole tensor unless the last axes are summed,
// and take one workgroup for a whole tensor.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  type KernelConfig,
  type KernelFunc,
  Mean,
  Sum,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { floats, isFloat, newTensor, reads, runGpuProgram, sharedTensor, writes } from './program';
import { planReduction, type ReductionSize, reductionCode, sumOf, THREADS } from './reduction';

const code = (): string => `
${reductionCode('f32')}
fn term(index : i32, r : i32) -> f32 { return x[index]; }

fn main(group : i32, thread : i32) {
  let part = partOf(group, thread);
  ${sumOf('total', 'term')}
  if (part.row == 0 && part.place < uniforms.outputs && part.split < uniforms.splits) {
    result[part.split * uniforms.outputs + part.place] = total * uniforms.scale;
  }
}
`;

/** `x` – [outer, length, inner]; returns scale times its sums [outer, inner], as a tensor of that size. */
export function sumAlong(
  backend: WebGPUBackend,
  x: TensorInfo,
  size: ReductionSize,
  scale: number,
): TensorInfo {
  const plan = planReduction(size);
  const outputs = size.outer * size.inner;
  const result = newTensor(backend, [plan.splits * outputs]);
  runGpuProgram(backend, {
    key: 'sum',
    bindings: [...reads({ x }), ...writes({ result })],
    uniforms: [...plan.uniforms, ...floats({ scale: plan.splits === 1 ? scale : 1 })],
    threads: THREADS,
    workgroups: plan.workgroups,
    code,
  });
  if (plan.splits === 1) return result;
  const parts = { outer: 1, length: plan.splits, inner: outputs };
  const total = sumAlong(backend, result, parts, scale);
  backend.disposeData(result.dataId);
  return total;
}

/** Neighbouring axes that are reduced together, from the last to the first: their sizes in the tensor at that time. */
export function runsOf(shape: readonly number[], axes: readonly number[]): ReductionSize[] {
  const runs: ReductionSize[] = [];
  const product = (from: number, to: number): number => util.sizeFromShape(shape.slice(from, to));
  const isReduced = (axis: number): boolean => axes.includes(axis) || shape[axis] === 1;
  let inner = 1;
  for (let end = shape.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && isReduced(start - 1) === isReduced(end - 1)) start -= 1;
    const length = product(start, end);
    if (!isReduced(end - 1)) inner *= length;
    else if (length > 1) runs.push({ outer: product(0, start), length, inner });
    end = start;
  }
  return runs;
}

function reduce(
  backend: WebGPUBackend,
  x: TensorInfo,
  axes: readonly number[],
  { keepDims, scale }: { readonly keepDims: boolean; readonly scale: number },
): TensorInfo {
  const shape = x.shape.flatMap((size, axis) =>
    axes.includes(axis) ? (keepDims ? [1] : []) : [size],
  );
  // Without a run every reduced axis has size 1, and the scale is 1.
  const runs = runsOf(x.shape, axes);
  if (runs.length === 0) return sharedTensor(backend, x, shape);
  const result = runs.reduce((value, run, i) => {
    const next = sumAlong(backend, value, run, i === runs.length - 1 ? scale : 1);
    if (value !== x) backend.disposeData(value.dataId);
    return next;
  }, x);
  const reshaped = sharedTensor(backend, result, shape);
  backend.disposeData(result.dataId);
  return reshaped;
}

interface Attributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** Small tensors that are still on the processor are summed there, as everywhere on this backend. */
const reduction =
  (stock: KernelFunc, scaleOf: (x: TensorInfo, axes: readonly number[]) => number): KernelFunc =>
  (params) => {
    const x = params.inputs.x as TensorInfo;
    const backend = params.backend as WebGPUBackend;
    if (!isFloat(x) || backend.shouldExecuteOnCPU([x])) return stock(params);
    const { axis, keepDims } = params.attrs as unknown as Attributes;
    const axes = util.parseAxisParam(axis, x.shape);
    return reduce(backend, x, axes, { keepDims, scale: scaleOf(x, axes) });
  };

export const sum = (stock: KernelConfig): KernelConfig => ({
  kernelName: Sum,
  backendName: 'webgpu',
  kernelFunc: reduction(stock.kernelFunc, () => 1),
});

export const mean = (stock: KernelConfig): KernelConfig => ({
  kernelName: Mean,
  backendName: 'webgpu',
  kernelFunc: reduction(
    stock.kernelFunc,
    (x, axes) => 1 / axes.reduce((count, axis) => count * (x.shape[axis] ?? 1), 1),
  ),
});
