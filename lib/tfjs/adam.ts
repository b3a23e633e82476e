// One optimiser step on one variable. The state belongs to the caller and hangs on the variable's name, while
// TensorFlow.js's optimisers keep it by position and mix it up as soon as a step touches other variables. In processor
// memory a step is one pass over the values; on a graphics device it is a few operations.

import {
  add,
  div,
  mul,
  sqrt,
  square,
  sub,
  type Tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { copyInMemory, updateInMemory } from './variable-storage';

export interface AdamHyperparameters {
  /** Step size α, greater than 0. */
  readonly learningRate: number;
  /** Decay of the first moment, in [0, 1). */
  readonly beta1: number;
  /** Decay of the second moment, in [0, 1). */
  readonly beta2: number;
  /** Added to the root of the corrected second moment. */
  readonly epsilon: number;
}

function assertSameShape(variable: Variable, others: readonly Tensor[]): void {
  const wrong = others.find((other) => other.shape.join() !== variable.shape.join());
  if (wrong) {
    throw new Error(`${variable.name} has shape [${variable.shape}], not [${wrong.shape}]`);
  }
}

/**
 * m ← β1·m + (1 - β1)·g;  v ← β2·v + (1 - β2)·g²;
 * variable ← variable - α · (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε).
 *
 * `m`, `v` – moments of the variable's shape, zero at first; `gradient` – the same shape, float32; `t` – the number of
 * this step for this variable, from 1. Changes `variable`, `m` and `v`; disposes nothing.
 * Source: Kingma and Ba 2015, algorithm 1 (arXiv:1412.6980), with PyTorch's place of ε.
 */
export function adamUpdate(
  variable: Variable,
  m: Variable,
  v: Variable,
  gradient: Tensor,
  { learningRate, beta1, beta2, epsilon }: AdamHyperparameters,
  t: number,
): void {
  assertSameShape(variable, [m, v, gradient]);
  const rate = learningRate / (1 - beta1 ** t);
  const rootCorrection = Math.sqrt(1 - beta2 ** t);
  const inMemory = updateInMemory([variable, m, v], [gradient], (values, inputs) => {
    const [p, first, second] = values as [Float32Array, Float32Array, Float32Array];
    const [g] = inputs as [Float32Array];
    const [new1, new2, scale] = [1 - beta1, 1 - beta2, 1 / rootCorrection];
    for (let i = 0; i < p.length; i++) {
      const gi = g[i] as number;
      const mi = beta1 * (first[i] as number) + new1 * gi;
      const vi = beta2 * (second[i] as number) + new2 * gi * gi;
      first[i] = mi;
      second[i] = vi;
      p[i] = (p[i] as number) - (rate * mi) / (Math.sqrt(vi) * scale + epsilon);
    }
  });
  if (inMemory) return;
  tidy(() => {
    m.assign(add(mul(m, beta1), mul(gradient, 1 - beta1)));
    v.assign(add(mul(v, beta2), mul(square(gradient), 1 - beta2)));
    // Both sides of the fraction times sqrt(1 - β2^t), which saves one pass.
    const step = div(m, add(sqrt(v), epsilon * rootCorrection));
    variable.assign(sub(variable, mul(step, rate * rootCorrection)));
  });
}

export interface MomentumHyperparameters {
  readonly learningRate: number;
  /** In [0, 1); 0 is plain gradient descent. */
  readonly momentum: number;
}

/**
 * velocity ← μ·velocity - α·g;  variable ← variable + velocity.
 *
 * Shapes as in `adamUpdate`. Source: the training of Goodfellow et al. 2014, pylearn2/training_algorithms/sgd.py.
 */
export function sgdMomentumUpdate(
  variable: Variable,
  velocity: Variable,
  gradient: Tensor,
  { learningRate, momentum }: MomentumHyperparameters,
): void {
  assertSameShape(variable, [velocity, gradient]);
  const inMemory = updateInMemory([variable, velocity], [gradient], (values, inputs) => {
    const [p, speed] = values as [Float32Array, Float32Array];
    const [g] = inputs as [Float32Array];
    for (let i = 0; i < p.length; i++) {
      const next = momentum * (speed[i] as number) - learningRate * (g[i] as number);
      speed[i] = next;
      p[i] = (p[i] as number) + next;
    }
  });
  if (inMemory) return;
  tidy(() => {
    velocity.assign(sub(mul(velocity, momentum), mul(gradient, learningRate)));
    variable.assign(add(variable, velocity));
  });
}

/** shadow ← decay·shadow + (1 - decay)·source, of the same shape; decay in [0, 1]. */
export function emaUpdate(shadow: Variable, source: Tensor, decay: number): void {
  assertSameShape(shadow, [source]);
  const inMemory = updateInMemory([shadow], [source], (values, inputs) => {
    const [average] = values as [Float32Array];
    const [current] = inputs as [Float32Array];
    for (let i = 0; i < average.length; i++) {
      average[i] = decay * (average[i] as number) + (1 - decay) * (current[i] as number);
    }
  });
  if (inMemory) return;
  tidy(() => shadow.assign(add(mul(shadow, decay), mul(source, 1 - decay))));
}

/** A float32 copy that no later update reaches, since it shares its memory with nobody. The caller disposes it. */
export function copyTensor<T extends Tensor>(x: T): T {
  return (copyInMemory(x) ?? mul(x, 1)) as T;
}
