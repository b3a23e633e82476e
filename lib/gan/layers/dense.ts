// Fully connected layers: the affine map, and maxout over several of them.

import { max, reshape, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { type FusedActivation, LINEAR } from '../../tfjs/ops/fused-activation';
import { fusedDense } from '../../tfjs/ops/fused-layers';
import { constant, drawWeights } from './initializers';
import { type Layer, type LayerContext, sizeOf } from './layer';

export interface DenseSpec {
  readonly kind: 'dense';
  readonly units: number;
  readonly bias: boolean;
  /** Draws the initial bias, [units]; zero when absent. */
  readonly initialBias?: () => Float32Array;
}

/** y = x W + b, [N, inputs] → [N, units]; higher ranks are flattened first. */
export function dense(spec: DenseSpec, context: LayerContext): Layer {
  const inputs = sizeOf(context.inputShape);
  const { variables, name } = context;
  const kernel = `${name}/kernel`;
  const bias = `${name}/bias`;
  variables.create(kernel, [inputs, spec.units], () =>
    drawWeights(context.initializer, inputs * spec.units, inputs, context.random),
  );
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
