// The table's activations, choices of values, and reductions.

import {
  batchNorm,
  cast,
  clipByValue,
  concat,
  elu,
  greater,
  leakyRelu,
  less,
  logSigmoid,
  logSumExp,
  max,
  maximum,
  mean,
  min,
  minimum,
  moments,
  mul,
  neg,
  prelu,
  relu,
  relu6,
  reshape,
  selu,
  sigmoid,
  slice,
  softmax,
  softplus,
  square,
  step,
  sum,
  type Tensor1D,
  type Tensor2D,
  tanh,
  tensor1d,
  where,
} from '@tensorflow/tfjs-core';
import { row } from './gradient-row';
import { logSoftmax } from './gradients/softmax';

const ACTIVATIONS = [
  row('relu', 'apart', [3, 4], null, relu),
  row('step', 'apart', [3, 4], null, (x) => mul(x, step(x, 0.3))),
  row('leakyRelu', 'apart', [3, 4], 2, (x) => leakyRelu(x, 0.2)),
  row('prelu', 'apart', [6, 4], 2, (x) =>
    prelu(slice(x, [0, 0], [5, 4]), slice(x, [5, 0], [1, 4])),
  ),
  row('relu6', 'apart', [3, 4], 2, (x) => relu6(mul(x, 6))),
  row('elu', 'apart', [3, 4], 2, elu),
  row('selu', 'apart', [3, 4], 2, selu),
  row('tanh', 'normal', [3, 4], 2, tanh),
  row('sigmoid', 'normal', [3, 4], 2, sigmoid),
  row('logSigmoid', 'normal', [3, 4], null, logSigmoid),
  row('softplus', 'normal', [3, 4], null, softplus),
  row('softmax', 'normal', [3, 4], 2, (x) => softmax(x)),
  row('logSoftmax', 'normal', [3, 4], null, logSoftmax),
  row('logSumExp', 'distinct', [3, 4], 2, (x) => logSumExp(x, 1)),
];

const SELECTION = [
  row('max', 'distinct', [3, 4], 2, (x) => max(x)),
  row('max over an axis', 'distinct', [3, 4, 2], 2, (x) => max(x, 1, true)),
  row('min over axes', 'distinct', [3, 4, 2], 2, (x) => min(x, [0, 2])),
  row('maximum', 'apart', [3, 4], 2, (x) => maximum(x, mul(x, 0.5))),
  row('minimum with broadcasting', 'distinct', [3, 4], 1, (x) => minimum(x, slice(neg(x), 0, 1))),
  row('clipByValue', 'apart', [3, 4], 2, (x) => clipByValue(x, -1, 1)),
  row('where of a comparison', 'apart', [3, 4], 1, (x) => where(greater(x, 0), square(x), neg(x))),
  row('where of a constant', 'normal', [2, 3], null, (x) =>
    where(tensor1d([true, false, true], 'bool'), square(x), neg(x)),
  ),
  row('a mask by comparison', 'apart', [3, 4], 1, (x) => mul(x, cast(less(x, 0), 'float32'))),
];

const REDUCTIONS = [
  row('sum', 'normal', [3, 4], null, (x) => sum(x)),
  row('sum over outer and inner axes', 'normal', [3, 2, 4], null, (x) => sum(x, [0, 2])),
  row('mean over all but channels', 'normal', [2, 4, 3, 2], null, (x) => mean(x, [0, 1, 2], true)),
  row('mean over a middle axis', 'normal', [3, 2, 4], null, (x) => mean(x, 1)),
  row('moments', 'normal', [2, 3, 4], null, (x) => {
    const { mean: mu, variance } = moments(x, [0, 1]);
    return concat([mu as Tensor1D, variance as Tensor1D]);
  }),
  // Scale and offset must be given: without them the stock gradient saves tensors that do not exist.
  row('batch statistics', 'normal', [8, 3], null, (x) => {
    const images = slice(x, [0, 0], [6, 3]) as Tensor2D;
    const { mean: mu, variance } = moments(images, 0);
    const scale = reshape(slice(x, [6, 0], [1, 3]), [3]) as Tensor1D;
    const offset = reshape(slice(x, [7, 0], [1, 3]), [3]) as Tensor1D;
    return batchNorm(images, mu as Tensor1D, variance as Tensor1D, offset, scale, 0.1);
  }),
];

export const POINTWISE_ROWS = [...ACTIVATIONS, ...SELECTION, ...REDUCTIONS];
