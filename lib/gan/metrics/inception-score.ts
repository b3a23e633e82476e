// Inception-style score: sure about each sample, undecided over all. Needs a classifier and no real data, so it does not see
// samples that are wrong in ways the classifier does not look at.
// Source: Salimans et al. 2016, section 4 (arXiv:1606.03498).

import type { Matrix } from './matrix';

/** Rows of logits as probabilities, [N, K]. */
export function softmaxRows(logits: Matrix): Matrix {
  const { rows, columns, values } = logits;
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    let top = Number.NEGATIVE_INFINITY;
    for (let k = from; k < from + columns; k++) top = Math.max(top, values[k] ?? 0);
    let sum = 0;
    for (let k = from; k < from + columns; k++) {
      const power = Math.exp((values[k] ?? 0) - top);
      out[k] = power;
      sum += power;
    }
    for (let k = from; k < from + columns; k++) out[k] = (out[k] ?? 0) / sum;
  }
  return { rows, columns, values: out };
}

/** Σ p log p in nats, with 0 log 0 = 0; entropy with the sign turned. */
export const negentropy = (p: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const share = p[k] ?? 0;
    if (share > 0) sum += share * Math.log(share);
  }
  return sum;
};

/** exp(mean KL(p(y|x) ‖ p(y))) of probabilities [N, K], in [1, K]: 1 when all rows are equal, K for one-hot rows of even classes. */
export function inceptionScore(probabilities: Matrix): number {
  const { rows, columns, values } = probabilities;
  const marginal = new Float64Array(columns);
  let conditional = 0;
  for (let row = 0; row < rows; row++) {
    const p = values.subarray(row * columns, (row + 1) * columns);
    conditional += negentropy(p) / rows;
    for (let k = 0; k < columns; k++) marginal[k] = (marginal[k] ?? 0) + (p[k] ?? 0) / rows;
  }
  return Math.exp(conditional - negentropy(marginal));
}
