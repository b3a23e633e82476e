// BatchNormTraining and BatchNormTrainingGrad on WebGPU: one dispatch forward; backward one for the masked gradient and its
// two sums, one that adds the parts of large ones in their order, and one for dx.
// Source: Ioffe and Szegedy 2015, section 3 (arXiv:1502.03167).

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import {
  BATCH_NORM_TRAINING,
  BATCH_NORM_TRAINING_GRAD,
  type BatchNormAttributes,
} from '../ops/batch-norm-training';
import { channelsOf, slopeOf } from './bias-activation';
import { floats, newTensor, reads, runGpuProgram, writes } from './program';
import { planReduction, planWalk, reductionCode, sumOf, THREADS, walkCode } from './reduction';

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;

function forward(
  backend: WebGPUBackend,
  { x, mean, variance, scale, offset }: Inputs<'x' | 'mean' | 'variance' | 'scale' | 'offset'>,
  { epsilon, ...activation }: BatchNormAttributes,
): TensorInfo {
  const y = newTensor(backend, x.shape);
  const { channels, count } = channelsOf(x);
  const plan = planWalk({ outer: 1, length: count, inner: channels });
  runGpuProgram(backend, {
    key: 'batch-norm',
    bindings: [...reads({ x, mean, variance, scale, offset }), ...writes({ y })],
    uniforms: [...plan.uniforms, ...floats({ epsilon, slope: slopeOf(activation) })],
    threads: THREADS,
    workgroups: plan.workgroups,
    code: () =>
      walkCode(
        `let c = part.place;
  let centre = mean[c];
  let gain = scale[c] / sqrt(variance[c] + uniforms.epsilon);
  let shift = offset[c];`,
        `let v = (x[index] - centre) * gain + shift;
    y[index] = select(uniforms.slope * v, v, v > 0.0);`,
      ),
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
var<private> centre : f32;
var<private> inverse : f32;

fn term(index : i32, r : i32) -> vec2<f32> {
  let v = dy[index] * select(uniforms.slope, 1.0, y[index] > 0.0);
  dx[index] = v;
  return vec2<f32>(v * (x[index] - centre) * inverse, v);
}

fn main(group : i32, thread : i32) {
  let part = partOf(group, thread);
  if (part.place < uniforms.outputs) {
    centre = mean[part.place];
    inverse = 1.0 / sqrt(variance[part.place] + uniforms.epsilon);
  }
  ${sumOf('total', 'term')}
  ${PAIR_CODE}
}
`;

const pairsCode = (): string => `
${reductionCode('vec2<f32>')}
fn term(index : i32, r : i32) -> vec2<f32> {
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
const gradientCode = (): string =>
  walkCode(
    `let c = part.place;
  let centre = mean[c];
  let inverse = 1.0 / sqrt(variance[c] + uniforms.epsilon);
  let gain = scale[c] * inverse;
  let slope = dScale[c] * uniforms.perCount * inverse;
  let shift = dOffset[c] * uniforms.perCount;`,
    'dx[index] = (dx[index] - (x[index] - centre) * slope - shift) * gain;',
  );

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
  const walk = planWalk({ outer: 1, length: count, inner: channels });
  runGpuProgram(backend, {
    key: 'batch-norm-gradient',
    bindings: [...reads({ x, mean, variance, scale, dScale, dOffset }), ...writes({ dx })],
    uniforms: [...walk.uniforms, ...floats({ epsilon, perCount: 1 / count })],
    threads: THREADS,
    workgroups: walk.workgroups,
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
