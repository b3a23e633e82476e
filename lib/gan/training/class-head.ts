// A discriminator with a second head that says which class a sample is of: how its output [N, 1 + K] divides, and what reading it
// comes to. The verdict is in column 0, the logits of the classes after it; the loss itself is lib/gan/cross-entropy.ts.

import { add, argMax, cast, equal, mean, mul, slice, type Tensor } from '@tensorflow/tfjs-core';
import type { LayerSpec } from '../layers/sequential';

const VERDICT_WIDTH = 1;

/** Both heads on whatever goes before them. */
export const headsLayer = (classes: number): LayerSpec => ({
  kind: 'branches',
  branches: [VERDICT_WIDTH, classes].map((units) => [{ kind: 'dense', units, bias: true }]),
});

/** The verdict, logits [N, 1]. */
export const verdictOf = (output: Tensor): Tensor =>
  slice(output, [0, 0], [output.shape[0] ?? 0, VERDICT_WIDTH]);

/** The logits of the classes, [N, K]. */
export const classLogitsOf = (output: Tensor): Tensor => {
  const [count = 0, width = 0] = output.shape;
  return slice(output, [0, VERDICT_WIDTH], [count, width - VERDICT_WIDTH]);
};

/**
 * Labels less certain than they came: each row gives `share` of itself away to all classes evenly.
 * Source: Szegedy et al. 2016, section 7 (arXiv:1512.00567).
 * @param classes rows that add up to 1, [N, K]
 */
export const softened = (classes: Tensor, share: number): Tensor =>
  share === 0 ? classes : add(mul(classes, 1 - share), share / (classes.shape[1] ?? 1));

/** Share of the rows whose largest logit stands where the row of `classes` is largest, a scalar in [0, 1]. */
export const shareRead = (logits: Tensor, classes: Tensor): Tensor =>
  mean(cast(equal(argMax(logits, 1), argMax(classes, 1)), 'float32'));
