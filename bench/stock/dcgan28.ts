// The work of bench/cases/dcgan28.ts in plain TensorFlow.js.

import {
  add,
  batchNorm,
  conv2d,
  conv2dTranspose,
  leakyRelu,
  matMul,
  moments,
  randomUniform,
  relu,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tanh,
} from '@tensorflow/tfjs-core';
import type { StepLoop } from '../step-loop';
import { filled, stockGame, weights } from './stock-loop';

const CH = 32;
const BATCH_SIZE = 32;
const Z_DIM = 64;
const STD = 0.02;

export function dcgan28(): StepLoop {
  const g = {
    dense: weights([Z_DIM, 7 * 7 * 2 * CH], STD),
    scale0: filled(2 * CH, 1),
    offset0: filled(2 * CH, 0),
    up1: weights([4, 4, CH, 2 * CH], STD),
    scale1: filled(CH, 1),
    offset1: filled(CH, 0),
    up2: weights([4, 4, 1, CH], STD),
    bias2: filled(1, 0),
  };
  const d = {
    conv1: weights([4, 4, 1, CH], STD),
    bias1: filled(CH, 0),
    conv2: weights([4, 4, CH, 2 * CH], STD),
    bias2: filled(2 * CH, 0),
    dense: weights([7 * 7 * 2 * CH, 1], STD),
    bias: filled(1, 0),
  };
  const normalised = (x: Tensor, scale: Tensor, offset: Tensor): Tensor => {
    const { mean, variance } = moments(x, [0, 1, 2]);
    return batchNorm(
      x as Tensor4D,
      mean as Tensor1D,
      variance as Tensor1D,
      offset as Tensor1D,
      scale as Tensor1D,
      1e-5,
    );
  };
  const up = (x: Tensor, filter: Tensor, side: number, channels: number): Tensor =>
    conv2dTranspose(
      x as Tensor4D,
      filter as Tensor4D,
      [BATCH_SIZE, side, side, channels],
      2,
      'same',
    );
  const down = (x: Tensor, filter: Tensor, bias: Tensor): Tensor =>
    leakyRelu(add(conv2d(x as Tensor4D, filter as Tensor4D, 2, 'same'), bias), 0.2);
  return stockGame({
    batchSize: BATCH_SIZE,
    zDim: Z_DIM,
    g(z) {
      const map = reshape(matMul(z, g.dense as Tensor2D), [BATCH_SIZE, 7, 7, 2 * CH]);
      const h0 = relu(normalised(map, g.scale0, g.offset0));
      const h1 = relu(normalised(up(h0, g.up1, 14, CH), g.scale1, g.offset1));
      return tanh(add(up(h1, g.up2, 28, 1), g.bias2));
    },
    d(x) {
      const h = down(down(x, d.conv1, d.bias1), d.conv2, d.bias2);
      const flat = reshape(h, [BATCH_SIZE, 7 * 7 * 2 * CH]) as Tensor2D;
      return add(matMul(flat, d.dense as Tensor2D), d.bias);
    },
    variablesG: Object.values(g),
    variablesD: Object.values(d),
    xReal: randomUniform([BATCH_SIZE, 28, 28, 1], -1, 1),
    adam: { learningRate: 2e-4, beta1: 0.5, beta2: 0.999 },
  });
}
