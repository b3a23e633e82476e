// What a step asks of the backend, averaged over a few: the library's counters as keys of the bench's summary.

import { countWork } from '../lib/tfjs/counters';
import { type MemoryInUse, memoryInUse } from '../lib/tfjs/memory-in-use';
import type { StepLoop } from './step-loop';

/** Few enough that a trainer's safe state is not renewed among them. */
export const COUNTED_STEPS = 5;

export interface WorkPerStep {
  /** TensorFlow.js kernels; a replayed step runs none by this count. */
  readonly kernelsPerStep: number;
  /** Compute dispatches on WebGPU, draws on WebGL. */
  readonly dispatchesPerStep: number;
  readonly passesPerStep: number;
  readonly submitsPerStep: number;
  readonly uploadsPerStep: number;
  readonly uploadedBytesPerStep: number;
  /** Of the counted steps one readback ends all. */
  readonly readbacksPerStep: number;
  readonly readBytesPerStep: number;
  readonly syncReadbacksPerStep: number;
  /** New buffers on a graphics device; 0 when its pools are warm. */
  readonly allocatedBytesPerStep: number;
  /** Growth per step; 0 when nothing leaks. */
  readonly leakedTensorsPerStep: number;
  readonly memory: MemoryInUse;
}

/** Counts `steps` steps and the readback at their end, and their kernels by name in the order of their number. */
export async function workPerStep(
  { step, readBack }: StepLoop,
  steps: number,
): Promise<{
  readonly work: WorkPerStep;
  readonly kernelsByName: Readonly<Record<string, number>>;
}> {
  const { work } = await countWork(async () => {
    for (let i = 0; i < steps; i++) step();
    await readBack();
  });
  const perStep = (total: number): number => total / steps;
  return {
    work: {
      kernelsPerStep: perStep(work.kernels),
      dispatchesPerStep: perStep(work.dispatches),
      passesPerStep: perStep(work.passes),
      submitsPerStep: perStep(work.submits),
      uploadsPerStep: perStep(work.uploads),
      uploadedBytesPerStep: perStep(work.uploadedBytes),
      readbacksPerStep: perStep(work.readbacks),
      readBytesPerStep: perStep(work.readBytes),
      syncReadbacksPerStep: perStep(work.syncReadbacks),
      allocatedBytesPerStep: perStep(work.allocatedBytes - work.freedBytes),
      leakedTensorsPerStep: perStep(work.tensors),
      memory: memoryInUse(),
    },
    kernelsByName: Object.fromEntries(
      Object.entries(work.kernelsByName)
        .sort(([, a], [, b]) => b - a)
        .map(([name, count]) => [name, perStep(count)]),
    ),
  };
}
