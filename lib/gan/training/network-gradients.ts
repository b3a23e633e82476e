// Gradients of a scalar with respect to one network's variables, by the network's own names. Everything else in the
// closure is a constant, so neither side needs detaching.

import { type Scalar, sqrt, type Tensor, variableGrads } from '@tensorflow/tfjs-core';
import { sumOfSquares } from '../../tfjs/ops/sum-of-squares';
import type { Network } from '../architecture';

export interface NetworkGradients {
  readonly value: Scalar;
  readonly gradients: ReadonlyMap<string, Tensor>;
}

/**
 * Value and gradients of f.
 * @throws Error when a trainable variable got no gradient: a layer that the loss does not reach is a bug of the architecture
 */
export function gradientsOf(network: Network, f: () => Scalar): NetworkGradients {
  const trainable = network.variables.trainable();
  const { value, grads } = variableGrads(
    f,
    trainable.map(([, variable]) => variable),
  );
  const gradients = new Map<string, Tensor>();
  for (const [name, variable] of trainable) {
    const gradient = grads[variable.name];
    if (gradient === undefined) throw new Error(`${network.name}/${name} got no gradient`);
    gradients.set(name, gradient);
  }
  return { value, gradients };
}

/** sqrt(Σ g²) over all of a network's gradients; scalar. */
export function gradientNorm(gradients: ReadonlyMap<string, Tensor>): Tensor {
  return sqrt(sumOfSquares([...gradients.values()]));
}
