// Times a small piece of training on the current backend, to choose between two whose worth nothing else tells: two
// convolutions and a product, forward and backward, about a tenth of a step of a small DCGAN. One step takes the processor
// some milliseconds, and a graphics device mostly what its forty launches cost.

import {
  conv2d,
  dispose,
  fill,
  grads,
  leakyRelu,
  matMul,
  mean,
  reshape,
  square,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Clock } from './backend-report';

/** After the warm-up, trials go on for about this long. */
const BUDGET_MS = 150;
const MOST_ROUNDS = 8;
/** Steps between two readings, as in training; a reading is a wait for a graphics device. */
const STEPS_PER_ROUND = 3;
/** A device that is not warm by then loses: nobody waits for it at every start. */
const WARM_UP_LIMIT_MS = 4000;

const VALUE = 0.05;
const BATCH = 32;

type Inputs = [x: Tensor4D, filter1: Tensor4D, filter2: Tensor4D, weights: Tensor2D];

const makeInputs = (): Inputs =>
  tidy(
    (): Inputs => [
      fill([BATCH, 14, 14, 16], VALUE),
      fill([4, 4, 16, 32], VALUE),
      fill([3, 3, 32, 32], VALUE),
      fill([7 * 7 * 32, 1], VALUE),
    ],
  );

/** Mean squared output, as a function of the filters and the matrix. */
function lossOf(x: Tensor4D, filter1: Tensor, filter2: Tensor, weights: Tensor) {
  const h1 = leakyRelu(conv2d(x, filter1 as Tensor4D, 2, 'same'), 0.2); // [32, 7, 7, 32]
  const h2 = leakyRelu(conv2d(h1, filter2 as Tensor4D, 1, 'same'), 0.2); // [32, 7, 7, 32]
  const logits = matMul(reshape(h2, [BATCH, 7 * 7 * 32]) as Tensor2D, weights as Tensor2D);
  return mean(square(logits)) as Tensor1D;
}

/** Resolves when the device has done `steps` steps. */
async function run([x, ...parameters]: Inputs, steps: number): Promise<void> {
  const last = tidy(() => {
    const gradient = grads((filter1, filter2, weights) => lossOf(x, filter1, filter2, weights));
    for (let i = 1; i < steps; i++) tidy(() => gradient([...parameters]));
    // All three, so that none can be left out; the last is the smallest to read.
    return gradient([...parameters])[2] as Tensor;
  });
  try {
    await last.data();
  } finally {
    last.dispose();
  }
}

/**
 * Milliseconds of one step of the trial on the current backend, once it is warm: the best of a few rounds, since whatever
 * else the machine does can only add. Null when it did not get warm in time; it then still works on what it was given, and
 * must be released.
 */
export async function timeTrial(clock: Clock): Promise<number | null> {
  const inputs = makeInputs();
  try {
    const warm = run(inputs, 1).then(() => true);
    const late = clock.wait(WARM_UP_LIMIT_MS).then(() => false);
    // It fails for good when the device is released.
    warm.catch(() => undefined);
    if (!(await Promise.race([warm, late]))) return null;
    let best = Number.POSITIVE_INFINITY;
    const begunAt = clock.now();
    for (let round = 0; round < MOST_ROUNDS && clock.now() - begunAt < BUDGET_MS; round++) {
      const startedAt = clock.now();
      await run(inputs, STEPS_PER_ROUND);
      best = Math.min(best, (clock.now() - startedAt) / STEPS_PER_ROUND);
    }
    return best;
  } finally {
    dispose(inputs);
  }
}
