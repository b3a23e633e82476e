// Fully connected layers: the affine map, and maxout over several of them.

import { max, reshape, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { type FusedActivation, LINEAR } from '../../tfjs/ops/fused-activation';
import { fusedDense } from '../../tfjs/ops/fused-layers';
import { constant, drawWeights, type Initializer } from './initializers';
import { type Layer, type LayerContext, sizeOf } from './layer';

export interface DenseSpec {
  readonly kind: 'dense';
  readonly units: number;
  readonly bias: boolean;
  /** Draws the initial bias, [units]; zero when absent. */
  readonly initialBias?: () => Float32Array;
  /** In place of the network's own. */
  readonly initializer?: Initializer;
  /** Inputs from this number on start with weight 0: the layer is blind to them until it learns otherwise. */
  readonly blindFrom?: number;
}

/** y = x W + b, [N, inputs] → [N, units]; higher ranks are flattened first. */
export function dense(spec: DenseSpec, context: LayerContext): Layer {
  const inputs = sizeOf(context.inputShape);
  const { variables, name } = context;
  const kernel = `${name}/kernel`;
  const bias = `${name}/bias`;
  variables.create(kernel, [inputs, spec.units], () => {
    const weights = drawWeights(
      spec.initializer ?? context.initializer,
      inputs * spec.units,
      inputs,
      context.random,
    );
    return spec.blindFrom === undefined ? weights : weights.fill(0, spec.blindFrom * spec.units);
  });
  if (spec.bias) {
    variables.create(bias, [spec.units], () => spec.initialBias?.() ?? constant(spec.units, 0));
  }
  const apply = (x: Tensor, activation: FusedActivation): Tensor => {
    const flat = (x.rank === 2 ? x : reshape(x, [x.shape[0] ?? 0, inputs])) as Tensor2D;
    const w = variables.get(kernel) as unknown as Tensor2D;
    return fusedDense(flat, w, spec.bias ? variables.get(bias) : null, activation);
  };
  return {
    name,
    kind: spec.kind,
    outputShape: [spec.units],
    parameters: inputs * spec.units + (spec.bias ? spec.units : 0),
    macs: inputs * spec.units,
    forward: (x) => apply(x, LINEAR),
    forwardActivated: (x, _, activation) => apply(x, activation),
  };
}

export interface MaxoutSpec {
  readonly kind: 'maxout';
  readonly units: number;
  readonly pieces: number;
}

/**
 * h_i = max_j (x W_ij + b_ij) over `pieces` affine maps.
 * Source: Goodfellow et al. 2013, eq. 2 (arXiv:1302.4389).
 */
export function maxout(spec: MaxoutSpec, context: LayerContext): Layer {
  const affine = dense({ kind: 'dense', units: spec.units * spec.pieces, bias: true }, context);
  return {
    name: affine.name,
    kind: spec.kind,
    outputShape: [spec.units],
    parameters: affine.parameters,
    macs: affine.macs,
    forward(x, mode) {
      const pieces = affine.forward(x, mode); // [N, units * pieces]
      return max(reshape(pieces, [x.shape[0] ?? 0, spec.units, spec.pieces]), 2);
    },
  };
}
