// Layers without weights: activations, dropout, reshape.

import {
  add,
  leakyRelu,
  mul,
  relu,
  reshape,
  sigmoid,
  sub,
  type Tensor,
  tanh,
} from '@tensorflow/tfjs-core';
import { hostInput } from '../../tfjs/host-input';
import type { FusedActivation } from '../../tfjs/ops/fused-activation';
import type { RandomStream } from '../rng';
import { type Layer, type LayerContext, sizeOf } from './layer';

export const ACTIVATIONS = ['relu', 'leakyRelu', 'tanh', 'sigmoid', 'sigmoidToUnit'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

export interface ActivationSpec {
  readonly kind: 'activation';
  readonly activation: Activation;
  /** Slope of leaky ReLU for negative input. */
  readonly slope: number;
}

const FUNCTIONS: Readonly<Record<Activation, (x: Tensor, slope: number) => Tensor>> = {
  relu: (x) => relu(x),
  leakyRelu: (x, slope) => leakyRelu(x, slope),
  tanh: (x) => tanh(x),
  sigmoid: (x) => sigmoid(x),
  // The 2014 paper's pixels are in [0, 1]; ours are in [-1, 1] everywhere.
  sigmoidToUnit: (x) => sub(mul(sigmoid(x), 2), 1),
};

const pointwise = (kind: string, context: LayerContext, forward: Layer['forward']): Layer => ({
  name: context.name,
  kind,
  outputShape: context.inputShape,
  parameters: 0,
  macs: 0,
  forward,
});

export function activation(spec: ActivationSpec, context: LayerContext): Layer {
  const fused = fusable(spec);
  return {
    ...pointwise(spec.activation, context, (x) => FUNCTIONS[spec.activation](x, spec.slope)),
    ...(fused ? { fusedActivation: fused } : {}),
  };
}

function fusable({ activation, slope }: ActivationSpec): FusedActivation | null {
  switch (activation) {
    case 'relu':
      return { activation, alpha: 0 };
    case 'leakyRelu':
      return { activation, alpha: slope };
    case 'tanh':
    case 'sigmoid':
    case 'sigmoidToUnit':
      return null;
  }
}

export interface DropoutSpec {
  readonly kind: 'dropout';
  /** Probability of dropping a unit, in [0, 1). */
  readonly rate: number;
}

/** Zeroes units with probability `rate` and scales the others by 1 / (1 - rate); the identity while sampling. */
export function dropout(spec: DropoutSpec, context: LayerContext): Layer {
  return pointwise(spec.kind, context, (x, mode) =>
    mode.dropout === null || spec.rate === 0
      ? x
      : mul(x, dropoutMask(x.shape, spec.rate, mode.dropout)),
  );
}

function dropoutMask(shape: number[], rate: number, random: RandomStream): Tensor {
  const kept = 1 / (1 - rate);
  return hostInput(shape, () => {
    const mask = new Float32Array(sizeOf(shape));
    for (let i = 0; i < mask.length; i++) mask[i] = random.uniform() < rate ? 0 : kept;
    return mask;
  });
}

export interface ReshapeSpec {
  readonly kind: 'reshape';
  /** Without the batch axis. */
  readonly shape: readonly number[];
}

export function reshapeTo(spec: ReshapeSpec, context: LayerContext): Layer {
  return {
    ...pointwise(spec.kind, context, (x) => reshape(x, [x.shape[0] ?? 0, ...spec.shape])),
    outputShape: spec.shape,
  };
}

/** x + sigma n with n standard normal; the identity for sigma 0. Source: Sønderby et al. 2016 (arXiv:1610.04490), instance noise. */
export function addNoise(x: Tensor, sigma: number, random: RandomStream): Tensor {
  if (sigma === 0) return x;
  const noise = hostInput(x.shape, () => random.normals(x.size).map((value) => value * sigma));
  return add(x, noise);
}
