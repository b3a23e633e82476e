import { describe, expect, it } from 'vitest';
import { likelyCause } from './divergence';

const block = (gradNormD: readonly number[]) => ({
  steps: Int32Array.from(gradNormD, (_, i) => i + 1),
  values: {
    gradNormD: Float32Array.from(gradNormD),
    gradNormG: Float32Array.from(gradNormD, () => 1),
  },
});
const calm = { optimizer: 'adam', lrD: 2e-4, lrG: 2e-4, loss: 'nonSaturating', gpLambda: 0 };

describe('the likely cause of a divergence', () => {
  it('is the learning rate that is too high, with its value', () => {
    expect(likelyCause({ ...calm, lrG: 0.3 }, block([]))).toMatch(/learning rate of G is 0.3/);
  });

  it('is the gradient that exploded, with its numbers', () => {
    expect(likelyCause(calm, block([1, 1, 1.2, 1, 1, 80]))).toMatch(
      /gradient of D grew from about 1.00 to 80/,
    );
  });

  it('is the missing penalty of a Wasserstein critic', () => {
    expect(likelyCause({ ...calm, loss: 'wasserstein' }, block([1, 1, 1, 1, 1, 1]))).toMatch(
      /penalty/,
    );
  });

  it('is left open when nothing stands out', () => {
    expect(likelyCause(calm, block([1, 1, 1, 1, 1, 1]))).toMatch(/drove each other/);
  });
});
