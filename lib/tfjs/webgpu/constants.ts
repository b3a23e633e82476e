// Arrays of one repeated value are made on the device instead of being uploaded. TensorFlow.js makes many of them in a
// training step, all on the processor: numbers in formulas, the gradient of a loss by itself, zeros for outputs without a
// gradient. Fill takes the same program.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  type DataType,
  env,
  Fill,
  type KernelConfig,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { floats, integers, newTensor, runGpuProgram, writes } from './program';
import { THREADS } from './reduction';

/** The value that a tensor not yet on the device has everywhere; null for any other tensor. */
export function constantOf(backend: WebGPUBackend, dataId: object): number | null {
  const { values, resource, dtype } = backend.tensorMap.get(dataId);
  const isNumeric = dtype === 'float32' || dtype === 'int32' || dtype === 'bool';
  if (resource != null || values == null || values.length === 0 || !isNumeric) return null;
  const numbers = values as Float32Array | Int32Array | Uint8Array;
  const value = numbers[0] as number;
  for (let i = 1; i < numbers.length; i++) {
    // Minus zero is another value, and NaN is one.
    if (!Object.is(numbers[i], value)) return null;
  }
  return value;
}

/** Writes `value` to all of `result`, a tensor of float32, int32 or bool. */
function fillTensor(backend: WebGPUBackend, result: TensorInfo, value: number): void {
  const size = util.sizeFromShape(result.shape);
  runGpuProgram(backend, {
    key: 'fill',
    bindings: writes({ result }),
    uniforms: [
      ...integers({ size }),
      ...(result.dtype === 'float32' ? floats({ value }) : integers({ value })),
    ],
    threads: THREADS,
    workgroups: Math.ceil(size / THREADS),
    code: () => `
fn main(group : i32, thread : i32) {
  let i = group * THREADS + thread;
  if (i < uniforms.size) { result[i] = uniforms.value; }
}`,
  });
}

/** A new tensor of one value. */
export function filledTensor(
  backend: WebGPUBackend,
  shape: readonly number[],
  dtype: DataType,
  value: number,
): TensorInfo {
  const result = newTensor(backend, shape, dtype);
  fillTensor(backend, result, value);
  return result;
}

/** Has `backend` fill constant tensors where it would upload them. */
export function fillConstantsOnDevice(backend: WebGPUBackend): WebGPUBackend {
  const upload = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (dataId) => {
    // While programs are only compiled nothing would fill the tensor, which may be wanted later.
    const value = env().getBool('WEBGPU_ENGINE_COMPILE_ONLY') ? null : constantOf(backend, dataId);
    const data = backend.tensorMap.get(dataId);
    if (value !== null) data.values = null as never;
    upload(dataId);
    if (value !== null) fillTensor(backend, { dataId, ...data }, value);
  };
  return backend;
}

interface Attributes {
  readonly shape: readonly number[];
  readonly value: number | string;
  readonly dtype?: DataType;
}

export const fill = (stock: KernelConfig): KernelConfig => ({
  kernelName: Fill,
  backendName: 'webgpu',
  kernelFunc: (params) => {
    const { shape, value, dtype } = params.attrs as unknown as Attributes;
    const type = dtype ?? util.inferDtype(value);
    const isOurs = type === 'float32' || type === 'int32' || type === 'bool';
    return isOurs && util.sizeFromShape([...shape]) > 0
      ? filledTensor(params.backend as WebGPUBackend, shape, type, Number(value))
      : stock.kernelFunc(params);
  },
});
