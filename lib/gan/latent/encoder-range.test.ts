import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { latentRegressionLoss, latentsOf } from './encoder-range';

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

const numbers = (t: Tensor): readonly number[] => [...t.dataSync()];
const raw = () => tensor2d([0, 2, -1, 30], [2, 2]);

describe('the range of an encoder', () => {
  it('is that of the prior: a box by the logistic function, a sphere by its direction', () => {
    const [, two = 0, minusOne = 0] = numbers(latentsOf(raw(), 'uniform01', 'prior'));
    expect(two).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expect(minusOne).toBeCloseTo(1 / (1 + Math.E), 6);
    expect(numbers(latentsOf(raw(), 'uniform', 'prior'))[1]).toBeCloseTo(Math.tanh(1), 6);
    expect(numbers(latentsOf(raw(), 'uniformUnitVariance', 'prior'))[3]).toBeCloseTo(
      Math.sqrt(3),
      6,
    );
    const [x = 0, y = 0] = numbers(latentsOf(tensor2d([3, 4], [1, 2]), 'sphere', 'prior'));
    expect([x, y].map((value) => value / Math.SQRT2)).toEqual([
      expect.closeTo(0.6, 5),
      expect.closeTo(0.8, 5),
    ]);
  });

  it('is unbounded for a normal prior, or where it is to be linear', () => {
    expect(numbers(latentsOf(raw(), 'normal', 'prior'))).toEqual([0, 2, -1, 30]);
    expect(numbers(latentsOf(raw(), 'uniform', 'linear'))).toEqual([0, 2, -1, 30]);
  });
});

describe('the loss of a latent regressor', () => {
  const z = () => tensor2d([0, 0.5, -1, 1], [2, 2]);
  const loss = (prior: 'normal' | 'uniform', range: 'prior' | 'linear') =>
    numbers(latentRegressionLoss(raw(), z(), prior, range))[0] ?? Number.NaN;

  it('is the cross-entropy of the place in the box', () => {
    const places = [0.5, 0.75, 0, 1];
    const expected = [0, 2, -1, 30].map((a, i) => {
      const p = 1 / (1 + Math.exp(-a));
      const t = places[i]!;
      // The last logit is so large that log(1 - p) would be lost, and its weight is 0.
      return -(t * Math.log(p) + (t === 1 ? 0 : (1 - t) * Math.log(1 - p)));
    });
    expect(loss('uniform', 'prior')).toBeCloseTo(expected.reduce((a, b) => a + b, 0) / 4, 5);
  });

  it('is the squared error elsewhere', () => {
    const expected = (0 + 1.5 ** 2 + 0 + 29 ** 2) / 4;
    expect(loss('normal', 'prior')).toBeCloseTo(expected, 3);
    expect(loss('uniform', 'linear')).toBeCloseTo(expected, 3);
  });
});
