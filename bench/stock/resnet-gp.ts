// The work of bench/cases/resnet-gp.ts in plain TensorFlow.js. Its second derivatives are right only within a small
// vocabulary, which this stays in: average pooling, which throws there, is a reshape and two means.

import {
  add,
  conv2d,
  grad,
  matMul,
  mean,
  mul,
  randomUniform,
  relu,
  reshape,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { StepLoop } from '../step-loop';
import { adamOf, filled, lossKeeper, weights } from './stock-loop';

const CH = 32;
const BATCH_SIZE = 16;
const SIDE = 32;
const COLOURS = 3;
const LAMBDA = 10;

interface Convolution {
  readonly filter: Variable;
  readonly bias: Variable;
}

const convolution = (kernel: number, inputs: number): Convolution => ({
  filter: weights([kernel, kernel, inputs, CH], Math.sqrt(2 / (kernel * kernel * inputs))),
  bias: filled(CH, 0),
});

const conv = (x: Tensor, { filter, bias }: Convolution): Tensor =>
  add(conv2d(x as Tensor4D, filter as unknown as Tensor4D, 1, 'same'), bias);

/** Mean of 2 × 2 blocks: pairs of rows first, then pairs of columns. */
function pool(x: Tensor): Tensor {
  const [n, h, w, c] = x.shape as [number, number, number, number];
  const rows = mean(reshape(x, [(n * h) / 2, 2, w * c]), 1);
  return reshape(mean(reshape(rows, [(n * h * w) / 4, 2, c]), 1), [n, h / 2, w / 2, c]);
}

export function resnetGp(): StepLoop {
  const first = {
    conv1: convolution(3, COLOURS),
    conv2: convolution(3, CH),
    shortcut: convolution(1, COLOURS),
  };
  const down = {
    conv1: convolution(3, CH),
    conv2: convolution(3, CH),
    shortcut: convolution(1, CH),
  };
  const flat = [0, 1].map(() => ({ conv1: convolution(3, CH), conv2: convolution(3, CH) }));
  const dense = { kernel: weights([CH, 1], Math.sqrt(2 / CH)), bias: filled(1, 0) };
  const variables = [
    ...[first, down, ...flat].flatMap((block) =>
      Object.values(block).flatMap(({ filter, bias }) => [filter, bias]),
    ),
    dense.kernel,
    dense.bias,
  ];
  const critic = (x: Tensor): Tensor => {
    const edges = pool(conv(relu(conv(x, first.conv1)), first.conv2));
    let h = add(edges, conv(pool(x), first.shortcut));
    const inner = conv(relu(conv(relu(h), down.conv1)), down.conv2);
    h = add(pool(inner), pool(conv(h, down.shortcut)));
    for (const { conv1, conv2 } of flat) h = add(h, conv(relu(conv(relu(h), conv1)), conv2));
    const features = mean(relu(h), [1, 2]) as Tensor2D;
    return add(matMul(features, dense.kernel as unknown as Tensor2D), dense.bias);
  };
  const adam = adamOf({ learningRate: 2e-4, beta1: 0, beta2: 0.9 });
  const loss = lossKeeper();
  const draw = (): Tensor => randomUniform([BATCH_SIZE, SIDE, SIDE, COLOURS], -1, 1);
  const [xReal, xFake] = [draw(), draw()];
  const penalty = (): Tensor => {
    const mix = randomUniform([BATCH_SIZE, 1, 1, 1]);
    const between = add(xReal, mul(mix, sub(xFake, xReal)));
    const slope = grad((x: Tensor) => sum(critic(x)))(between);
    const norms = sqrt(add(sum(square(reshape(slope, [BATCH_SIZE, -1])), 1), 1e-12));
    return mul(mean(square(sub(norms, 1))), LAMBDA);
  };
  return {
    batchSize: BATCH_SIZE,
    step() {
      loss.keep(
        tidy(
          () =>
            adam.minimize(
              () => add(sub(mean(critic(xFake)), mean(critic(xReal))), penalty()) as Scalar,
              true,
              variables,
            ) as Scalar,
        ),
      );
    },
    readBack: loss.read,
  };
}
