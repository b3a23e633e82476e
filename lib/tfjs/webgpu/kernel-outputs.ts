// For tests: all outputs of one kernel on one backend, read back asynchronously, as WebGPU in Node can only; and how far
// two such runs are apart.

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
  readonly inputs: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
  >;
  readonly attributes: object;
}

export interface KernelOutput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** `backend` must have been started. */
export async function outputsOn(
  backend: BackendName,
  { kernelName, inputs, attributes }: KernelRun,
): Promise<readonly KernelOutput[]> {
  await setBackend(backend);
  const outputs = tidy(() => {
    const named = Object.entries(inputs).map(
      ([name, { shape, values }]) => [name, tensor(values, [...shape], 'float32')] as const,
    );
    const result = engine().runKernel(
      kernelName,
      Object.fromEntries(named),
      attributes as NamedAttrMap,
    ) as Tensor | Tensor[];
    return [result].flat();
  });
  const values = await Promise.all(outputs.map((output) => output.data()));
  const read = outputs.map(({ shape }, i) => ({ shape, values: values[i] as Float32Array }));
  for (const output of outputs) output.dispose();
  return read;
}

/**
 * The largest difference of values, as a part of the largest value (or of 1, where that is less); infinity where numbers or
 * shapes of outputs differ or a value is NaN in one of them.
 */
export function distanceBetween(
  expected: readonly KernelOutput[],
  actual: readonly KernelOutput[],
): number {
  if (expected.length !== actual.length) return Number.POSITIVE_INFINITY;
  const distances = expected.map(({ shape, values }, k) => {
    const other = actual[k] as KernelOutput;
    if (shape.join() !== other.shape.join() || values.length !== other.values.length) {
      return Number.POSITIVE_INFINITY;
    }
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    return values.reduce((worst, value, i) => {
      const difference = Math.abs(value - (other.values[i] as number)) / scale;
      return difference <= worst ? worst : Number.isNaN(difference) ? Infinity : difference;
    }, 0);
  });
  return Math.max(...distances);
}
