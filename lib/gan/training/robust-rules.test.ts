import { grad, log, matMul, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { noNoise, symmetricNoise, type Transition } from '../label-noise';
import { createStream } from '../rng';
import { channelOf, correctedCrossEntropy } from './forward-correction';
import { noisyLabels } from './noisy-labels';
import { evenNumbers, rowsAt } from './sampled-rows';
import { anchorRows } from './transition-companion';

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

const T = [
  [0.7, 0.2, 0.1],
  [0.1, 0.8, 0.1],
  [0.3, 0.1, 0.6],
];
const CLEAN = [[0.6, 0.3, 0.1]];
const transposeOf = (table: number[][]) => table.map((_, i) => table.map((row) => row[i] ?? 0));

/** The slope at the right answer, log p, when labels come as T says. */
const slopeAtTruth = (table: number[][]): number[] =>
  tidy(() => {
    const labels = matMul(tensor2d(CLEAN), tensor2d(T));
    const channel = channelOf(tensor2d(table));
    const slope = grad((logits: Tensor) => correctedCrossEntropy(logits, labels, channel));
    return [...slope(log(tensor2d(CLEAN))).dataSync()];
  });

const close = (values: readonly number[], digits: number) =>
  values.map((value) => expect.closeTo(value, digits));

describe('the loss of labels that went through T', () => {
  it('is least where the classifier says what is true', () => {
    expect(slopeAtTruth(T)).toEqual(close([0, 0, 0], 6));
  });

  it('without T, or with T transposed, pulls away from the truth', () => {
    const identity = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(slopeAtTruth(identity)).toEqual(close([0.12, -0.07, -0.05], 5));
    expect(slopeAtTruth(transposeOf(T))).toEqual(close([0.017, -0.062, 0.045], 3));
  });

  it('has a slope even where the classifier is sure and wrong', () => {
    const slope = tidy(() =>
      grad((logits: Tensor) =>
        correctedCrossEntropy(
          logits,
          tensor2d([[0, 1]]),
          channelOf(
            tensor2d([
              [1, 0],
              [0, 1],
            ]),
          ),
        ),
      )(tensor2d([[10, -10]])).dataSync(),
    );
    expect([...slope]).toEqual(close([1, -1], 2));
  });
});

describe('rows drawn on the device', () => {
  it('have one 1, as often in each place as their probabilities say', () => {
    const count = 20_000;
    const shares = tidy(() => {
      const probabilities = tensor2d(new Array<number[]>(count).fill([0.2, 0, 0.5, 0.3]));
      const rows = rowsAt(probabilities, evenNumbers(createStream(1, 'u'), count)).arraySync();
      return rows as number[][];
    });
    const totals = [0, 0, 0, 0];
    for (const row of shares) {
      expect(row.reduce((a, b) => a + b, 0)).toBe(1);
      for (const [k, value] of row.entries()) totals[k] = (totals[k] ?? 0) + value / count;
    }
    for (const [k, share] of [0.2, 0, 0.5, 0.3].entries()) {
      expect(Math.abs((totals[k] ?? 0) - share)).toBeLessThan(0.015);
    }
    expect(totals[1]).toBe(0);
  });

  it('are drawn even where rounding leaves the sum below u', () => {
    const row = tidy(() => rowsAt(tensor2d([[0.3, 0.6]]), tensor2d([[0.95]])).dataSync());
    expect([...row]).toEqual([0, 1]);
  });
});

describe('labels of images', () => {
  const own = Float64Array.from({ length: 50 }, (_, i) => i / 50);
  const labels = new Int32Array(50).map((_, i) => i % 5);
  const rows = Int32Array.from({ length: 50 }, (_, i) => i);
  const random = createStream(1, 'unused');
  const given = (noise: Transition) => noisyLabels(labels, rows, noise, own, random);

  it('are wrong in the same way every time, and draw nothing', () => {
    const before = random.state;
    expect(given(symmetricNoise(5, 0.5))).toEqual(given(symmetricNoise(5, 0.5)));
    expect(random.state).toEqual(before);
    expect(given(symmetricNoise(5, 0.5))).not.toEqual(labels);
  });

  it('without noise are right', () => {
    expect(given(noNoise(5))).toEqual(labels);
  });
});

describe('anchors', () => {
  it('are what is said of the sample that is surest of each class', () => {
    const said = tidy(() => [
      ...anchorRows(
        tensor2d([
          [0.7, 0.3],
          [0.4, 0.6],
          [0.1, 0.9],
        ]),
      ).dataSync(),
    ]);
    expect(said).toEqual(close([0.7, 0.3, 0.1, 0.9], 6));
  });
});
