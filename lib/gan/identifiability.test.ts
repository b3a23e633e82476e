import { describe, expect, it } from 'vitest';
import { identifiability } from './identifiability';
import { nextClassNoise, noNoise, symmetricNoise } from './label-noise';
import { cifarPairNoise } from './testing/cifar-pair-noise';

const K = 10;

describe('what can be told through noise', () => {
  it('is measured by the smallest singular value, 1 − r for symmetric noise', () => {
    for (const rate of [0.1, 0.5, 0.9]) {
      expect(identifiability(symmetricNoise(K, rate)).smallest).toBeCloseTo(1 - rate, 6);
    }
    expect(identifiability(noNoise(K))).toEqual({ smallest: expect.closeTo(1, 9), problem: null });
  });

  it('is nothing for two classes that come with the same labels', () => {
    expect(identifiability(cifarPairNoise(0.3)).problem).toBeNull();
    expect(identifiability(cifarPairNoise(0.5))).toEqual({
      smallest: expect.closeTo(0, 6),
      problem: 'singular',
    });
    expect(identifiability(symmetricNoise(K, 1)).problem).toBe('singular');
  });

  it('is the wrong name where a wrong label outvotes the right one', () => {
    expect(identifiability(cifarPairNoise(0.7)).problem).toBe('outvoted');
    expect(identifiability(nextClassNoise(3, 0.8)).problem).toBe('outvoted');
  });
});
