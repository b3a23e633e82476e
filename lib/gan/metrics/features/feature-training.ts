// Trains a feature network on labelled images: cross entropy for classes, squared error for numbers. Used by the tool that makes
// the shipped weights, and on the spot for own data with labels.

import {
  add,
  logSumExp,
  mean,
  mul,
  neg,
  oneHot,
  type Scalar,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { ForwardMode } from '../../layers/layer';
import { Optimizer } from '../../optimizers';
import type { RandomStream } from '../../rng';
import type { Images } from '../images';
import { type FeatureNetwork, networkInput } from './feature-network';
import { type Head, headWidth } from './feature-set';

export interface LabelledImages {
  readonly images: Images;
  /** Per head, [count]: class indices, or values in the head's own units. */
  readonly targets: readonly Float32Array[];
}

/** Mean cross entropy in nats of logits [N, K]. As logits minus logSumExp, whose gradient is right on every backend. */
function crossEntropy(logits: Tensor2D, classes: Float32Array): Scalar {
  const labels = tensor1d(Int32Array.from(classes), 'int32');
  const chosen = sum(mul(logits, oneHot(labels, logits.shape[1], 1, 0, 'float32')), 1); // [N]
  return neg(mean(sub(chosen, logSumExp(logits, 1)))) as Scalar;
}

/** -1 at the head's min, 1 at its max. */
export const scaledTarget = ({ min, max }: Extract<Head, { kind: 'continuous' }>, value: number) =>
  (2 * (value - min)) / (max - min) - 1;

/** The value in the head's units of an output. */
export const unscaledOutput = (
  { min, max }: Extract<Head, { kind: 'continuous' }>,
  output: number,
): number => min + ((output + 1) / 2) * (max - min);

/** Squared errors count this much beside nats of cross entropy: their scale is a few hundredths where nats are tenths. */
const SQUARED_WEIGHT = 4;

function lossOf(heads: readonly Head[], outputs: Tensor2D, targets: LabelledImages['targets']) {
  const [count] = outputs.shape;
  let column = 0;
  let total: Tensor | null = null;
  for (const [k, head] of heads.entries()) {
    const width = headWidth(head);
    const part = slice(outputs, [0, column], [count, width]) as Tensor2D;
    column += width;
    const target = targets[k] ?? new Float32Array(count);
    const loss =
      head.kind === 'category'
        ? crossEntropy(part, target)
        : mul(
            mean(
              square(
                sub(
                  part,
                  tensor2d(
                    target.map((value) => scaledTarget(head, value)),
                    [count, 1],
                  ),
                ),
              ),
            ),
            SQUARED_WEIGHT,
          );
    total = total === null ? loss : add(total, loss);
  }
  if (total === null) throw new Error('a network without heads cannot be trained');
  return total as Scalar;
}

export class FeatureTrainer {
  readonly #network: FeatureNetwork;
  readonly #optimizers: readonly Optimizer[];
  readonly #mode: ForwardMode;

  /** @param random of the dropout masks */
  constructor(network: FeatureNetwork, random: RandomStream) {
    this.#network = network;
    this.#optimizers = [network.trunk, network.head].map(
      ({ variables }) => new Optimizer('adam', variables),
    );
    this.#mode = { norm: 'batch', updateRunning: true, dropout: random, condition: null };
  }

  /** One step of Adam; returns the loss as a tensor that the caller reads and disposes. */
  step({ images, targets }: LabelledImages, learningRate: number): Scalar {
    const { trunk, head, spec } = this.#network;
    return tidy(() => {
      const x = networkInput(spec, images);
      const parts = [trunk, head].map(({ variables }) => variables.trainable());
      const { value, grads } = variableGrads(
        () => {
          const features = trunk.forward(x, this.#mode);
          return lossOf(spec.heads, head.forward(features, this.#mode) as Tensor2D, targets);
        },
        parts.flat().map(([, variable]) => variable),
      );
      for (const [k, part] of parts.entries()) {
        const gradients = new Map<string, Tensor>();
        for (const [name, variable] of part) {
          const gradient = grads[variable.name];
          if (gradient === undefined) throw new Error(`${name} got no gradient`);
          gradients.set(name, gradient);
        }
        this.#optimizers[k]?.apply(gradients, () => ({
          kind: 'adam',
          learningRate,
          beta1: 0.9,
          beta2: 0.999,
        }));
      }
      return value;
    });
  }

  dispose(): void {
    for (const optimizer of this.#optimizers) optimizer.dispose();
  }
}
