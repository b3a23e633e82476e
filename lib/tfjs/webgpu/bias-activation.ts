// BiasActivation and BiasActivationGrad on WebGPU: one dispatch forward; backward one that writes dx and the sums of its
// parts at once, and one more for large tensors that adds the parts in their order.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { BIAS_ACTIVATION, BIAS_ACTIVATION_GRAD } from '../ops/bias-activation';
import type { FusedActivation } from '../ops/fused-activation';
import { floats, newTensor, reads, runGpuProgram, sharedTensor, writes } from './program';
import { planReduction, planWalk, reductionCode, sumOf, THREADS, walkCode } from './reduction';
import { sumAlong } from './sums';

/** The slope for negative values. */
export function slopeOf({ activation, alpha }: FusedActivation): number {
  switch (activation) {
    case 'linear':
      return 1;
    case 'relu':
      return 0;
    case 'leakyRelu':
      return alpha;
  }
}

/** The last axis of `x` and the size of all others. */
export function channelsOf({ shape }: TensorInfo): { channels: number; count: number } {
  const channels = shape.at(-1) ?? 1;
  return { channels, count: util.sizeFromShape(shape) / channels };
}

function forward(
  backend: WebGPUBackend,
  { x, bias }: Readonly<Record<'x' | 'bias', TensorInfo>>,
  activation: FusedActivation,
): TensorInfo {
  const y = newTensor(backend, x.shape);
  const { channels, count } = channelsOf(x);
  const plan = planWalk({ outer: 1, length: count, inner: channels });
  runGpuProgram(backend, {
    key: 'bias-activation',
    bindings: [...reads({ x, bias }), ...writes({ y })],
    uniforms: [...plan.uniforms, ...floats({ slope: slopeOf(activation) })],
    threads: THREADS,
    workgroups: plan.workgroups,
    code: () =>
      walkCode(
        'let shift = bias[part.place];',
        `let v = x[index] + shift;
    y[index] = select(uniforms.slope * v, v, v > 0.0);`,
      ),
  });
  return y;
}

const gradientCode = (): string => `
${reductionCode('f32')}
fn masked(index : i32, r : i32) -> f32 {
  let v = dy[index] * select(uniforms.slope, 1.0, y[index] > 0.0);
  dx[index] = v;
  return v;
}

fn main(group : i32, thread : i32) {
  let part = partOf(group, thread);
  ${sumOf('total', 'masked')}
  if (part.row == 0 && part.place < uniforms.outputs && part.split < uniforms.splits) {
    dbias[part.split * uniforms.outputs + part.place] = total;
  }
}
`;

function gradient(
  backend: WebGPUBackend,
  { dy, y }: Readonly<Record<'dy' | 'y', TensorInfo>>,
  activation: FusedActivation,
): TensorInfo[] {
  const { channels, count } = channelsOf(dy);
  const size = { outer: 1, length: count, inner: channels };
  if (activation.activation === 'linear') {
    return [sharedTensor(backend, dy, dy.shape), sumAlong(backend, dy, size, 1)];
  }
  const plan = planReduction(size);
  const dx = newTensor(backend, dy.shape);
  const dbias = newTensor(backend, [plan.splits * channels]);
  runGpuProgram(backend, {
    key: 'bias-activation-gradient',
    bindings: [...reads({ dy, y }), ...writes({ dx, dbias })],
    uniforms: [...plan.uniforms, ...floats({ slope: slopeOf(activation) })],
    threads: THREADS,
    workgroups: plan.workgroups,
    code: gradientCode,
  });
  if (plan.splits === 1) return [dx, dbias];
  const parts = { outer: 1, length: plan.splits, inner: channels };
  const total = sumAlong(backend, dbias, parts, 1);
  backend.disposeData(dbias.dataId);
  return [dx, total];
}

export const BIAS_ACTIVATION_KERNELS: readonly KernelConfig[] = [
  {
    kernelName: BIAS_ACTIVATION,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      forward(
        backend as WebGPUBackend,
        inputs as Parameters<typeof forward>[1],
        attrs as unknown as FusedActivation,
      ),
  },
  {
    kernelName: BIAS_ACTIVATION_GRAD,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      gradient(
        backend as WebGPUBackend,
        inputs as Parameters<typeof gradient>[1],
        attrs as unknown as FusedActivation,
      ),
  },
];
