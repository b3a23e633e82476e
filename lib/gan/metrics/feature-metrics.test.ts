// The metrics of features against numpy, scipy and PyTorch, and against what is known in closed form.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import { gaussianOf } from './covariance';
import { unitDistances } from './feature-diversity';
import { frechetDistance, gaussianFrechetDistance } from './frechet-distance';
import { inceptionScore, softmaxRows } from './inception-score';
import { blockDistances, cubicKernel } from './kernel-distance';
import { logisticRegression } from './logistic-regression';
import { type Matrix, matrixOf, selectRows } from './matrix';
import { gaussianKernel, medianDistance, squaredMmd } from './maximum-mean-discrepancy';
import { memorisedShare, nearestSamples } from './nearest-samples';
import { densityCoverage, precisionRecall } from './neighbour-coverage';
import { complete } from './slices';
import { spreadOfMean } from './spread';
import { symmetricEigenvalues } from './symmetric-eigenvalues';

const oracle = JSON.parse(
  readFileSync(new URL('./fixtures/features.fixture.json', import.meta.url), 'utf8'),
);
const A = matrixOf(Float32Array.from(oracle.a), oracle.columns);
const B = matrixOf(Float32Array.from(oracle.b), oracle.columns);
const LOGITS = matrixOf(Float32Array.from(oracle.logits), oracle.classes);

const close = (value: number, expected: number, relative = 1e-3) => {
  expect(Math.abs(value - expected), `${value} against ${expected}`).toBeLessThan(
    relative * Math.abs(expected) + 1e-9,
  );
};
const allClose = (values: ArrayLike<number>, expected: readonly number[], relative = 1e-3) => {
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) close(values[i]!, value, relative);
};

const gaussian = (seed: number, rows: number, mean: number, scale: readonly number[]): Matrix => {
  const random = createStream(seed, 'gaussian');
  return matrixOf(
    Float32Array.from(
      { length: rows * scale.length },
      (_, i) => mean + scale[i % scale.length]! * random.normal(),
    ),
    scale.length,
  );
};

describe('against an independent implementation, to a thousandth,', () => {
  it('the covariance and its eigenvalues agree', () => {
    const { covariance } = complete(gaussianOf(B));
    allClose(covariance, oracle.covarianceB);
    const values = complete(symmetricEigenvalues(covariance, 5));
    allClose(values.sort(), oracle.eigenvaluesB);
  });

  it('the Fréchet distance agrees', () => {
    close(complete(frechetDistance(A, B)), oracle.frechet);
  });

  it('the kernel distance of one block agrees', () => {
    const first = selectRows(
      A,
      Int32Array.from({ length: 50 }, (_, i) => i),
    );
    const random = createStream(1, 'blocks');
    const found = complete(
      blockDistances(first, B, { kernel: cubicKernel, blockSize: 50, random }),
    );
    allClose(found, [oracle.kid]);
  });

  it('the maximum mean discrepancy and the median distance agree', () => {
    close(complete(squaredMmd(A, B, gaussianKernel(1.3))), oracle.mmd);
    close(complete(medianDistance(A)), oracle.median);
  });

  it('precision, recall, density and coverage agree', () => {
    const { precision, recall } = complete(precisionRecall(A, B, 3));
    allClose([precision, recall], oracle.precisionRecall);
    const { density, coverage } = complete(densityCoverage(A, B, 5));
    allClose([density, coverage], oracle.densityCoverage);
  });

  it('the Inception-style score agrees', () => {
    close(inceptionScore(softmaxRows(LOGITS)), oracle.inceptionScore);
  });

  it('logistic regression agrees', () => {
    const { probabilities } = complete(logisticRegression(A, oracle.labels));
    allClose(probabilities, oracle.logisticProbabilities);
  });

  it('distances of unit vectors agree', () => {
    const pairs = Int32Array.from([0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
    allClose(unitDistances(A, pairs), oracle.unitDistances);
  });

  it('nearest samples agree', () => {
    const { index, distance, second } = complete(nearestSamples(B, A));
    expect([...index]).toEqual(oracle.nearest);
    allClose(distance, oracle.nearestDistance);
    allClose(second, oracle.secondDistance);
  });
});

describe('identical sets', () => {
  it('have the ideal value of every measure', () => {
    const copy: Matrix = { ...A };
    expect(complete(frechetDistance(A, copy))).toBeCloseTo(0, 9);
    expect(complete(precisionRecall(A, copy))).toEqual({ precision: 1, recall: 1 });
    expect(complete(densityCoverage(A, copy))).toEqual({ density: 1, coverage: 1 });
    // Unbiased: the pairs of a sample with itself count across but not within, so it lies below 0 by the mean distance over N.
    const mmd = complete(squaredMmd(A, copy, gaussianKernel(1)));
    expect(mmd).toBeLessThan(0);
    expect(mmd).toBeGreaterThan(-2 / A.rows);
  });

  it('are all copies of each other, where no two samples coincide', () => {
    expect(memorisedShare(complete(nearestSamples(A, A)))).toBe(1);
  });
});

describe('two Gaussians', () => {
  it('have the Fréchet distance of the closed form', () => {
    const diagonal = (mean: number, scale: readonly number[]) => ({
      dim: 3,
      mean: new Float64Array(3).fill(mean),
      covariance: Float64Array.from({ length: 9 }, (_, i) =>
        i % 4 === 0 ? scale[i / 4]! ** 2 : 0,
      ),
    });
    // Commuting covariances: |μ₁ - μ₂|² + Σ (σ₁ - σ₂)².
    const found = complete(
      gaussianFrechetDistance(diagonal(0, [1, 2, 3]), diagonal(1, [2, 2, 0.5])),
    );
    expect(found).toBeCloseTo(3 + 1 + 0 + 6.25, 10);
  });

  it('sampled 2,048 times have it within 2 %', () => {
    const [first, second] = [
      [1, 2, 3, 1],
      [2, 2, 0.5, 1],
    ] as const;
    const exact = 4 + 1 + 6.25;
    const found = complete(
      frechetDistance(gaussian(1, 2048, 0, first), gaussian(2, 2048, 1, second)),
    );
    expect(Math.abs(found / exact - 1)).toBeLessThan(0.02);
  });

  it('moved apart have the closed-form MMD within three standard deviations', () => {
    // E k of N(0, 1) and N(m, 1) with width s: s / √(s² + 2) · exp(-m² / (2 (s² + 2))).
    const [m, s] = [1, 1];
    const mean = (d: number) => (s / Math.sqrt(s * s + 2)) * Math.exp((-d * d) / (2 * (s * s + 2)));
    const exact = 2 * mean(0) - 2 * mean(m);
    const found = complete(
      squaredMmd(gaussian(1, 1000, 0, [1]), gaussian(2, 1000, m, [1]), gaussianKernel(s)),
    );
    expect(Math.abs(found / exact - 1)).toBeLessThan(0.2);
  });
});

describe('the Inception-style score', () => {
  const rows = (probabilities: readonly (readonly number[])[]) =>
    matrixOf(Float32Array.from(probabilities.flat()), 4);

  it('of uniform predictions is 1, of one-hot ones in even classes K', () => {
    expect(inceptionScore(rows(new Array(8).fill([0.25, 0.25, 0.25, 0.25])))).toBeCloseTo(1, 9);
    const oneHot = [0, 1, 2, 3].map((k) => [0, 1, 2, 3].map((i) => (i === k ? 1 : 0)));
    expect(inceptionScore(rows(oneHot))).toBeCloseTo(4, 9);
    expect(inceptionScore(rows([oneHot[2]!, oneHot[2]!]))).toBeCloseTo(1, 9);
  });
});

describe('the kernel distance in blocks', () => {
  it('of one law is 0 within three standard errors', () => {
    const scale = new Array(8).fill(1);
    const found = complete(
      blockDistances(gaussian(1, 1000, 0, scale), gaussian(2, 1000, 0, scale), {
        kernel: cubicKernel,
        blockSize: 100,
        random: createStream(1, 'blocks'),
      }),
    );
    expect(found).toHaveLength(10);
    const mean = found.reduce((sum, value) => sum + value / 10, 0);
    expect(Math.abs(mean)).toBeLessThan(3 * spreadOfMean(found).standardDeviation);
  });
});

describe('covariances of few samples', () => {
  it('have zero eigenvalues and a Fréchet distance of 0 to themselves', () => {
    const few = gaussian(3, 6, 0, new Array(12).fill(1));
    const { covariance } = complete(gaussianOf(few));
    const values = complete(symmetricEigenvalues(covariance, 12)).sort();
    for (const value of values.subarray(0, 7)) expect(Math.abs(value)).toBeLessThan(1e-12);
    expect(values[7]).toBeGreaterThan(0.01);
    expect(complete(frechetDistance(few, { ...few }))).toBeCloseTo(0, 6);
  });

  it('of ranks from 1 to full size have as many eigenvalues above zero, which sum to the trace', () => {
    const n = 40;
    for (let rank = 1; rank <= n; rank += 3) {
      // Graded: each direction half as long as the one before.
      const scale = Array.from({ length: n }, (_, k) => 2 ** -(k % 12));
      const { covariance } = complete(gaussianOf(gaussian(rank, rank + 1, 0, scale)));
      const values = complete(symmetricEigenvalues(covariance, n)).sort().reverse();
      let trace = 0;
      for (let k = 0; k < n; k++) trace += covariance[k * n + k]!;
      expect(values.reduce((sum, value) => sum + value, 0) / trace).toBeCloseTo(1, 12);
      for (const value of values.subarray(rank)) expect(Math.abs(value)).toBeLessThan(1e-13);
    }
  });

  it('that are not finite are an error', () => {
    const broken = Float64Array.from([1, Number.NaN, Number.NaN, 1]);
    expect(() => complete(symmetricEigenvalues(broken, 2))).toThrow(/not finite/);
  });
});
