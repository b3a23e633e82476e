// Eigenvalues of a symmetric matrix: Householder reflections to tridiagonal form, then implicit QL steps. No eigenvectors, which
// nothing here needs and which would cost most of the time.
// Source: Golub and Van Loan, Matrix Computations, sections 8.3.1 and 8.3.3.

import type { Slices } from './slices';

const MAX_STEPS_PER_VALUE = 50;

interface Tridiagonal {
  /** [n] */
  readonly diagonal: Float64Array;
  /** [n]; element k couples k and k + 1, the last is 0. */
  readonly beside: Float64Array;
}

/** Overwrites `a`. */
function* tridiagonal(a: Float64Array, n: number): Slices<Tridiagonal> {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n - 1; k++) {
    diagonal[k] = a[k * n + k] ?? 0;
    let squared = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = a[k * n + i] ?? 0;
      squared += (v[i] ?? 0) ** 2;
    }
    const first = v[k + 1] ?? 0;
    const length = first > 0 ? -Math.sqrt(squared) : Math.sqrt(squared);
    beside[k] = length;
    v[k + 1] = first - length;
    // H = I - 2 v vᵀ / |v|² maps the column below the diagonal to (length, 0, …).
    const norm = squared - first * length;
    if (norm > 0) {
      let dot = 0;
      for (let i = k + 1; i < n; i++) {
        let sum = 0;
        for (let j = k + 1; j < n; j++) sum += (a[i * n + j] ?? 0) * (v[j] ?? 0);
        p[i] = sum / norm;
        dot += (p[i] ?? 0) * (v[i] ?? 0);
      }
      const half = dot / (2 * norm);
      for (let i = k + 1; i < n; i++) p[i] = (p[i] ?? 0) - half * (v[i] ?? 0);
      for (let i = k + 1; i < n; i++) {
        const vi = v[i] ?? 0;
        const pi = p[i] ?? 0;
        for (let j = k + 1; j < n; j++) {
          a[i * n + j] = (a[i * n + j] ?? 0) - vi * (p[j] ?? 0) - pi * (v[j] ?? 0);
        }
      }
    }
    yield (k + 1) / n;
  }
  diagonal[n - 1] = a[n * n - 1] ?? 0;
  return { diagonal, beside };
}

/** One implicit QL sweep from `last` up to `first`, with Wilkinson's shift. */
function sweep({ diagonal: d, beside: e }: Tridiagonal, first: number, last: number): void {
  const half = ((d[first + 1] ?? 0) - (d[first] ?? 0)) / (2 * (e[first] ?? 0));
  const root = Math.hypot(half, 1);
  const shift = (d[first] ?? 0) - (e[first] ?? 0) / (half + (half >= 0 ? root : -root));
  let g = (d[last] ?? 0) - shift;
  let [s, c, p] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const f = s * (e[i] ?? 0);
    const b = c * (e[i] ?? 0);
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] = (d[i + 1] ?? 0) - p;
      e[last] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    const next = (d[i + 1] ?? 0) - p;
    const turned = ((d[i] ?? 0) - next) * s + 2 * c * b;
    p = s * turned;
    d[i + 1] = next + p;
    g = c * turned - b;
  }
  d[first] = (d[first] ?? 0) - p;
  e[first] = g;
  e[last] = 0;
}

/**
 * Values in no order, [n].
 * @param matrix [n, n], symmetric; left as it is
 * @throws Error when the matrix is not finite
 */
export function* symmetricEigenvalues(matrix: Float64Array, n: number): Slices<Float64Array> {
  const form = yield* tridiagonal(matrix.slice(), n);
  const { diagonal, beside } = form;
  let norm = 0;
  for (let k = 0; k < n; k++) {
    norm = Math.max(norm, Math.abs(diagonal[k] ?? 0), Math.abs(beside[k] ?? 0));
  }
  if (!Number.isFinite(norm)) throw new Error('the matrix is not finite');
  // Beside the largest element, not beside the neighbours: in a matrix of low rank both of those are rounding themselves.
  const negligible = Number.EPSILON * norm;
  for (let first = 0; first < n; first++) {
    for (let step = 0; ; step++) {
      let last = first;
      while (last < n - 1 && Math.abs(beside[last] ?? 0) > negligible) last++;
      if (last === first) break;
      if (step === MAX_STEPS_PER_VALUE) throw new Error('the eigenvalues did not converge');
      sweep(form, first, last);
    }
  }
  return diagonal;
}
