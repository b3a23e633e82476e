// The frame of the three yardsticks in plain TensorFlow.js 4.22: its own gradients, optimisers and kernels, and nothing of
// lib/. Written as its documentation would have it, so that the comparison is with what a page gets without the pack.

import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  add,
  mean,
  mul,
  neg,
  randomNormal,
  type Scalar,
  softplus,
  type Tensor,
  type Tensor2D,
  tidy,
  train,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import type { StepLoop } from '../step-loop';

/** N(0, std) weights that train. */
export const weights = <T extends Variable>(shape: number[], std: number): T =>
  tidy(() => variable(randomNormal(shape, 0, std))) as T;

/** A variable of one value that trains. */
export const filled = (size: number, value: number): Variable =>
  tidy(() => variable(add(zeros([size]), value)));

export interface Adam {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
}

export const adamOf = ({ learningRate, beta1, beta2 }: Adam) =>
  train.adam(learningRate, beta1, beta2, 1e-8);

/** Keeps the last loss alive, which is what a page would show. */
export function lossKeeper(): { keep(loss: Scalar | null): void; read(): Promise<unknown> } {
  let last: Scalar | null = null;
  return {
    keep(loss) {
      last?.dispose();
      last = loss;
    },
    read: async () => last?.data(),
  };
}

export interface StockGame {
  readonly batchSize: number;
  readonly zDim: number;
  readonly g: (z: Tensor2D) => Tensor;
  readonly d: (x: Tensor) => Tensor;
  readonly variablesG: Variable[];
  readonly variablesD: Variable[];
  readonly xReal: Tensor;
  readonly adam: Adam;
}

/** Alternating updates with the non-saturating loss. */
export function stockGame(game: StockGame): StepLoop {
  const { g, d, xReal, batchSize, zDim } = game;
  const [adamG, adamD] = [adamOf(game.adam), adamOf(game.adam)];
  const loss = lossKeeper();
  const drawZ = (): Tensor2D => randomNormal([batchSize, zDim]);
  return {
    batchSize,
    step() {
      tidy(() => {
        const xFake = g(drawZ());
        adamD.minimize(
          () => add(mean(softplus(neg(d(xReal)))), mean(softplus(d(xFake)))) as Scalar,
          false,
          game.variablesD,
        );
      });
      loss.keep(
        adamG.minimize(
          () => mean(softplus(mul(d(g(drawZ())), -1))) as Scalar,
          true,
          game.variablesG,
        ),
      );
    },
    readBack: loss.read,
  };
}
