// Compares gradients with values computed elsewhere in double precision (fixtures/gradient_table.py): two passes per row,
// where difference quotients need two dozen, so that software graphics devices can take part. For tests.

import { add, grad, mul, square, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-report';
import type { TensorFunction } from './gradient-check';
import type { Domain, FailingOrder } from './gradient-row';

/** A point x and what an independent implementation makes of it; flat, row by row. */
export interface OracleFigures {
  readonly domain: Domain;
  readonly shape: readonly number[];
  readonly x: readonly number[];
  readonly outputShape: readonly number[];
  /** f(x). */
  readonly y: readonly number[];
  /** The gradient of L = sum of w · (y + y² / 2). */
  readonly first: readonly number[];
  /** The gradient of the inner product of `first` and v. */
  readonly second: readonly number[];
}

/** Largest differences, each divided by the largest expected size (at least 1); infinite for a wrong shape or NaN. */
export interface OracleErrors {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

const TOLERANCES: Readonly<Record<BackendName, number>> = {
  // Float32 against double precision: some ten roundings of 6e-8. Measured: 5e-7.
  cpu: 5e-6,
  wasm: 5e-6,
  // Shader languages allow exp, log, tanh and division a few units in the last place more. Measured: 7e-6.
  webgl: 5e-5,
  webgpu: 5e-5,
};

/** WGSL and GLSL promise no more than an absolute error of 2⁻¹¹. */
const COARSE_ON_GRAPHICS: ReadonlySet<string> = new Set(['sin', 'cos']);
const COARSE_TOLERANCE = 2e-3;

/** The largest error that float32 arithmetic on a backend explains. */
export function toleranceOf(backend: BackendName, rowName: string): number {
  const graphics = backend === 'webgpu' || backend === 'webgl';
  return graphics && COARSE_ON_GRAPHICS.has(rowName) ? COARSE_TOLERANCE : TOLERANCES[backend];
}

/** w and v: multiples of 1/8 in [-2, 2], never zero. */
const WEIGHT = (i: number): number => (((7 * i) % 11) - 5.5) / 4;
const COORDINATE = (i: number): number => (((5 * i) % 13) - 6.5) / 4;

const constants = (shape: readonly number[], formula: (i: number) => number): Tensor => {
  const size = shape.reduce((product, n) => product * n, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => formula(i)),
    [...shape],
  );
};

const gradientOf =
  (f: TensorFunction): TensorFunction =>
  (x) =>
    grad((point: Tensor) => {
      const y = f(point);
      return sum(mul(constants(y.shape, WEIGHT), add(y, mul(square(y), 0.5))));
    })(x);

const secondOf =
  (f: TensorFunction): TensorFunction =>
  (x) =>
    grad((point: Tensor) => sum(mul(gradientOf(f)(point), constants(x.shape, COORDINATE))))(x);

async function errorOf(
  f: TensorFunction,
  { x, shape }: OracleFigures,
  expected: readonly number[],
  expectedShape: readonly number[],
): Promise<number> {
  const result = tidy(() => f(tensor([...x], [...shape], 'float32')));
  const actual = await result.data();
  result.dispose();
  if (result.shape.join() !== expectedShape.join()) return Number.POSITIVE_INFINITY;
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const error = expected.reduce((most, value, i) => {
    const difference = Math.abs(value - (actual[i] as number));
    // A comparison with NaN must not pass for equality.
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
  return error / scale;
}

/** @throws whatever TensorFlow.js throws where it has no gradient. */
export async function compareWithOracle(
  f: TensorFunction,
  figures: OracleFigures,
): Promise<OracleErrors> {
  return {
    value: await errorOf(f, figures, figures.y, figures.outputShape),
    first: await errorOf(gradientOf(f), figures, figures.first, figures.shape),
    second: await errorOf(secondOf(f), figures, figures.second, figures.shape),
  };
}

/** The lowest order at which f fails, by exception or by an error above `tolerance`. */
export async function failingOrder(
  f: TensorFunction,
  figures: OracleFigures,
  tolerance: number,
): Promise<FailingOrder> {
  const orders = [
    [1, gradientOf(f), figures.first],
    [2, secondOf(f), figures.second],
  ] as const;
  for (const [order, gradient, expected] of orders) {
    try {
      if ((await errorOf(gradient, figures, expected, figures.shape)) > tolerance) return order;
    } catch {
      return order;
    }
  }
  return null;
}
