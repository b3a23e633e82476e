// Mean and variance of every channel over all other axes, as constants: batch norm's own gradient accounts for them.

import { mean, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { outerAxes } from './bias-activation';
import { type ComposedKernel, runMany } from './custom-kernel';

export const CHANNEL_MOMENTS = 'ChannelMoments';

export interface ChannelMoments {
  /** [C]. */
  readonly mean: Tensor;
  /** [C], of the population (divided by the count). */
  readonly variance: Tensor;
}

/** Moments of x [..., C]. Has no gradient: differentiating through it throws. */
export function channelMoments(x: Tensor): ChannelMoments {
  const [average, variance] = runMany(CHANNEL_MOMENTS, { x }, {});
  if (average === undefined || variance === undefined) {
    throw new Error(`${CHANNEL_MOMENTS} has two outputs`);
  }
  return { mean: average, variance };
}

export const composedChannelMoments: ComposedKernel = (inputs) => {
  const x = inputs.x as Tensor;
  const average = mean(x, outerAxes(x));
  return [average, mean(square(sub(x, average)), outerAxes(x))];
};
