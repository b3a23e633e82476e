import { describe, expect, it } from 'vitest';
import { roleOf } from './array-images';
import { codeOf } from './fixtures/fuzz';
import { indexLabels } from './labels';
import type { NumericArray } from './numeric-array';
import { pairArrays } from './pair-arrays';

const array = (name: string, ...shape: number[]): NumericArray => ({
  name,
  shape,
  values: new Uint8Array(shape.reduce((a, b) => a * b, 1)),
  isBoolean: false,
});
const pairsOf = (images: readonly NumericArray[], labels: readonly NumericArray[]) =>
  pairArrays(images, labels).pairs.map((pair) => [pair.images.name, pair.labels?.name ?? null]);

describe('pairArrays', () => {
  it.each([
    [
      ['train-images', 'train-labels'],
      ['t10k-images', 't10k-labels'],
    ],
    [
      ['x_train', 'y_train'],
      ['x_test', 'y_test'],
    ],
    [
      ['train_images', 'train_labels'],
      ['val_images', 'val_labels'],
    ],
  ])('tells %j from %j by name when the counts are equal', (first, second) => {
    const images = [array(first[0]!, 5, 8, 8), array(second[0]!, 5, 8, 8)];
    const labels = [array(second[1]!, 5), array(first[1]!, 5)];
    expect(pairsOf(images, labels)).toEqual([first, second]);
  });

  it('goes by count when the names say nothing', () => {
    const images = [array('a', 3, 8, 8), array('b', 4, 8, 8)];
    expect(pairsOf(images, [array('c', 4), array('d', 3, 1)])).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ]);
  });

  it('prefers the array called labels among several of one count', () => {
    const { pairs, unused } = pairArrays(
      [array('imgs', 3, 8, 8)],
      [array('ids', 3), array('targets', 3)],
    );
    expect([pairs[0]?.labels?.name, unused.map(({ name }) => name)]).toEqual(['targets', ['ids']]);
  });

  it('refuses labels of another length, missing labels and a free choice', () => {
    const images = [array('a', 3, 8, 8), array('b', 4, 8, 8)];
    expect(codeOf(() => pairArrays(images.slice(0, 1), [array('c', 4)]))).toBe('data.labelCount');
    expect(codeOf(() => pairArrays(images, [array('c', 3)]))).toBe('data.combination');
    expect(codeOf(() => pairArrays(images.slice(0, 1), [array('c', 3), array('d', 3)]))).toBe(
      'data.combination',
    );
  });
});

describe('roleOf', () => {
  it.each([
    [[10, 28, 28], 'pictures'],
    [[10, 32, 32, 3], 'pictures'],
    [[10, 3, 32, 32], 'pictures'],
    [[10, 784], 'rows'],
    [[10], 'labels'],
    [[10, 1], 'labels'],
    [[10, 6], 'other'],
    [[28, 28, 3], 'other'],
    [[10, 32, 32, 4], 'other'],
    [[0, 28, 28], 'other'],
    [[], 'other'],
  ])('takes an array of shape %j for %s', (shape, role) => {
    expect(roleOf(array('x', ...shape))).toBe(role);
  });
});

describe('indexLabels', () => {
  const labels = (...values: number[]): NumericArray => ({
    name: 'y',
    shape: [values.length],
    values: Float64Array.from(values),
    isBoolean: false,
  });

  it('numbers the distinct values in increasing order over all arrays', () => {
    const result = indexLabels([labels(26, 3), labels(-1, 10, 3)]);
    expect(result).toEqual({
      labels: Uint8Array.of(3, 1, 0, 2, 1),
      classes: ['-1', '3', '10', '26'],
    });
  });

  it('refuses fractions and more than 255 classes', () => {
    expect(codeOf(() => indexLabels([labels(0.5)]))).toBe('data.malformed');
    const many = Array.from({ length: 256 }, (_, i) => i);
    expect(codeOf(() => indexLabels([labels(...many)]))).toBe('data.tooLarge');
    expect(indexLabels([labels(...many.slice(0, 255))]).labels[254]).toBe(254);
  });
});
