import { describe, expect, it } from 'vitest';
import {
  at,
  differenceOf,
  nextClassNoise,
  noisyLabel,
  noNoise,
  posterior,
  symmetricNoise,
  type Transition,
  transposed,
  writtenNoise,
} from './label-noise';
import { createStream } from './rng';
import { cifarPairNoise } from './testing/cifar-pair-noise';

const K = 10;
const DRAWS = 400_000;

/** Labels of evenly drawn classes, as joint shares [class, label]. */
function drawnShares(transition: Transition, name: string): Float64Array {
  const random = createStream(1, name);
  const shares = new Float64Array(K * K);
  for (let i = 0; i < DRAWS; i++) {
    const from = random.integer(K);
    const cell = from * K + noisyLabel(transition, from, random.uniform());
    shares[cell] = (shares[cell] ?? 0) + 1 / DRAWS;
  }
  return shares;
}

const totalVariation = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, share, i) => sum + Math.abs(share - (b[i] ?? 0)), 0) / 2;

describe('noise of labels', () => {
  it('has rows that add up to 1', () => {
    for (const transition of [
      symmetricNoise(K, 0.5),
      nextClassNoise(K, 0.3),
      cifarPairNoise(0.3),
    ]) {
      for (const { classes, values } of [
        transition,
        transposed('', transition),
        posterior(transition),
      ]) {
        for (let row = 0; row < classes; row++) {
          const sum = values.slice(row * classes, (row + 1) * classes).reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(1, 12);
        }
      }
    }
  });

  it('at a symmetric rate of one half of ten classes is 0.55 on the diagonal and 0.05 beside it', () => {
    const noise = symmetricNoise(K, 0.5);
    expect(at(noise, 3, 3)).toBeCloseTo(0.55, 12);
    expect(at(noise, 3, 4)).toBeCloseTo(0.05, 12);
  });

  it('is drawn as its table says, and every posterior leads back to even classes', () => {
    const noise = cifarPairNoise(0.3);
    const shares = drawnShares(noise, 'corrupt');
    for (let row = 0; row < K; row++) {
      const cells = shares.subarray(row * K, (row + 1) * K);
      const total = cells.reduce((a, b) => a + b, 0);
      for (const [label, share] of cells.entries()) {
        expect(Math.abs(share / total - at(noise, row, label))).toBeLessThan(0.01);
      }
    }
    // Labels as they come, and the classes that are drawn to stand behind them.
    const behind = posterior(noise);
    const random = createStream(1, 'posterior');
    const classes = new Float64Array(K);
    for (let i = 0; i < DRAWS; i++) {
      const label = noisyLabel(noise, random.integer(K), random.uniform());
      const from = noisyLabel(behind, label, random.uniform());
      classes[from] = (classes[from] ?? 0) + 1 / DRAWS;
    }
    for (const share of classes) expect(Math.abs(share - 1 / K)).toBeLessThan(0.01);
  });

  it('makes fakes of a perfect G come with the labels of real samples, and with a wrong T not', () => {
    const gap = (real: Transition, assumed: Transition) =>
      totalVariation(drawnShares(real, 'real'), drawnShares(assumed, 'fake'));
    const pairs = cifarPairNoise(0.3);
    expect(gap(pairs, pairs)).toBeLessThan(0.02);
    // Three classes lose 0.3 of their labels, and the three that they are taken for 0.3 / 1.3.
    expect(gap(pairs, transposed('', pairs))).toBeCloseTo((3 * (0.3 + 0.3 / 1.3)) / 10, 1.5);
    expect(gap(pairs, noNoise(K))).toBeCloseTo(0.15, 1.5);
    expect(gap(symmetricNoise(K, 0.5), noNoise(K))).toBeCloseTo(0.45, 1.5);
  });

  it('leaves right labels right when it is turned down', () => {
    const random = createStream(2, 'own');
    for (let i = 0; i < 1000; i++) {
      const [from, u] = [random.integer(K), random.uniform()];
      for (const noise of [symmetricNoise, nextClassNoise]) {
        if (noisyLabel(noise(K, 0.6), from, u) !== from) continue;
        expect(noisyLabel(noise(K, 0.3), from, u)).toBe(from);
      }
    }
  });
});

describe('a table as it is written', () => {
  it('that is empty is no noise', () => {
    expect(writtenNoise('t', [], 3)).toEqual(noNoise(3));
  });

  it('may be rounded, and adds up exactly then', () => {
    const thirds = writtenNoise('t', new Array<number>(9).fill(0.333), 3);
    expect(differenceOf(thirds.values, new Array<number>(9).fill(1 / 3))).toBeLessThan(1e-12);
  });

  it.each([
    ['too few numbers', [1, 0, 0]],
    ['a row that does not add up', [1, 0, 0.5, 0.4]],
  ])('is refused with %s', (_, numbers) => {
    expect(() => writtenNoise('t', numbers, 2)).toThrow(
      expect.objectContaining({ code: 'config.wrongType' }),
    );
  });

  it('in which a label never comes has no transpose', () => {
    expect(() => transposed('t', writtenNoise('t', [1, 0, 1, 0], 2))).toThrow(/zeros/);
  });
});
