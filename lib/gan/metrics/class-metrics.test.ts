import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import {
  classAccuracy,
  classEntropy,
  classShares,
  confusionMatrix,
  predictedClasses,
} from './class-agreement';
import { conditionalEntropy, linearSeparability } from './linear-separability';
import { matrixOf } from './matrix';
import { perClass } from './per-class';
import { reconstructionError } from './reconstruction-error';
import { complete, type Slices } from './slices';
import { bootstrap, spreadOfMean } from './spread';

describe('agreement of classes', () => {
  const asked = [0, 0, 1, 1, 2];
  const seen = [0, 1, 1, 1, 0];

  it('is the share of the diagonal of the confusion matrix', () => {
    const confusion = confusionMatrix(asked, seen, 3);
    expect([...confusion]).toEqual([1, 1, 0, 0, 2, 0, 1, 0, 0]);
    expect(classAccuracy(asked, seen)).toBeCloseTo(3 / 5, 12);
    expect((confusion[0]! + confusion[4]! + confusion[8]!) / 5).toBeCloseTo(3 / 5, 12);
  });

  it('takes the largest logit of each row', () => {
    const logits = matrixOf(Float32Array.from([1, 2, 0, 5, -1, 4]), 3);
    expect([...predictedClasses(logits)]).toEqual([1, 0]);
  });

  it('entropy is log K for even shares and 0 for a single class', () => {
    expect(classEntropy(classShares([0, 1, 2, 3], 4))).toBeCloseTo(Math.log(4), 12);
    expect(classEntropy(classShares([2, 2, 2], 4))).toBeCloseTo(0, 12);
  });
});

describe('a measure per class', () => {
  function* meanGap(a: { values: Float32Array }, b: { values: Float32Array }): Slices<number> {
    yield 0.5;
    return Math.abs(a.values[0]! - b.values[0]!);
  }
  const set = (values: readonly number[], labels: readonly number[]) => ({
    features: matrixOf(Float32Array.from(values), 1),
    labels,
  });

  it('compares each class with itself and leaves out those with too few samples', () => {
    const found = complete(
      perClass(set([1, 5, 1, 5, 9], [0, 1, 0, 1, 2]), set([2, 2, 9, 9], [0, 0, 1, 1]), {
        classes: 3,
        atLeast: 2,
        measure: meanGap,
      }),
    );
    expect(found).toEqual({ mean: 2.5, values: [1, 4, null] });
  });
});

describe('linear separability', () => {
  const n = 400;
  const random = createStream(1, 'separability');
  const latents = matrixOf(random.normals(2 * n), 2);
  const along = (f: (x: number, y: number) => number) =>
    Float32Array.from({ length: n }, (_, i) =>
      f(latents.values[2 * i]!, latents.values[2 * i + 1]!),
    );

  it('is 1 for attributes that planes split, and exp of the entropies for ones that none splits', () => {
    const split = [along((x, y) => x + 2 * y), along((x) => x - 0.2)];
    expect(complete(linearSeparability(latents, split))).toBeCloseTo(1, 2);
    const crossed = complete(linearSeparability(latents, [along((x, y) => x * y)]));
    expect(crossed).toBeGreaterThan(1.85);
    expect(crossed).toBeLessThanOrEqual(2.0001);
  });

  it('rests on the conditional entropy', () => {
    expect(conditionalEntropy([0, 0, 1, 1], [0, 0, 1, 1])).toBeCloseTo(0, 12);
    expect(conditionalEntropy([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(Math.LN2, 12);
  });
});

describe('the reconstruction error', () => {
  const images = matrixOf(Float32Array.from([0, 1, 1, 0, 0.5, 0.5]), 2);

  it('of equal images is 0, and its ratio is 1 for the mean image', () => {
    const same = reconstructionError(images, images);
    expect(same).toEqual({ meanSquared: 0, meanAbsolute: 0, ratio: 0 });
    const mean = matrixOf(new Float32Array(6).fill(0.5), 2);
    expect(reconstructionError(images, mean).ratio).toBeCloseTo(1, 12);
    expect(reconstructionError(images, mean).meanAbsolute).toBeCloseTo(2 / 6, 12);
  });
});

describe('the bootstrap', () => {
  it('of a mean agrees with its standard error', () => {
    const values = createStream(1, 'values').normals(400);
    const { standardDeviation } = complete(
      bootstrap(400, {
        resamples: 400,
        random: createStream(2, 'bootstrap'),
        *statistic(indices) {
          yield 1;
          return indices.reduce((sum, i) => sum + values[i]! / 400, 0);
        },
      }),
    );
    expect(standardDeviation / spreadOfMean(values).standardDeviation).toBeCloseTo(1, 1);
  });
});
