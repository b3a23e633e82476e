// BatchNormTraining and BatchNormTrainingGrad on WebGPU: one dispatch forward; backward one for the masked gradient and its
// two sums, one that adds the parts of large ones in their order, and one for dx.
// Source: Ioffe and Szegedy 2015, section 3 (arXiv:1502.03167).

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import {
  BATCH_NORM_TRAINING,
  BATCH_NORM_TRAINING_GRAD,
  type BatchNormAttributes,
} from '../ops/batch-norm-training';
import { channelsOf, slopeOf } from './bias-activation';
import { floats, integers, newTensor, reads, runGpuProgram, writes } from './program';
import { planReduction, reductionCode, sumOf, THREADS } from './reduction';

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;

function forward(
  backend: WebGPUBackend,
  { x, mean, variance, scale, offset }: Inputs<'x' | 'mean' | 'variance' | 'scale' | 'offset'>,
  { epsilon, ...activation }: BatchNormAttributes,
): TensorInfo {
  const y = newTensor(backend, x.shape);
  const size = util.sizeFromShape(x.shape);
  runGpuProgram(backend, {
    key: 'batch-norm',
    bindings: [...reads({ x, mean, variance, scale, offset }), ...writes({ y })],
    uniforms: [
      ...integers({ size, channels: channelsOf(x).channels }),
      ...floats({ epsilon, slope: slopeOf(activation) }),
    ],
    threads: THREADS,
    workgroups: Math.ceil(size / THREADS),
    code: () => `
fn main(group : i32, thread : i32) {
  let i = group * THREADS + thread;
  if (i >= uniforms.size) { return; }
  let c = i % uniforms.channels;
  let gain = scale[c] / sqrt(variance[c] + uniforms.epsilon);
  let v = (x[i] - mean[c]) * gain + offset[c];
  y[i] = select(uniforms.slope * v, v, v > 0.0);
}`,
  });
  return y;
}

/** Stores the pair of sums. */
const PAIR_CODE = `
  if (part.row == 0 && part.place < uniforms.outputs && part.split < uniforms.splits) {
    let out = part.split * uniforms.outputs + part.place;
    dScale[out] = total.x;
    dOffset[out] = total.y;
  }
`;

/** dx becomes the masked dy, and dScale and dOffset the sums over each part. */
const sumsCode = (): string => `
${reductionCode('vec2<f32>')}
fn term(index : i32, place : i32) -> vec2<f32> {
  let v = dy[index] * select(uniforms.slope, 1.0, y[index] > 0.0);
  dx[index] = v;
  let normalized = (x[index] - mean[place]) / sqrt(variance[place] + uniforms.epsilon);
  return vec2<f32>(v * normalized, v);
}

fn main(group : i32, thread : i32) {
  let part = partOf(group, thread);
  ${sumOf('total', 'term')}
  ${PAIR_CODE}
}
`;

const pairsCode = (): string => `
${reductionCode('vec2<f32>')}
fn term(index : i32, place : i32) -> vec2<f32> {
  return vec2<f32>(scaleParts[index], offsetParts[index]);
}

fn main(group : i32, thread : i32) {
  let part = partOf(group, thread);
  ${sumOf('total', 'term')}
  ${PAIR_CODE}
}
`;

interface Pair {
  readonly dScale: TensorInfo;
  readonly dOffset: TensorInfo;
}

/** Adds up pairs of sums [parts, channels] until one pair is left; disposes of the parts. */
function addPairs(
  backend: WebGPUBackend,
  parts: Pair,
  { length, channels }: { readonly length: number; readonly channels: number },
): Pair {
  if (length === 1) return parts;
  const plan = planReduction({ outer: 1, length, inner: channels });
  const sums: Pair = {
    dScale: newTensor(backend, [plan.splits * channels]),
    dOffset: newTensor(backend, [plan.splits * channels]),
  };
  runGpuProgram(backend, {
    key: 'sum-of-pairs',
    bindings: [
      ...reads({ scaleParts: parts.dScale, offsetParts: parts.dOffset }),
      ...writes({ ...sums }),
    ],
    uniforms: plan.uniforms,
    threads: THREADS,
    workgroups: plan.workgroups,
    code: pairsCode,
  });
  backend.disposeData(parts.dScale.dataId);
  backend.disposeData(parts.dOffset.dataId);
  return addPairs(backend, sums, { length: plan.splits, channels });
}

/** dx = gain · (dy - (x̂ Σ dy x̂ + Σ dy) / n), with dx the masked dy before. */
const gradientCode = (): string => `
fn main(group : i32, thread : i32) {
  let i = group * THREADS + thread;
  if (i >= uniforms.size) { return; }
  let c = i % uniforms.channels;
  let inverse = 1.0 / sqrt(variance[c] + uniforms.epsilon);
  let normalized = (x[i] - mean[c]) * inverse;
  let projected = (normalized * dScale[c] + dOffset[c]) * uniforms.perCount;
  dx[i] = (dx[i] - projected) * (scale[c] * inverse);
}
`;

function gradient(
  backend: WebGPUBackend,
  { dy, x, y, mean, variance, scale }: Inputs<'dy' | 'x' | 'y' | 'mean' | 'variance' | 'scale'>,
  { epsilon, ...activation }: BatchNormAttributes,
): TensorInfo[] {
  const { channels, count } = channelsOf(x);
  const plan = planReduction({ outer: 1, length: count, inner: channels });
  const dx = newTensor(backend, x.shape);
  const parts: Pair = {
    dScale: newTensor(backend, [plan.splits * channels]),
    dOffset: newTensor(backend, [plan.splits * channels]),
  };
  runGpuProgram(backend, {
    key: 'batch-norm-gradient-sums',
    bindings: [...reads({ dy, x, y, mean, variance }), ...writes({ dx, ...parts })],
    uniforms: [...plan.uniforms, ...floats({ epsilon, slope: slopeOf(activation) })],
    threads: THREADS,
    workgroups: plan.workgroups,
    code: sumsCode,
  });
  const { dScale, dOffset } = addPairs(backend, parts, { length: plan.splits, channels });
  const size = count * channels;
  runGpuProgram(backend, {
    key: 'batch-norm-gradient',
    bindings: [...reads({ x, mean, variance, scale, dScale, dOffset }), ...writes({ dx })],
    uniforms: [...integers({ size, channels }), ...floats({ epsilon, perCount: 1 / count })],
    threads: THREADS,
    workgroups: Math.ceil(size / THREADS),
    code: gradientCode,
  });
  return [dx, dScale, dOffset];
}

export const BATCH_NORM_KERNELS: readonly KernelConfig[] = [
  {
    kernelName: BATCH_NORM_TRAINING,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      forward(
        backend as WebGPUBackend,
        inputs as Parameters<typeof forward>[1],
        attrs as unknown as BatchNormAttributes,
      ),
  },
  {
    kernelName: BATCH_NORM_TRAINING_GRAD,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      gradient(
        backend as WebGPUBackend,
        inputs as Parameters<typeof gradient>[1],
        attrs as unknown as BatchNormAttributes,
      ),
  },
];
