// Everything that is measured of one trainer on the current backend: time, what a step asks of the backend, and how its
// arithmetic compares with a plain product of matrices. For Node and for browsers.

import { getBackend } from '@tensorflow/tfjs-core';
import type { Trainer } from '../lib/gan/training/trainer';
import { type KernelTimes, kernelTimes } from './kernel-times';
import { matMulGflopPerSecond } from './matrix-rate';
import {
  type StepLoop,
  type Timing,
  type TimingOptions,
  timeProgram,
  timeSteps,
  WARMUP_STEPS,
  warmUp,
} from './step-loop';
import { COUNTED_STEPS, type WorkPerStep, workPerStep } from './work-per-step';

export interface MeasureOptions extends TimingOptions {
  readonly warmup: number;
  /** Leaves out everything but the time. */
  readonly brief: boolean;
}

export const DEFAULT_MEASURE: MeasureOptions = {
  warmup: WARMUP_STEPS,
  repeats: 5,
  steps: 'auto',
  brief: false,
};

export interface Speed extends Timing {
  readonly imagesPerSecond: number;
  readonly gflopPerStep: number;
  readonly gflopPerSecond: number;
}

/** What a step asks of the backend where it runs its own code and is not replayed. */
export interface OwnCode {
  readonly kernels: number;
  readonly dispatches: number;
  readonly uploads: number;
  readonly kernelsByName: Readonly<Record<string, number>>;
}

export interface Details extends WorkPerStep {
  readonly ownCode: OwnCode;
  /** How many steps ran their own code, and how many were replayed. */
  readonly recording: Trainer['recording'];
  /** Median time of `runStep` itself, without waiting for a device. */
  readonly programMsPerStep: number;
  readonly matMulGflopPerSecond: number;
  /** Arithmetic of the step by that of a product of matrices. */
  readonly shareOfMatMul: number;
  /** Of a step's own code, on processors. */
  readonly kernelTimes: KernelTimes | null;
}

export type Measurement = Speed & Partial<Details>;

const PROGRAM_STEPS = 20;

const loopOf = (trainer: Trainer): StepLoop => ({
  batchSize: trainer.batchSize,
  step: () => trainer.runStep('both'),
  readBack: () => trainer.flush(),
});

/** Counts steps that are not replayed, after one that makes what only the first one makes. */
async function ownCodeOf(trainer: Trainer, loop: StepLoop): Promise<OwnCode> {
  trainer.replaysSteps = false;
  await warmUp(loop, 1);
  const { work, kernelsByName } = await workPerStep(loop, COUNTED_STEPS);
  trainer.replaysSteps = true;
  return {
    kernels: work.kernelsPerStep,
    dispatches: work.dispatchesPerStep,
    uploads: work.uploadsPerStep,
    kernelsByName,
  };
}

const onProcessor = (): boolean => ['cpu', 'wasm'].includes(getBackend());

function timesOfOwnCode(trainer: Trainer, { step }: StepLoop): KernelTimes {
  trainer.replaysSteps = false;
  const times = kernelTimes(step, COUNTED_STEPS);
  trainer.replaysSteps = true;
  return times;
}

/** Measures a trainer that has not stepped yet; `onRepeat` hears of each repeat. */
export async function measureTrainer(
  trainer: Trainer,
  { warmup, brief, ...timing }: MeasureOptions,
  onRepeat?: (repeat: number, msPerStep: number) => void,
): Promise<Measurement> {
  const loop = loopOf(trainer);
  const ownCode = brief ? null : await ownCodeOf(trainer, loop);
  await warmUp(loop, warmup);
  // Counted before the timing: a trainer copies its state every so many steps, and that is no part of a step.
  const counted = brief ? null : await workPerStep(loop, COUNTED_STEPS);
  const time = await timeSteps(loop, timing, onRepeat);
  const { gflopPerStep, batchSize } = trainer;
  const gflopPerSecond = (1000 * gflopPerStep) / time.msPerStep;
  const speed: Speed = {
    ...time,
    imagesPerSecond: (1000 * batchSize) / time.msPerStep,
    gflopPerStep,
    gflopPerSecond,
  };
  if (counted === null || ownCode === null) return speed;
  const programMsPerStep = timeProgram(loop, PROGRAM_STEPS);
  await trainer.flush();
  const times = onProcessor() ? timesOfOwnCode(trainer, loop) : null;
  await trainer.flush();
  const rate = await matMulGflopPerSecond();
  return {
    ...speed,
    ...counted.work,
    ownCode,
    recording: trainer.recording,
    programMsPerStep,
    matMulGflopPerSecond: rate,
    shareOfMatMul: gflopPerSecond / rate,
    kernelTimes: times,
  };
}

/** On a device that computes nothing: the program's own time and what it asks for. What it reads there means nothing. */
export async function measureProgram(
  trainer: Trainer,
): Promise<WorkPerStep & Pick<Details, 'ownCode' | 'recording' | 'programMsPerStep'>> {
  const loop: StepLoop = { ...loopOf(trainer), readBack: async () => {} };
  const ownCode = await ownCodeOf(trainer, loop);
  await warmUp(loop, WARMUP_STEPS);
  const { work } = await workPerStep(loop, COUNTED_STEPS);
  for (let i = 0; i < PROGRAM_STEPS; i++) loop.step();
  const programMsPerStep = timeProgram(loop, 3 * PROGRAM_STEPS);
  return { ...work, ownCode, recording: trainer.recording, programMsPerStep };
}
