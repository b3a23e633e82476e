// The way from the host into a training step: data, noise, and numbers that change from step to step. A recorded step
// (webgpu/recording/) replays the device's work without running the step's code, so what the host contributes must be
// known as functions that can be called again. Everywhere else the functions are called once, on the spot.

import {
  backend,
  type DataType,
  getBackend,
  type Rank,
  type Tensor,
  tensor,
} from '@tensorflow/tfjs-core';

/** What a host input may hold. */
interface HostArrays {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
}

/** Numbers that a kernel of this folder takes, such as a learning rate. */
export interface HostScalars {
  /** Those of this step, in double precision. */
  readonly values: readonly number[];
  /** Where a recorded step keeps them as float32, in this order; null where a kernel has them written for itself. */
  readonly buffer: GPUBuffer | null;
}

/** Gets every input of a step that is being recorded, in the order in which the step asks for them. */
export interface HostInputRecorder {
  input(shape: readonly number[], dtype: DataType, fill: () => Float32Array | Int32Array): Tensor;
  scalars(fill: () => readonly number[]): HostScalars;
  /** The step has used a number of the host in a way that a replay would not repeat. */
  refuse(reason: string): void;
}

let recorder: HostInputRecorder | null = null;
let filling = false;

/** Marks the time in which a host value may be read: `fill` runs again in every replay. */
export function whileFilling<T>(fill: () => T): T {
  filling = true;
  try {
    return fill();
  } finally {
    filling = false;
  }
}

/** Runs a step while `to` gets its inputs. Not for two steps at a time. */
export function recordHostInputs<T>(to: HostInputRecorder, step: () => T): T {
  recorder = to;
  try {
    return step();
  } finally {
    recorder = null;
  }
}

/**
 * A tensor of values that the host gives anew in every step.
 *
 * `fill` – draws or fetches them, as many as the shape holds, in an array that it does not keep. A replayed step calls
 * the functions of all its inputs again, in the order of the recorded one; they may depend on each other through state of
 * the host, and on nothing else in the step. The caller disposes the tensor.
 */
export function hostInput<R extends Rank, D extends keyof HostArrays = 'float32'>(
  shape: readonly number[],
  fill: () => HostArrays[D],
  dtype: D = 'float32' as D,
): Tensor<R> {
  if (recorder !== null) return recorder.input(shape, dtype, fill) as Tensor<R>;
  const created = tensor(whileFilling(fill), [...shape], dtype);
  // At once, so that no kernel computes with it on the processor, where roundings differ from those of a replay.
  if (getBackend() === 'webgpu') {
    (backend() as unknown as { uploadToGPU(id: object): void }).uploadToGPU(created.dataId);
  }
  return created as Tensor<R>;
}

/** Numbers that the host gives anew in every step, for kernels that take them. `fill` as in `hostInput`. */
export function hostScalars(fill: () => readonly number[]): HostScalars {
  return recorder?.scalars(fill) ?? { values: whileFilling(fill), buffer: null };
}

/** Numbers that never change. */
export const constantScalars = (values: readonly number[]): HostScalars => ({
  values,
  buffer: null,
});

/**
 * To be called by whatever hands out a number that differs from step to step. Outside of a host input such a number would
 * be frozen in a recorded step, so a step that reads one is never replayed.
 */
export function noteHostRead(what: string): void {
  if (!filling) recorder?.refuse(`${what} was read outside of a host input`);
}
