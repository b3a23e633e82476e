// Logistic regression with two classes, to ask how much a linear function of x tells about y. Newton's method; a small ridge
// keeps separable classes finite.
// Source: Bishop 2006, section 4.3.3 (iteratively reweighted least squares).

import type { Matrix } from './matrix';
import type { Slices } from './slices';

export interface LogisticModel {
  /** [dim + 1], the bias last; of standardised columns. */
  readonly weights: Float64Array;
  /** P(y = 1 | x) of the training rows, [N]. */
  readonly probabilities: Float64Array;
}

/** Of the mean loss per sample. */
const RIDGE = 1e-4;
const MAX_STEPS = 25;
const ROWS_PER_SLICE = 64;

/** Solves H x = g for a positive definite H [n, n] in place by Cholesky; x replaces g. */
function solve(h: Float64Array, g: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = h[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (h[i * n + k] ?? 0) * (h[j * n + k] ?? 0);
      h[i * n + j] = i === j ? Math.sqrt(sum) : sum / (h[j * n + j] ?? 1);
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = g[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (h[i * n + k] ?? 0) * (g[k] ?? 0);
    g[i] = sum / (h[i * n + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = g[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (h[k * n + i] ?? 0) * (g[k] ?? 0);
    g[i] = sum / (h[i * n + i] ?? 1);
  }
}

/** Columns with mean 0 and variance 1 and a column of ones behind them, [N, dim + 1]; constant columns become 0. */
function standardised({ rows, columns, values }: Matrix): Float64Array {
  const width = columns + 1;
  const out = new Float64Array(rows * width);
  for (let k = 0; k < columns; k++) {
    let mean = 0;
    let squares = 0;
    for (let i = 0; i < rows; i++) mean += (values[i * columns + k] ?? 0) / rows;
    for (let i = 0; i < rows; i++) squares += ((values[i * columns + k] ?? 0) - mean) ** 2 / rows;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let i = 0; i < rows; i++)
      out[i * width + k] = ((values[i * columns + k] ?? 0) - mean) * scale;
  }
  for (let i = 0; i < rows; i++) out[i * width + columns] = 1;
  return out;
}

/**
 * Minimises mean log loss + RIDGE / 2 |w|² (the bias is free of it).
 * @param labels 0 or 1 per row
 */
export function* logisticRegression(x: Matrix, labels: ArrayLike<number>): Slices<LogisticModel> {
  const { rows } = x;
  const n = x.columns + 1;
  const inputs = standardised(x);
  const weights = new Float64Array(n);
  const probabilities = new Float64Array(rows);
  for (let step = 0; step < MAX_STEPS; step++) {
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n * n);
    for (let k = 0; k < n - 1; k++) {
      gradient[k] = RIDGE * (weights[k] ?? 0);
      hessian[k * n + k] = RIDGE;
    }
    // Enough to keep a bias that no row constrains solvable.
    hessian[n * n - 1] = 1e-12;
    for (let i = 0; i < rows; i++) {
      let a = 0;
      for (let k = 0; k < n; k++) a += (inputs[i * n + k] ?? 0) * (weights[k] ?? 0);
      const p = 1 / (1 + Math.exp(-a));
      probabilities[i] = p;
      const slope = (p - (labels[i] ?? 0)) / rows;
      const curvature = (p * (1 - p)) / rows;
      for (let k = 0; k < n; k++) {
        const input = inputs[i * n + k] ?? 0;
        gradient[k] = (gradient[k] ?? 0) + slope * input;
        const scaled = curvature * input;
        for (let l = 0; l <= k; l++) {
          hessian[k * n + l] = (hessian[k * n + l] ?? 0) + scaled * (inputs[i * n + l] ?? 0);
        }
      }
      if (i % ROWS_PER_SLICE === 0) yield (step + i / rows) / MAX_STEPS;
    }
    let size = 0;
    for (const value of gradient) size = Math.max(size, Math.abs(value));
    if (size < 1e-9) break;
    solve(hessian, gradient, n);
    let longest = 0;
    for (const value of gradient) longest = Math.max(longest, Math.abs(value));
    // A full step far from the minimum may overshoot; no weight moves by more than 2.
    const damp = Math.min(1, 2 / longest);
    for (let k = 0; k < n; k++) weights[k] = (weights[k] ?? 0) - damp * (gradient[k] ?? 0);
  }
  return { weights, probabilities };
}
