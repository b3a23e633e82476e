// Fréchet distance between Gaussians fitted to two sets of features. On Inception features it is the FID; on others it is not,
// and must carry their name.
// Source: Heusel et al. 2017, eq. 6 (arXiv:1706.08500); Dowson and Landau 1982.

import { type Gaussian, gaussianOf } from './covariance';
import { type Matrix, requirePair } from './matrix';
import { type Slices, stretch } from './slices';
import { symmetricEigenvalues } from './symmetric-eigenvalues';

/** A pivot this small beside the largest variance is the rounding of a zero. */
const ZERO_PIVOT = 1e-13;

/**
 * Lower triangle L with L Lᵀ = Σ for a symmetric positive semidefinite Σ [n, n]. Fewer samples than features leave pivots of zero,
 * below which a semidefinite matrix has only zeros.
 */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  let largest = 0;
  for (let k = 0; k < n; k++) largest = Math.max(largest, matrix[k * n + k] ?? 0);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] ?? 0) * (l[j * n + k] ?? 0);
      if (i === j) {
        if (sum <= ZERO_PIVOT * largest) break;
        l[j * n + j] = Math.sqrt(sum);
      } else l[i * n + j] = sum / (l[j * n + j] ?? 1);
    }
  }
  return l;
}

/** Lᵀ Σ L, symmetric. */
function congruent(l: Float64Array, sigma: Float64Array, n: number): Float64Array {
  const right = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const left = sigma[i * n + k] ?? 0;
      for (let j = 0; j <= k; j++) {
        right[i * n + j] = (right[i * n + j] ?? 0) + left * (l[k * n + j] ?? 0);
      }
    }
  }
  const out = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const left = l[k * n + i] ?? 0;
      for (let j = 0; j <= i; j++) {
        out[i * n + j] = (out[i * n + j] ?? 0) + left * (right[k * n + j] ?? 0);
      }
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j] ?? 0;
  }
  return out;
}

/**
 * |μ₁ - μ₂|² + tr(Σ₁ + Σ₂ - 2 (Σ₁ Σ₂)^½), 0 for equal Gaussians.
 * With Σ₁ = L Lᵀ, tr (Σ₁ Σ₂)^½ is the sum of the roots of the eigenvalues of the symmetric Lᵀ Σ₂ L: Σ₁ Σ₂ has the same ones.
 */
export function* gaussianFrechetDistance(a: Gaussian, b: Gaussian): Slices<number> {
  const { dim } = a;
  let sum = 0;
  for (let k = 0; k < dim; k++) {
    sum += ((a.mean[k] ?? 0) - (b.mean[k] ?? 0)) ** 2;
    sum += (a.covariance[k * dim + k] ?? 0) + (b.covariance[k * dim + k] ?? 0);
  }
  const factor = choleskyFactor(a.covariance, dim);
  yield 0.2;
  const between = congruent(factor, b.covariance, dim);
  yield 0.4;
  const values = yield* stretch(symmetricEigenvalues(between, dim), 0.4, 1);
  // Eigenvalues below zero are rounding.
  for (const value of values) sum -= 2 * Math.sqrt(Math.max(0, value));
  return sum;
}

/** The same of samples, [N, dim] and [M, dim]. Biased upwards for few samples: by about the number of features over N. */
export function* frechetDistance(a: Matrix, b: Matrix): Slices<number> {
  requirePair(a, b, 2);
  const first = yield* stretch(gaussianOf(a), 0, 0.25);
  const second = yield* stretch(gaussianOf(b), 0.25, 0.5);
  return yield* stretch(gaussianFrechetDistance(first, second), 0.5, 1);
}
