// Resample on WebGPU in one pass: each thread gathers the pixels that the filter meets for one value of the result. Only
// the weights are in the code; factors, padding and sizes are uniforms.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { RESAMPLE, type ResampleAttributes } from '../ops/resample';
import { integers, newTensor, reads, runGpuProgram, writes } from './program';
import { THREADS } from './reduction';

/** Weight t of the reversed filter meets pixel i where i · up = o · down + t - before. */
const code = (kernel: readonly number[]): string => `
const TAPS : i32 = ${kernel.length};
var<private> weights : array<f32, TAPS> = array<f32, TAPS>(${[...kernel]
  .reverse()
  .map((weight) => `${Math.fround(weight)}f`)
  .join(', ')});

fn main(group : i32, thread : i32) {
  let index = group * THREADS + thread;
  if (index >= uniforms.size) { return; }
  let c = index % uniforms.channels;
  let ox = (index / uniforms.channels) % uniforms.outWidth;
  let line = index / (uniforms.channels * uniforms.outWidth);
  let oy = line % uniforms.outHeight;
  let image = line / uniforms.outHeight;
  let up = uniforms.up;
  let top = oy * uniforms.down - uniforms.before;
  let left = ox * uniforms.down - uniforms.before;
  var sum = 0.0;
  // The first weight that meets a pixel, and then every up-th.
  for (var ty = ((-top % up) + up) % up; ty < TAPS; ty += up) {
    let y = (top + ty) / up;
    if (top + ty < 0 || y >= uniforms.inHeight) { continue; }
    let row = (image * uniforms.inHeight + y) * uniforms.inWidth;
    var rowSum = 0.0;
    for (var tx = ((-left % up) + up) % up; tx < TAPS; tx += up) {
      let x = (left + tx) / up;
      if (left + tx < 0 || x >= uniforms.inWidth) { continue; }
      rowSum += weights[tx] * pixels[(row + x) * uniforms.channels + c];
    }
    sum += weights[ty] * rowSum;
  }
  result[index] = sum;
}
`;

function resample(
  backend: WebGPUBackend,
  pixels: TensorInfo,
  { up, down, kernel, before, outHeight, outWidth }: ResampleAttributes,
): TensorInfo {
  const [batch, inHeight, inWidth, channels] = pixels.shape as [number, number, number, number];
  const result = newTensor(backend, [batch, outHeight, outWidth, channels]);
  const size = util.sizeFromShape(result.shape);
  runGpuProgram(backend, {
    key: `resample ${kernel.join(' ')}`,
    bindings: [...reads({ pixels }), ...writes({ result })],
    uniforms: integers({
      size,
      up,
      down,
      before,
      inHeight,
      inWidth,
      outHeight,
      outWidth,
      channels,
    }),
    threads: THREADS,
    workgroups: Math.ceil(size / THREADS),
    code: () => code(kernel),
  });
  return result;
}

export const RESAMPLE_KERNEL: KernelConfig = {
  kernelName: RESAMPLE,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) =>
    resample(
      backend as WebGPUBackend,
      inputs.x as TensorInfo,
      attrs as unknown as ResampleAttributes,
    ),
};
