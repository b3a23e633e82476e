// Batch norm by the statistics of its own batch, with the activation behind it in the same pass, and its whole gradient as
// one kernel. Out of plain operations the same takes about twenty passes over the map.
// Source: Ioffe and Szegedy 2015, algorithm 1 and section 3 (arXiv:1502.03167).

import { add, mul, rsqrt, square, sub, sum, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { stopGradient } from '../without-gradient';
import { outerAxes } from './bias-activation';
import { type ChannelMoments, channelMoments } from './channel-moments';
import { type ComposedKernel, runMany, runOne } from './custom-kernel';
import {
  activate,
  activationGradient,
  assertFusable,
  type FusedActivation,
} from './fused-activation';
import { gradientWithOutputs } from './output-gradient';

export const BATCH_NORM_TRAINING = 'BatchNormTraining';
export const BATCH_NORM_TRAINING_GRAD = 'BatchNormTrainingGrad';

export interface BatchNormAttributes extends FusedActivation {
  /** Added to the variance. */
  readonly epsilon: number;
}

export interface NormalizedBatch extends ChannelMoments {
  readonly y: Tensor;
}

/**
 * y = act(scale · (x - mean) / sqrt(variance + epsilon) + offset) with the mean and variance of x's channels.
 *
 * `x` – [..., C]; `scale`, `offset` – [C]. Returns y in the shape of x, and the moments [C] as constants for running
 * averages. Twice differentiable in x, scale and offset, through the moments.
 */
export function batchNormTraining(
  x: Tensor,
  scale: Tensor,
  offset: Tensor,
  attributes: BatchNormAttributes,
): NormalizedBatch {
  assertFusable(attributes);
  // The moments' way from x is in the kernel's gradient, so the tape may not know of it.
  const moments = channelMoments(stopGradient(x));
  const y = runOne(BATCH_NORM_TRAINING, { x, ...moments, scale, offset }, attributes);
  return { y, ...moments };
}

export const composedBatchNormTraining: ComposedKernel = (inputs, attributes) => {
  const { x, mean: centre, variance, scale, offset } = inputs as Record<string, Tensor>;
  const { epsilon, ...activation } = attributes as BatchNormAttributes;
  const gain = mul(scale as Tensor, rsqrt(add(variance as Tensor, epsilon)));
  return activate(add(mul(sub(x as Tensor, centre as Tensor), gain), offset as Tensor), activation);
};

/**
 * [dx, dscale, doffset] from dy with the mask applied, x̂ = (x - mean) / sqrt(variance + epsilon) and
 * gain = scale / sqrt(variance + epsilon). Source: section 3 of the paper, with dx gathered.
 */
function gradientOfNormalized(
  dy: Tensor,
  normalized: Tensor,
  gain: Tensor,
): readonly [Tensor, Tensor, Tensor] {
  const axes = outerAxes(dy);
  const count = dy.size / (dy.shape.at(-1) ?? 1);
  const dScale = sum(mul(dy, normalized), axes);
  const dOffset = sum(dy, axes);
  const projected = mul(add(mul(normalized, dScale), dOffset), 1 / count);
  return [mul(sub(dy, projected), gain), dScale, dOffset];
}

type ThreeTensors = readonly [Tensor, Tensor, Tensor];
type SixTensors = readonly [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];

/**
 * Gradients of u · dx + a · dscale + b · doffset in the masked dy, in x and in the scale, for cotangents u [..., C] and
 * a, b [C]. With r = 1 / sqrt(variance + epsilon), n the count of a channel, and sums over a channel:
 * L = scale r K + a Σ dy x̂ + b Σ dy, where K = Σ u dy - Σ u Σ dy / n - Σ u x̂ Σ dy x̂ / n; then by x̂ and by r in turn.
 */
function secondGradients(
  [u, a, b]: ThreeTensors,
  dy: Tensor,
  normalized: Tensor,
  r: Tensor,
  scale: Tensor,
): { readonly dy: Tensor; readonly x: Tensor; readonly scale: Tensor } {
  const axes = outerAxes(dy);
  const perCount = (dy.shape.at(-1) ?? 1) / dy.size;
  const total = (x: Tensor): Tensor => sum(x, axes);
  const [sumU, sumUx] = [total(u), total(mul(u, normalized))];
  const [sumDy, sumDyX] = [total(dy), total(mul(dy, normalized))];
  const k = sub(total(mul(u, dy)), mul(add(mul(sumU, sumDy), mul(sumUx, sumDyX)), perCount));
  const gain = mul(scale, r);
  const gradDy = add(
    mul(gain, sub(u, mul(add(sumU, mul(normalized, sumUx)), perCount))),
    add(mul(normalized, a), b),
  );
  const gradNormalized = sub(
    mul(a, dy),
    mul(mul(gain, perCount), add(mul(sumDyX, u), mul(sumUx, dy))),
  );
  const [byNormalized] = gradientOfNormalized(gradNormalized, normalized, r);
  // dr/dx = -r² x̂ / n
  const byR = mul(normalized, mul(mul(scale, k), mul(square(r), -perCount)));
  return { dy: gradDy, x: add(byNormalized, byR), scale: mul(r, k) };
}

export const composedBatchNormTrainingGradient: ComposedKernel = (inputs, attributes) => {
  const { dy, x, y, mean: centre, variance, scale } = inputs as Record<string, Tensor>;
  const { epsilon, ...activation } = attributes as BatchNormAttributes;
  const inverse = rsqrt(add(variance as Tensor, epsilon));
  return [
    ...gradientOfNormalized(
      activationGradient(dy as Tensor, y as Tensor, activation),
      mul(sub(x as Tensor, centre as Tensor), inverse),
      mul(scale as Tensor, inverse),
    ),
  ];
};

export const BATCH_NORM_GRADIENTS = [
  gradientWithOutputs<BatchNormAttributes>(
    BATCH_NORM_TRAINING,
    ['x', 'mean', 'variance', 'scale'],
    ([dy], saved, [y], attributes) => {
      const [x, centre, variance, scale] = saved as readonly [Tensor, Tensor, Tensor, Tensor];
      const [dx, dScale, dOffset] = runMany(
        BATCH_NORM_TRAINING_GRAD,
        { dy, x, y, mean: centre, variance, scale },
        attributes,
      ) as [Tensor, Tensor, Tensor];
      return { x: () => dx, scale: () => dScale, offset: () => dOffset };
    },
    true,
  ),
  gradientWithOutputs<BatchNormAttributes>(
    BATCH_NORM_TRAINING_GRAD,
    ['dy', 'x', 'y', 'mean', 'variance', 'scale'],
    (cotangents, saved, _, { epsilon, ...activation }) => {
      const [dy, x, y, centre, variance, scale] = saved as readonly Tensor[] as SixTensors;
      const inverse = rsqrt(add(variance, epsilon));
      const gradients = secondGradients(
        cotangents as readonly Tensor[] as ThreeTensors,
        activationGradient(dy, y, activation),
        mul(sub(x, centre), inverse),
        inverse,
        scale,
      );
      return {
        dy: () => activationGradient(gradients.dy, y, activation),
        x: () => gradients.x,
        scale: () => gradients.scale,
        y: () => zerosLike(y),
      };
    },
  ),
];
