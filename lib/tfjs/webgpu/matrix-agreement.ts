// For tests: one kernel on the same values on WebGPU and on the cpu backend, which is the oracle. The values come back
// asynchronously, as WebGPU in Node can only.

import {
  engine,
  type NamedAttrMap,
  setBackend,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { BackendName } from '../backend-report';

export interface KernelRun {
  readonly kernelName: string;
  /** By the kernel's own names; the values fit the shape. */
  readonly inputs: Readonly<Record<string, { shape: readonly number[]; values: Float32Array }>>;
  readonly attributes: object;
}

interface Outcome {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The kernel's only result on `backend`, which must have been started. */
export async function runKernelOn(backend: BackendName, run: KernelRun): Promise<Outcome> {
  await setBackend(backend);
  const out = tidy(() => {
    const named = Object.entries(run.inputs).map(
      ([name, { shape, values }]) => [name, tensor(values, [...shape], 'float32')] as const,
    );
    return engine().runKernel(
      run.kernelName,
      Object.fromEntries(named),
      run.attributes as NamedAttrMap,
    ) as Tensor;
  });
  const values = (await out.data()) as Float32Array;
  const { shape } = out;
  out.dispose();
  return { shape, values };
}

/**
 * The largest difference between WebGPU's and cpu's values, as a part of the largest value (or of 1, where that is less);
 * infinity where the shapes differ or a value is NaN on one of them.
 */
export async function disagreement(run: KernelRun): Promise<number> {
  const expected = await runKernelOn('cpu', run);
  const actual = await runKernelOn('webgpu', run);
  if (expected.shape.join() !== actual.shape.join()) return Number.POSITIVE_INFINITY;
  const scale = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return expected.values.reduce((worst, value, i) => {
    const difference = Math.abs(value - (actual.values[i] as number)) / scale;
    return difference <= worst ? worst : Number.isNaN(difference) ? Infinity : difference;
  }, 0);
}
