// Compares gradients with central differences, at first and second order. It reads tensors back synchronously, so it is
// for tests and for checking a graphics device in a browser by `await`; training never uses it.

import { add, grad, mul, square, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';

export type TensorFunction = (x: Tensor) => Tensor;

/** Largest of |analytic - difference| over the directions, divided by the largest difference (at least 1). */
export interface GradientErrors {
  readonly first: number;
  readonly second: number;
}

export interface GradientCheckOptions {
  /**
   * Half the distance of two evaluations. 1e-2 balances, for values near 1 in float32, the rounding of the values
   * (6e-8 ÷ step) against the third derivative (step² ÷ 6).
   */
  readonly step?: number;
  /** Standard normal numbers for weights and directions. */
  readonly normals: (count: number) => Float32Array;
  /** How many random directions are compared. */
  readonly directions?: number;
  /** 1 leaves out the second order, which is then reported as 0. */
  readonly orders?: 1 | 2;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
};

/**
 * Checks the loss L(x) = sum of w · (f(x) + f(x)² / 2) with random weights w. The square makes the second derivative of a
 * linear f differ from zero, so that its gradient kernel is itself differentiated.
 *
 * First order: the directional derivative of L. Second order: that of the inner product of L's gradient and a random
 * vector, against central differences of the gradient.
 *
 * `values`, `shape` – the point x. Where f has kinks, they must lie farther than about 3 steps away.
 */
export async function checkGradients(
  f: TensorFunction,
  values: Float32Array,
  shape: readonly number[],
  options: GradientCheckOptions,
): Promise<GradientErrors> {
  const { step = 1e-2, normals, directions = 3, orders = 2 } = options;
  const at = (direction: Float32Array, distance: number): Tensor =>
    tensor(
      values.map((value, i) => value + distance * (direction[i] as number)),
      [...shape],
    );
  const read = async (make: () => Tensor): Promise<Float32Array> => {
    const result = tidy(make);
    const data = await result.data();
    result.dispose();
    return data as Float32Array;
  };
  const still = new Float32Array(values.length);
  const outputs = await read(() => f(at(still, 0)));
  const weights = normals(outputs.length);
  const vector = normals(values.length);

  const loss = (x: Tensor): Tensor => {
    const y = f(x);
    const w = tensor(weights, y.shape);
    return sum(mul(w, add(y, mul(square(y), 0.5))));
  };
  const gradient = (x: Tensor): Tensor => grad(loss)(x);
  const product = (x: Tensor): Tensor => sum(mul(gradient(x), tensor(vector, x.shape)));

  // The sums are made here in double precision, so that only f's own rounding enters the differences.
  const lossAt = async (direction: Float32Array, distance: number): Promise<number> => {
    const y = await read(() => f(at(direction, distance)));
    return dot(
      weights,
      Array.from(y, (value) => value + value ** 2 / 2),
    );
  };
  const productAt = async (direction: Float32Array, distance: number): Promise<number> =>
    dot(await read(() => gradient(at(direction, distance))), vector);

  const compare = async (
    analytic: Float32Array,
    evaluate: (direction: Float32Array, distance: number) => Promise<number>,
  ): Promise<number> => {
    let error = 0;
    let scale = 1;
    for (let k = 0; k < directions; k++) {
      // Each coordinate moves by one step at most, so that kinks stay out of reach whatever the size.
      const raw = normals(values.length);
      const longest = raw.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const direction = raw.map((value) => value / longest);
      const difference =
        ((await evaluate(direction, step)) - (await evaluate(direction, -step))) / (2 * step);
      error = Math.max(error, Math.abs(dot(analytic, direction) - difference));
      scale = Math.max(scale, Math.abs(difference));
    }
    // A comparison with NaN must not pass for equality.
    return Number.isFinite(error) ? error / scale : Number.POSITIVE_INFINITY;
  };

  const first = await compare(await read(() => gradient(at(still, 0))), lossAt);
  if (orders === 1) return { first, second: 0 };
  const second = await compare(await read(() => grad(product)(at(still, 0))), productAt);
  return { first, second };
}
