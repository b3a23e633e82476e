// What an optimiser's settings are at a given point of the run.

import type { OptimizerSettings } from '../optimizers';
import type { TwoPlayerParams } from './two-player-params';

/** The 2014 code raises momentum until this epoch. Source: goodfeli/adversarial mnist.yaml. */
const MOMENTUM_SATURATE_EPOCH = 250;
/** And never lets the learning rate fall below this. */
const LEARNING_RATE_FLOOR = 1e-6;

/** Progress of a run, in real samples. */
export interface Progress {
  readonly imagesSeen: number;
  readonly epochImages: number;
}

/** Settings of the player whose learning rate is given. */
export function optimizerSettings(
  params: TwoPlayerParams,
  learningRate: number,
  { imagesSeen, epochImages }: Progress,
): OptimizerSettings {
  switch (params.optimizer) {
    case 'adam':
      return { kind: 'adam', learningRate, beta1: params.beta1, beta2: params.beta2 };
    case 'sgd': {
      const batches = imagesSeen / params.batchSize;
      const share = Math.min(1, imagesSeen / epochImages / MOMENTUM_SATURATE_EPOCH);
      return {
        kind: 'sgd',
        learningRate: Math.max(
          Math.min(learningRate, LEARNING_RATE_FLOOR),
          learningRate / params.lrDecay ** batches,
        ),
        momentum: params.momentum + share * (params.momentumFinal - params.momentum),
      };
    }
  }
}
