// Something that trains step by step, whoever wrote it, and how its steps are timed: the same way as bench/pytorch/timing.py.

/** What this library and plain TensorFlow.js look like to the clock. */
export interface StepLoop {
  readonly batchSize: number;
  step(): void;
  /** Waits until everything has been computed, and fetches the numbers of the steps. */
  readBack(): Promise<unknown>;
}

export interface Timing {
  /** Median over repeats of the mean of a repeat, the readback at its end included. */
  readonly msPerStep: number;
  readonly minMsPerStep: number;
  /** Likewise the time that processors spent on it, on all threads; other work on the machine hardly changes it. Null in browsers. */
  readonly processorMsPerStep: number | null;
  readonly stepsPerRepeat: number;
}

export interface TimingOptions {
  readonly repeats: number;
  /** Steps of a repeat, or as many as fill REPEAT_MS. */
  readonly steps: number | 'auto';
}

export const WARMUP_STEPS = 5;
const REPEAT_MS = 500;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

interface Duration {
  readonly ms: number;
  readonly processorMs: number | null;
}

const processorMicroseconds = (): number | null => {
  if (typeof process === 'undefined') return null;
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Of `count` steps and the readback at their end. */
async function durationOf({ step, readBack }: StepLoop, count: number): Promise<Duration> {
  const spent = processorMicroseconds();
  const started = performance.now();
  for (let i = 0; i < count; i++) step();
  await readBack();
  const ms = performance.now() - started;
  const now = processorMicroseconds();
  return { ms, processorMs: spent === null || now === null ? null : (now - spent) / 1000 };
}

/** Compiles, fills pools and caches, and lets the machine see a steady load. */
export async function warmUp(loop: StepLoop, steps: number): Promise<void> {
  if (steps > 0) await durationOf(loop, steps);
}

/** Times a warm loop; `onRepeat` hears of each repeat. */
export async function timeSteps(
  loop: StepLoop,
  { repeats, steps }: TimingOptions,
  onRepeat: (repeat: number, msPerStep: number) => void = () => {},
): Promise<Timing> {
  const count =
    steps === 'auto' ? Math.max(1, Math.round(REPEAT_MS / (await durationOf(loop, 1)).ms)) : steps;
  const means: number[] = [];
  const processorMeans: number[] = [];
  for (let repeat = 1; repeat <= repeats; repeat++) {
    const { ms, processorMs } = await durationOf(loop, count);
    means.push(ms / count);
    if (processorMs !== null) processorMeans.push(processorMs / count);
    onRepeat(repeat, ms / count);
  }
  return {
    msPerStep: median(means),
    minMsPerStep: Math.min(...means),
    processorMsPerStep: processorMeans.length > 0 ? median(processorMeans) : null,
    stepsPerRepeat: count,
  };
}

/** Median milliseconds that `step` itself takes: the program's share, while a graphics device works on. */
export function timeProgram({ step }: Pick<StepLoop, 'step'>, steps: number): number {
  return median(
    Array.from({ length: steps }, () => {
      const started = performance.now();
      step();
      return performance.now() - started;
    }),
  );
}
