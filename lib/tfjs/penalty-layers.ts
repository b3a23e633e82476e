// The layers of the penalty tests, out of plain operations or out of this pack's fused ones.

import {
  add,
  conv2d,
  elu,
  leakyRelu,
  matMul,
  maximum,
  mean,
  mul,
  prelu,
  relu,
  relu6,
  reverse,
  rsqrt,
  selu,
  sigmoid,
  softmax,
  softplus,
  square,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tanh,
  tensor1d,
} from '@tensorflow/tfjs-core';
import type { TensorFunction } from './gradient-check';
import { batchNormTraining } from './ops/batch-norm-training';
import { type FusedActivation, LINEAR } from './ops/fused-activation';
import { fusedConv, fusedDense } from './ops/fused-layers';

export interface Activation {
  readonly f: TensorFunction;
  /** How a fused layer calls it; null where it is an operation of its own. */
  readonly fused: FusedActivation | null;
}

const SLOPE = 0.2;
const EPSILON = 1e-3;

const separate = (f: TensorFunction): Activation => ({ f, fused: null });

export const IDENTITY: Activation = { f: (x) => x, fused: LINEAR };

/** By the names of penalties.py. `negativeSlopes` – of prelu's channels, in turn. */
export const activations = (
  negativeSlopes: readonly number[],
): Readonly<Record<string, Activation>> => ({
  linear: IDENTITY,
  relu: { f: relu, fused: { activation: 'relu', alpha: 0 } },
  leakyRelu: { f: (x) => leakyRelu(x, SLOPE), fused: { activation: 'leakyRelu', alpha: SLOPE } },
  prelu: separate((x) => {
    const slope = (_: unknown, i: number) => negativeSlopes[i % negativeSlopes.length] as number;
    return prelu(x, tensor1d(Array.from({ length: x.shape.at(-1) ?? 0 }, slope)));
  }),
  relu6: separate((x) => relu6(mul(x, 4))),
  elu: separate(elu),
  selu: separate(selu),
  softplus: separate(softplus),
  tanh: separate(tanh),
  sigmoid: separate((x) => sigmoid(mul(x, 2))),
  swish: separate((x) => mul(x, sigmoid(x))),
  softmax: separate((x) => softmax(mul(x, 2))),
  maxout: separate((x) => maximum(x, mul(reverse(x, x.rank - 1), 0.3))),
});

/** Each ends with an activation. Weights in TensorFlow.js's layouts, convolutions with padding 'same'. */
export interface Layers {
  dense(x: Tensor, w: Tensor, bias: Tensor | null, activation: Activation): Tensor;
  conv(x: Tensor, w: Tensor, bias: Tensor | null, stride: number, activation: Activation): Tensor;
  /** By the statistics of x [N, H, W, C] itself. */
  batchNorm(x: Tensor, scale: Tensor, offset: Tensor, activation: Activation): Tensor;
}

const withBias = (x: Tensor, bias: Tensor | null): Tensor => (bias ? add(x, bias) : x);

const PLAIN: Layers = {
  dense: (x, w, bias, { f }) => f(withBias(matMul(x as Tensor2D, w as Tensor2D), bias)),
  conv: (x, w, bias, stride, { f }) =>
    f(withBias(conv2d(x as Tensor4D, w as Tensor4D, stride, 'same'), bias)),
  batchNorm: (x, scale, offset, { f }) => {
    const centred = sub(x, mean(x, [0, 1, 2]));
    const variance = mean(square(centred), [0, 1, 2]);
    return f(add(mul(mul(centred, rsqrt(add(variance, EPSILON))), scale), offset));
  },
};

/** Runs `layer` with the activation inside it where it can be, else behind it. */
const fusing = (
  { f, fused }: Activation,
  layer: (activation: FusedActivation) => Tensor,
): Tensor => (fused ? layer(fused) : f(layer(LINEAR)));

const FUSED: Layers = {
  dense: (x, w, bias, activation) =>
    fusing(activation, (fused) => fusedDense(x as Tensor2D, w as Tensor2D, bias, fused)),
  conv: (x, w, bias, stride, activation) =>
    fusing(activation, (fused) =>
      fusedConv(x as Tensor4D, w as Tensor4D, bias, { stride, pad: 'same' }, fused),
    ),
  batchNorm: (x, scale, offset, activation) =>
    fusing(
      activation,
      (fused) => batchNormTraining(x, scale, offset, { epsilon: EPSILON, ...fused }).y,
    ),
};

export const LAYERS: Readonly<Record<'plain' | 'fused', Layers>> = { plain: PLAIN, fused: FUSED };
