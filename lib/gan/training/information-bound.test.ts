import { grad, sum, type Tensor, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LatentControl } from '../../schema/latents';
import { defaultsOf } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { CODE_PARAMS, codeControls, codeParts } from '../latent/code-controls';
import { drawLatentRows } from '../latent/latent-rows';
import { createStream } from '../rng';
import {
  entropyOf,
  highestBound,
  informationOf,
  LOG_SIGMA,
  normalLoss,
  normalReading,
  readParts,
  readWidth,
  type Sigma,
} from './information-bound';

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

const K = 10;
const Z: LatentControl = { kind: 'gaussian', id: 'z', dim: 3, prior: 'normal', range: 3 };
/** z, one category, two continuous codes over [−1, 1]. */
const CONTROLS: readonly LatentControl[] = [Z, ...codeControls(defaultsOf(CODE_PARAMS))];
const N = 4000;
const WIDTH = 3 + K + 2;

const rowsOf = (count: number) =>
  tensor2d(drawLatentRows(CONTROLS, createStream(1, 'rows'), count), [count, WIDTH]);

/** What Q's row says of N samples, from what `says` answers for each drawn row. */
function read(sigma: Sigma, says: (row: readonly number[]) => readonly number[]) {
  return tidy(() => {
    const rows = rowsOf(N);
    const output = tensor2d(rows.arraySync().map((row) => [...says(row)]));
    const found = informationOf(output, rows, readParts(CONTROLS, sigma, 0), sigma);
    const of = (scalar: Tensor | null | undefined) => scalar?.dataSync()[0] ?? Number.NaN;
    return {
      categories: of(found.categories?.bound),
      accuracy: of(found.categories?.accuracy),
      codes: of(found.codes?.bound),
      codeLoss: of(found.codes?.loss),
      error: of(found.codes?.error),
      sigma: of(found.codes?.sigma),
    };
  });
}
const uniform = new Array<number>(K).fill(0);
const categoryOf = (row: readonly number[]) => row.slice(3, 3 + K);
const codesOf = (row: readonly number[]) => row.slice(3 + K);

describe('the information that Q gets off samples', () => {
  it('about a category is 0 when all are as likely, and log K when it is always sure and right', () => {
    const blind = read('fixed', () => [...uniform, 0, 0]);
    expect(blind.categories).toBeCloseTo(0, 5);
    const sure = read('fixed', (row) => [...categoryOf(row).map((one) => 60 * one), 0, 0]);
    expect(sure.categories).toBeCloseTo(Math.log(K), 5);
    expect(sure.accuracy).toBe(1);
  });

  it('about a category is never more than log K, and less than nothing for a reader that is sure and wrong', () => {
    const random = createStream(2, 'logits');
    for (const scale of [0.1, 1, 10, 100]) {
      const some = read('fixed', (row) => [
        ...categoryOf(row).map((one) => scale * (one + random.normal())),
        0,
        0,
      ]);
      expect(some.categories).toBeLessThanOrEqual(Math.log(K) + 1e-5);
    }
    const wrong = read('fixed', (row) => [...categoryOf(row).map((one) => -5 * one), 0, 0]);
    expect(wrong.categories).toBeLessThan(-1);
    expect(wrong.accuracy).toBe(0);
  });

  it('about codes with σ = 1 falls short of nothing by the official bookkeeping’s gain, however well they are read', () => {
    const perCode = (bound: number) => bound / 2;
    const none = read('fixed', () => [...uniform, 0, 0]);
    const all = read('fixed', (row) => [...uniform, ...codesOf(row)]);
    // A standard normal prior instead of U(−1, 1) has the entropy ½ log 2π + 1/6: with it the reader that knows nothing gets 0,
    // and the one that knows everything 1/6.
    const inflated = 0.5 * Math.log(2 * Math.PI) + 1 / 6 - Math.log(2);
    expect(perCode(none.codes) + inflated).toBeCloseTo(0, 2);
    expect(perCode(all.codes) + inflated).toBeCloseTo(1 / 6, 5);
    expect(perCode(all.codes)).toBeCloseTo(Math.log(2) - 0.5 * Math.log(2 * Math.PI), 5);
    expect(all.codes).toBeCloseTo(highestBound(codeParts(CONTROLS).slice(1), 'fixed') ?? 0, 5);
  });

  it('about codes with a learned σ is what is known: log 2 − log σ − ½ log 2πe per code that is read to within σ', () => {
    const sigma = 0.05;
    const random = createStream(3, 'noise');
    const close = read('learned', (row) => [
      ...uniform,
      ...codesOf(row).map((code) => code + sigma * random.normal()),
      Math.log(sigma),
      Math.log(sigma),
    ]);
    const entropyOfNoise = Math.log(sigma) + 0.5 * Math.log(2 * Math.PI * Math.E);
    expect(close.codes / 2).toBeCloseTo(Math.log(2) - entropyOfNoise, 1);
    expect(close.error).toBeCloseTo(sigma, 2);
  });

  it('has chance’s error 1/√3 for U(−1, 1) when every guess is 0', () => {
    expect(read('fixed', () => [...uniform, 0, 0]).error).toBeCloseTo(1 / Math.sqrt(3), 1);
  });
});

describe('entropy of codes', () => {
  it('is log K for a category and log(high − low) for each number', () => {
    const [category, codes] = codeParts([
      Z,
      ...codeControls({ ...defaultsOf(CODE_PARAMS), categories: 7, codeLow: -2, codeHigh: 3 }),
    ]);
    expect(entropyOf(category!)).toBeCloseTo(Math.log(7), 12);
    expect(entropyOf(codes!)).toBeCloseTo(2 * Math.log(5), 12);
  });

  it('is the highest bound but for a learned σ, which has none', () => {
    expect(highestBound(codeParts(CONTROLS), 'learned')).toBeNull();
    expect(highestBound(codeParts(CONTROLS).slice(0, 1), 'learned')).toBeCloseTo(Math.log(10), 12);
  });
});

describe('the normal law of a code', () => {
  const part = readParts(CONTROLS, 'learned', 1)[1]!;
  const reading = (mean: number, rawLogSigma: number) =>
    normalReading(
      tensor2d([[...new Array<number>(1 + K).fill(0), mean, mean, rawLogSigma, rawLogSigma]]),
      part,
      'learned',
    );
  const lossAt = (mean: number, raw: number, code = 0.3) =>
    tidy(() => normalLoss(tensor2d([[code, code]]), reading(mean, raw)).dataSync()[0]!);

  it('stands where the layout says, after D’s verdict and the categories', () => {
    expect(part.column).toBe(1 + K);
    expect(readWidth(CONTROLS, 'fixed')).toBe(K + 2);
    expect(readWidth(CONTROLS, 'learned')).toBe(K + 4);
  });

  it('costs least at μ = c', () => {
    for (const raw of [-3, 0, 1]) {
      expect(lossAt(0.3, raw)).toBeLessThan(lossAt(0.31, raw));
      expect(lossAt(0.3, raw)).toBeLessThan(lossAt(0.29, raw));
    }
  });

  it('differs from half the squared error by ½ log 2π when σ is 1', () => {
    const loss = tidy(
      () =>
        normalLoss(tensor2d([[0.5]]), {
          mean: tensor2d([[0.1]]) as Tensor2D,
          logSigma: null,
        }).dataSync()[0]!,
    );
    expect(loss - 0.5 * 0.4 ** 2).toBeCloseTo(0.9189, 4);
  });

  it('holds log σ within its bounds and follows it inside them', () => {
    const logSigma = (raw: number) =>
      tidy(() => reading(0, raw).logSigma?.dataSync()[0] ?? Number.NaN);
    expect(logSigma(-100)).toBeCloseTo(LOG_SIGMA.min, 2);
    expect(logSigma(100)).toBeCloseTo(LOG_SIGMA.max, 2);
    expect(logSigma(-1.5)).toBeCloseTo(-1.5, 1);
    // Rises everywhere, so that a reader that was too sure can take it back.
    for (let raw = -8; raw < 5; raw += 0.5) {
      expect(logSigma(raw + 0.5)).toBeGreaterThan(logSigma(raw));
    }
  });

  it('has the gradient that differences give', () => {
    const at = [0.1, -0.7] as const;
    const loss = (x: Tensor) =>
      normalLoss(tensor2d([[0.3, 0.3]]), normalReading(x, part, 'learned'));
    const input = (mean: number, raw: number) =>
      tensor2d([[...new Array<number>(1 + K).fill(0), mean, 0.3, raw, 0]]);
    const analytic = tidy(() => [...grad((x: Tensor) => sum(loss(x)))(input(...at)).dataSync()]);
    const h = 1e-2;
    const value = (mean: number, raw: number) => tidy(() => loss(input(mean, raw)).dataSync()[0]!);
    expect(analytic[1 + K]).toBeCloseTo(
      (value(at[0] + h, at[1]) - value(at[0] - h, at[1])) / (2 * h),
      2,
    );
    expect(analytic[1 + K + 2]).toBeCloseTo(
      (value(at[0], at[1] + h) - value(at[0], at[1] - h)) / (2 * h),
      2,
    );
  });
});
