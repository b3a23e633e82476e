// Gradients of a scalar with respect to one player's variables, by the player's own names. Everything else in the
// closure is a constant, so neither side needs detaching.

import { type Scalar, sqrt, type Tensor, variableGrads } from '@tensorflow/tfjs-core';
import { sumOfSquares } from '../../tfjs/ops/sum-of-squares';
import type { VariableSet } from '../layers/joint-variables';

/** A network, or several that move as one. */
export interface Movable {
  readonly name: string;
  readonly variables: Pick<VariableSet, 'trainable'>;
}

export interface NetworkGradients {
  readonly value: Scalar;
  readonly gradients: ReadonlyMap<string, Tensor>;
}

/**
 * Value and gradients of f.
 * @throws Error when a trainable variable got no gradient: a layer that the loss does not reach is a bug of the architecture
 */
export function gradientsOf(player: Movable, f: () => Scalar): NetworkGradients {
  const trainable = player.variables.trainable();
  const { value, grads } = variableGrads(
    f,
    trainable.map(([, variable]) => variable),
  );
  const gradients = new Map<string, Tensor>();
  for (const [name, variable] of trainable) {
    const gradient = grads[variable.name];
    if (gradient === undefined) throw new Error(`${player.name}/${name} got no gradient`);
    gradients.set(name, gradient);
  }
  return { value, gradients };
}

/** sqrt(Σ g²) over all of a player's gradients; scalar. */
export function gradientNorm(gradients: ReadonlyMap<string, Tensor>): Tensor {
  return sqrt(sumOfSquares([...gradients.values()]));
}
