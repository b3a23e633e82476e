// Fréchet distance between Gaussians fitted to two sets of features. On Inception features it is the FID; on others it is not,
// and must carry their name.
// Source: Heusel et al. 2017, eq. 6 (arXiv:1706.08500); Dowson and Landau 1982.

import { type Gaussian, gaussianOf } from './covariance';
import { type Matrix, requirePair } from './matrix';
import { type Slices, stretch } from './slices';
import { symmetricEigen } from './symmetric-eigen';

/** A √ of a symmetric positive semidefinite matrix, itself symmetric. Negative eigenvalues are rounding and count as zero. */
function* squareRoot(matrix: Float64Array, n: number): Slices<Float64Array> {
  const { values, vectors } = yield* symmetricEigen(matrix, n);
  const root = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const scale = Math.sqrt(Math.max(0, values[k] ?? 0));
    for (let i = 0; i < n; i++) {
      const left = scale * (vectors[k * n + i] ?? 0);
      for (let j = 0; j < n; j++) {
        root[i * n + j] = (root[i * n + j] ?? 0) + left * (vectors[k * n + j] ?? 0);
      }
    }
  }
  return root;
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const left = a[i * n + k] ?? 0;
      for (let j = 0; j < n; j++) {
        out[i * n + j] = (out[i * n + j] ?? 0) + left * (b[k * n + j] ?? 0);
      }
    }
  }
  return out;
}

/**
 * |μ₁ - μ₂|² + tr(Σ₁ + Σ₂ - 2 (Σ₁ Σ₂)^½), 0 for equal Gaussians.
 * tr (Σ₁ Σ₂)^½ is taken as tr (Σ₁^½ Σ₂ Σ₁^½)^½, the same eigenvalues of a symmetric matrix.
 */
export function* gaussianFrechetDistance(a: Gaussian, b: Gaussian): Slices<number> {
  const { dim } = a;
  let sum = 0;
  for (let k = 0; k < dim; k++) {
    sum += ((a.mean[k] ?? 0) - (b.mean[k] ?? 0)) ** 2;
    sum += (a.covariance[k * dim + k] ?? 0) + (b.covariance[k * dim + k] ?? 0);
  }
  const root = yield* stretch(squareRoot(a.covariance, dim), 0, 0.5);
  const between = product(product(root, b.covariance, dim), root, dim);
  // The product is symmetric but for rounding, which the rotations would carry along.
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j < i; j++) {
      const mean = ((between[i * dim + j] ?? 0) + (between[j * dim + i] ?? 0)) / 2;
      between[i * dim + j] = mean;
      between[j * dim + i] = mean;
    }
  }
  const { values } = yield* stretch(symmetricEigen(between, dim), 0.5, 1);
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
