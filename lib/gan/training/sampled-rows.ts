// One-hot rows drawn by their probabilities, on the device: the probabilities may come from a network or a learned table. Nothing
// flows back through a draw.

import {
  cast,
  concat,
  greater,
  matMul,
  slice,
  sub,
  type Tensor,
  tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { hostInput } from '../../tfjs/host-input';
import type { RandomStream } from '../rng';

/** [K, K] with ones where column ≥ row: rows times it are running sums. */
function runningSums(classes: number): Tensor {
  const values = new Float32Array(classes * classes);
  for (let from = 0; from < classes; from++) {
    for (let to = from; to < classes; to++) values[from * classes + to] = 1;
  }
  return tensor(values, [classes, classes], 'float32');
}

/** Even numbers in [0, 1), one per row, [rows, 1]. */
export const evenNumbers = (random: RandomStream, rows: number): Tensor =>
  hostInput([rows, 1], () => Float32Array.from({ length: rows }, () => random.uniform()));

/**
 * One 1 per row, at the first place where the running sum exceeds u.
 * @param probabilities rows that add up to 1, [N, K]
 * @param u in [0, 1), [N, 1]
 */
export function rowsAt(probabilities: Tensor, u: Tensor): Tensor {
  const [count = 0, classes = 0] = probabilities.shape;
  const sums = matMul(probabilities, runningSums(classes));
  // 1 from the drawn place on; the last is always 1, whatever rounding left of the sum.
  const reached = concat(
    [
      cast(greater(slice(sums, [0, 0], [count, classes - 1]), u), 'float32'),
      sub(1, zeros([count, 1])),
    ],
    1,
  );
  const before = concat([zeros([count, 1]), slice(reached, [0, 0], [count, classes - 1])], 1);
  return sub(reached, before);
}

/** Rows drawn anew at every step. */
export const drawnRows = (probabilities: Tensor, random: RandomStream): Tensor =>
  rowsAt(probabilities, evenNumbers(random, probabilities.shape[0] ?? 0));
