// The work of bench/cases/mlp.ts in plain TensorFlow.js; the real points are one fixed batch.

import {
  add,
  leakyRelu,
  matMul,
  randomUniform,
  relu,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { StepLoop } from '../step-loop';
import { filled, stockGame, weights } from './stock-loop';

const WIDTH = 128;
const LAYERS = 3;
const BATCH_SIZE = 256;
const Z_DIM = 2;
const POINT_DIM = 2;

function network(inputs: number, outputs: number, activation: (x: Tensor) => Tensor) {
  const sizes = [inputs, ...Array<number>(LAYERS).fill(WIDTH), outputs];
  const layers = sizes.slice(1).map((units, i) => {
    const fanIn = sizes[i] ?? 0;
    return { kernel: weights([fanIn, units], Math.sqrt(2 / fanIn)), bias: filled(units, 0) };
  });
  return {
    variables: layers.flatMap(({ kernel, bias }) => [kernel, bias]),
    forward: (x: Tensor): Tensor =>
      layers.reduce<Tensor>((h, { kernel, bias }, i) => {
        const y = add(matMul(h as Tensor2D, kernel as Tensor2D), bias);
        return i < LAYERS ? activation(y) : y;
      }, x),
  };
}

export function mlp(): StepLoop {
  const g = network(Z_DIM, POINT_DIM, relu);
  const d = network(POINT_DIM, 1, (x) => leakyRelu(x, 0.2));
  return stockGame({
    batchSize: BATCH_SIZE,
    zDim: Z_DIM,
    g: g.forward,
    d: d.forward,
    variablesG: g.variables,
    variablesD: d.variables,
    xReal: randomUniform([BATCH_SIZE, POINT_DIM], -2, 2),
    adam: { learningRate: 1e-3, beta1: 0.5, beta2: 0.999 },
  });
}
