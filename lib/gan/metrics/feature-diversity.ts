// Diversity by features: the mean distance of random pairs. As LPIPS does per layer and place, vectors are scaled to unit
// length before they are compared; without its trained weights it is only like LPIPS.
// Source: Zhang et al. 2018, eq. 1 (arXiv:1801.03924); as a measure of diversity Zhu et al. 2017, section 5 (arXiv:1711.11586).

import type { RandomStream } from '../rng';
import type { Matrix } from './matrix';

/** `count` pairs of different indices below `rows`, [count, 2]. @throws Error below two rows */
export function randomPairs(random: RandomStream, rows: number, count: number): Int32Array {
  if (rows < 2) throw new Error('pairs need two samples');
  const pairs = new Int32Array(2 * count);
  for (let k = 0; k < count; k++) {
    const first = random.integer(rows);
    const second = random.integer(rows - 1);
    pairs[2 * k] = first;
    pairs[2 * k + 1] = second < first ? second : second + 1;
  }
  return pairs;
}

/** |a/|a| - b/|b||² per pair, [pairs]; in [0, 4]. A vector of zeros is as far from any other as a right angle. */
export function unitDistances(features: Matrix, pairs: Int32Array): Float64Array {
  const { columns, values } = features;
  return Float64Array.from({ length: pairs.length / 2 }, (_, pair) => {
    const a = (pairs[2 * pair] ?? 0) * columns;
    const b = (pairs[2 * pair + 1] ?? 0) * columns;
    let [dot, aa, bb] = [0, 0, 0];
    for (let k = 0; k < columns; k++) {
      const x = values[a + k] ?? 0;
      const y = values[b + k] ?? 0;
      dot += x * y;
      aa += x * x;
      bb += y * y;
    }
    return 2 - (2 * dot) / Math.sqrt(Math.max(aa * bb, Number.MIN_VALUE));
  });
}
