// Times a yardstick in plain TensorFlow.js on the current backend, or says why it cannot train there.

import { type StepLoop, type Timing, timeSteps, warmUp } from '../step-loop';

export type StockResult =
  | (Timing & { readonly imagesPerSecond: number })
  /** What TensorFlow.js threw at the first step. */
  | { readonly cannot: string };

/** Stock steps take seconds on some backends, so fewer of them warm up. */
const WARMUP_STEPS = 2;

export async function measureStock(create: () => StepLoop, repeats: number): Promise<StockResult> {
  const loop = create();
  try {
    await warmUp(loop, WARMUP_STEPS);
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
  const timing = await timeSteps(loop, { repeats, steps: 'auto' });
  return { ...timing, imagesPerSecond: (1000 * loop.batchSize) / timing.msPerStep };
}
