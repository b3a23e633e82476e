// ChannelMoments on WebGPU. Each workgroup takes the mean of its part and then the sum of squares around it, in two passes;
// parts are put together by their counts, means and sums of squares, so that nothing is ever a small difference of large
// sums. The same program does both: a single value is a part of count 1.
// Source: Chan, Golub and LeVeque 1983, "Algorithms for computing the sample variance", eq. 2.1.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { CHANNEL_MOMENTS } from '../ops/channel-moments';
import { channelsOf } from './bias-activation';
import { floats, integers, newTensor, reads, runGpuProgram, writes } from './program';
import { planReduction, reductionCode, sumOf, THREADS } from './reduction';

const code = (): string => `
${reductionCode('f32')}
/** Values behind item r. */
fn countOf(r : i32) -> f32 {
  return f32(min(uniforms.itemCount, uniforms.total - r * uniforms.itemCount));
}

/** A value of the channel: what is near it is added up with less rounding. */
var<private> anchor : f32;
var<private> mean : f32;

fn weighted(index : i32, r : i32) -> f32 {
  return countOf(r) * (means[index] - anchor);
}

fn spread(index : i32, r : i32) -> f32 {
  let d = means[index] - mean;
  let between = countOf(r) * d * d;
  return select(between, between + squares[index], uniforms.hasSquares != 0);
}

fn main(group : i32, thread : i32) {
  let part = partOf(group, thread);
  let count = min(uniforms.total, part.end * uniforms.itemCount) - part.first * uniforms.itemCount;
  if (part.first < part.end) { anchor = means[indexOf(part.place, part.first)]; }
  ${sumOf('total', 'weighted')}
  mean = anchor + total / f32(max(1, count));
  ${sumOf('around', 'spread')}
  if (part.row == 0 && part.place < uniforms.outputs && part.split < uniforms.splits) {
    let out = part.split * uniforms.outputs + part.place;
    partMeans[out] = mean;
    partSquares[out] = around * uniforms.scale;
  }
}
`;

interface Parts {
  readonly means: TensorInfo;
  /** Sums of squares around the means; null for single values. */
  readonly squares: TensorInfo | null;
  /** How many parts there are, and of how many values each is but the last. */
  readonly length: number;
  readonly itemCount: number;
}

/** Returns [mean, variance] of all `total` values of each channel. */
function moments(
  backend: WebGPUBackend,
  { means, squares, length, itemCount }: Parts,
  { channels, total }: { readonly channels: number; readonly total: number },
): TensorInfo[] {
  const plan = planReduction({ outer: 1, length, inner: channels });
  const partMeans = newTensor(backend, [plan.splits * channels]);
  const partSquares = newTensor(backend, [plan.splits * channels]);
  runGpuProgram(backend, {
    key: 'channel-moments',
    bindings: [
      ...reads({ means, squares: squares ?? means }),
      ...writes({ partMeans, partSquares }),
    ],
    uniforms: [
      ...plan.uniforms,
      ...integers({ itemCount, total, hasSquares: squares ? 1 : 0 }),
      ...floats({ scale: plan.splits === 1 ? 1 / total : 1 }),
    ],
    threads: THREADS,
    workgroups: plan.workgroups,
    code,
  });
  if (plan.splits === 1) return [partMeans, partSquares];
  const result = moments(
    backend,
    {
      means: partMeans,
      squares: partSquares,
      length: plan.splits,
      itemCount: itemCount * plan.chunk,
    },
    { channels, total },
  );
  backend.disposeData(partMeans.dataId);
  backend.disposeData(partSquares.dataId);
  return result;
}

export const CHANNEL_MOMENTS_KERNEL: KernelConfig = {
  kernelName: CHANNEL_MOMENTS,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) => {
    const x = inputs.x as TensorInfo;
    const { channels, count } = channelsOf(x);
    return moments(
      backend as WebGPUBackend,
      { means: x, squares: null, length: count, itemCount: 1 },
      { channels, total: count },
    );
  },
};
