// Times a yardstick in plain TensorFlow.js on the current backend, or says why it cannot train there.

import { type StepLoop, type Timing, timeSteps, warmUp } from '../step-loop';

export type StockResult =
  | (Timing & { readonly imagesPerSecond: number })
  /** What TensorFlow.js threw at the first step. */
  | { readonly cannot: string };

/** Some backends take seconds for a step: those are warm after two, and one more tells enough. */
const WARMUP_STEPS = 2;
const SLOW_STEP_MS = 3000;

export async function measureStock(create: () => StepLoop, repeats: number): Promise<StockResult> {
  const loop = create();
  try {
    await warmUp(loop, WARMUP_STEPS - 1);
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
  const started = performance.now();
  await warmUp(loop, 1);
  const slow = performance.now() - started > SLOW_STEP_MS;
  const timing = await timeSteps(
    loop,
    slow ? { repeats: 1, steps: 1 } : { repeats, steps: 'auto' },
  );
  return { ...timing, imagesPerSecond: (1000 * loop.batchSize) / timing.msPerStep };
}
