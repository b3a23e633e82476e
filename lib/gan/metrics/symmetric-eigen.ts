// Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: accurate for small eigenvalues too, and short.
// Its cost, about 20 n³, is fine for features of a few hundred numbers.
// Source: Golub and Van Loan, Matrix Computations, section 8.5 (algorithms 8.5.1 and 8.5.3).

import type { Slices } from './slices';

export interface SymmetricEigen {
  /** [n], in no order. */
  readonly values: Float64Array;
  /** [n, n]; row k is the unit eigenvector of value k. */
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 30;

/** One rotation that makes a[p, q] zero; rows of `vectors` turn along. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const off = a[p * n + q] ?? 0;
  const app = a[p * n + p] ?? 0;
  const aqq = a[q * n + q] ?? 0;
  const tau = (aqq - app) / (2 * off);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const kp = a[p * n + k] ?? 0;
    const kq = a[q * n + k] ?? 0;
    a[p * n + k] = c * kp - s * kq;
    a[q * n + k] = s * kp + c * kq;
    const vp = vectors[p * n + k] ?? 0;
    const vq = vectors[q * n + k] ?? 0;
    vectors[p * n + k] = c * vp - s * vq;
    vectors[q * n + k] = s * vp + c * vq;
  }
  // The matrix stays symmetric: its columns p and q follow from the rows; only the 2 × 2 block differs.
  for (let k = 0; k < n; k++) {
    a[k * n + p] = a[p * n + k] ?? 0;
    a[k * n + q] = a[q * n + k] ?? 0;
  }
  a[p * n + p] = app - t * off;
  a[q * n + q] = aqq + t * off;
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}

/**
 * @param matrix [n, n], symmetric; left as it is
 * @throws Error when it does not converge, which means that it holds a value that is not finite
 */
export function* symmetricEigen(matrix: Float64Array, n: number): Slices<SymmetricEigen> {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let k = 0; k < n; k++) vectors[k * n + k] = 1;
  let norm = 0;
  for (const value of a) norm += value * value;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) off += (a[p * n + q] ?? 0) ** 2;
    }
    // Convergence is quadratic at the end: at this size one more sweep would change nothing that a double holds.
    if (off <= 1e-28 * norm) {
      return { values: Float64Array.from({ length: n }, (_, k) => a[k * n + k] ?? 0), vectors };
    }
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p * n + q] ?? 0) > 1e-300) rotate(a, vectors, n, p, q);
      }
      yield Math.min(0.99, (sweep + p / n) / 10);
    }
  }
  throw new Error('the eigenvalues did not converge; the matrix is not finite');
}
