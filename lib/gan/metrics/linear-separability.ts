// Linear separability: how well a plane in z or w tells attributes of the images apart. Low where directions have meaning.
// Source: Karras et al. 2019, section 4.2 (arXiv:1812.04948). Differs: logistic regression instead of a linear SVM, whose
// probabilities give the conditional entropy directly.

import { logisticRegression } from './logistic-regression';
import { type Matrix, selectRows } from './matrix';
import { type Slices, stretch } from './slices';

const plogp = (p: number): number => (p > 0 ? p * Math.log(p) : 0);

/** H(Y | X) in nats of classes y against the side x of the plane that each sample is on. */
export function conditionalEntropy(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const counts = new Float64Array(4);
  for (let i = 0; i < x.length; i++) {
    const cell = 2 * (x[i] ?? 0) + (y[i] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  let entropy = 0;
  for (const side of [0, 2]) {
    const total = (counts[side] ?? 0) + (counts[side + 1] ?? 0);
    if (total === 0) continue;
    const inner = plogp((counts[side] ?? 0) / total) + plogp((counts[side + 1] ?? 0) / total);
    entropy -= (total / x.length) * inner;
  }
  return entropy;
}

/** The half of the samples whose attribute the classifier is surest of, by |logit|. */
function surest(logits: Float32Array): Int32Array {
  const order = Int32Array.from(logits, (_, i) => i);
  order.sort((a, b) => Math.abs(logits[b] ?? 0) - Math.abs(logits[a] ?? 0));
  return order.subarray(0, Math.ceil(order.length / 2));
}

/**
 * exp(Σ over attributes of H(Y | X)), at least 1; 1 when a plane splits every attribute perfectly.
 * @param latents z or w of the samples, [N, dim]
 * @param attributes per attribute the logits of a classifier on the samples' images, each [N]
 */
export function* linearSeparability(
  latents: Matrix,
  attributes: readonly Float32Array[],
): Slices<number> {
  let sum = 0;
  for (const [k, logits] of attributes.entries()) {
    const kept = surest(logits);
    const labels = Uint8Array.from(kept, (i) => ((logits[i] ?? 0) > 0 ? 1 : 0));
    const fit = logisticRegression(selectRows(latents, kept), labels);
    const { probabilities } = yield* stretch(
      fit,
      k / attributes.length,
      (k + 1) / attributes.length,
    );
    const sides = Uint8Array.from(probabilities, (p) => (p > 0.5 ? 1 : 0));
    sum += conditionalEntropy(sides, labels);
  }
  return Math.exp(sum);
}
