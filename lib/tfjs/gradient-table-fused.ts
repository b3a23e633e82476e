// The table's operations of this pack, fused layers and resampling: stock TensorFlow.js has no kernel or no gradient for them.
// The constants added to biases keep the kinks of their activations out of reach of a difference quotient.

import {
  add,
  mul,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { parts, row } from './gradient-row';
import { batchNormTraining } from './ops/batch-norm-training';
import { biasActivation } from './ops/bias-activation';
import { type FusedActivation, LINEAR } from './ops/fused-activation';
import { fusedConv, fusedDense } from './ops/fused-layers';
import { type Resampling, resample } from './ops/resample';

const ACTIVATIONS: readonly FusedActivation[] = [
  LINEAR,
  { activation: 'relu', alpha: 0 },
  { activation: 'leakyRelu', alpha: 0.2 },
];

/** 3, -3, 3, ... times `size` added to `bias` [C]. */
const apart = (bias: Tensor | undefined, size: number): Tensor => {
  const b = bias as Tensor;
  return add(b, tensor1d(Array.from({ length: b.size }, (_, i) => (i % 2 === 0 ? 3 : -3) * size)));
};

const WITH_ACTIVATION = ACTIVATIONS.flatMap((activation) => [
  row(
    `bias + ${activation.activation}`,
    'apart',
    [48 + 4],
    1,
    parts([[2, 3, 2, 4], [4]], (x, b) => biasActivation(x as Tensor, apart(b, 1), activation)),
  ),
  row(
    `dense + bias + ${activation.activation}`,
    'apart',
    [12 + 16 + 4],
    1,
    parts([[3, 4], [4, 4], [4]], (x, w, b) =>
      fusedDense(mul(x as Tensor2D, 0.5), w as Tensor2D, apart(b, 2), activation),
    ),
  ),
  row(
    `conv + bias + ${activation.activation}`,
    'apart',
    [64 + 64 + 2],
    1,
    parts([[2, 4, 4, 2], [4, 4, 2, 2], [2]], (x, w, b) =>
      fusedConv(
        mul(x as Tensor4D, 0.3),
        w as Tensor4D,
        apart(b, 2),
        { stride: 2, pad: 'same' },
        activation,
      ),
    ),
  ),
  row(
    `batch norm in training + ${activation.activation}`,
    'apart',
    [48 + 8],
    1,
    parts(
      [[2, 2, 3, 4], [4], [4]],
      (x, scale, offset) =>
        batchNormTraining(x as Tensor, mul(scale as Tensor, 0.5), apart(offset, 1), {
          epsilon: 0.1,
          ...activation,
        }).y,
    ),
  ),
]);

const resampling = (
  name: string,
  shape: readonly [number, number, number, number],
  options: Resampling,
) => row(`resample${name}`, 'normal', shape, 1, (x) => resample(x as Tensor4D, options));

const RESAMPLINGS = [
  resampling(', doubled', [1, 3, 4, 2], {
    up: 2,
    down: 1,
    kernel: [0.25, 0.75, 0.75, 0.25],
    padding: [2, 1],
  }),
  resampling(', halved', [1, 6, 4, 2], {
    up: 1,
    down: 2,
    kernel: [0.125, 0.375, 0.375, 0.125],
    padding: [1, 1],
  }),
  resampling(', filtered', [2, 4, 3, 1], {
    up: 1,
    down: 1,
    kernel: [1, 2, -0.5],
    padding: [1, 1],
  }),
  resampling(' by 3 / 2, cropped', [1, 4, 3, 2], {
    up: 3,
    down: 2,
    kernel: [0.5, 1, 2, -1, 0.25],
    padding: [-1, 2],
  }),
];

export const FUSED_ROWS = [
  ...WITH_ACTIVATION,
  ...RESAMPLINGS,
  row(
    'dense without bias',
    'normal',
    [12 + 16],
    1,
    parts(
      [
        [3, 4],
        [4, 4],
      ],
      (x, w) => fusedDense(x as Tensor2D, w as Tensor2D, null, LINEAR),
    ),
  ),
  row(
    'conv without bias',
    'normal',
    [50 + 36],
    1,
    parts(
      [
        [1, 5, 5, 2],
        [3, 3, 2, 2],
      ],
      (x, w) => fusedConv(x as Tensor4D, w as Tensor4D, null, { stride: 1, pad: 'same' }, LINEAR),
    ),
  ),
];
