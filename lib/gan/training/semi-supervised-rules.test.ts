import { add, type Scalar, scalar, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { completeParams } from '../../schema/config';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import type { StepContext } from '../architecture';
import { sgan } from '../architectures/sgan';
import { heldOutOf } from '../datasets/held-out';
import { labelledSamples } from '../datasets/labelled-samples';
import { ring } from '../datasets/points/ring';
import type { DataSource } from '../datasets/source';
import { samplingMode } from '../layers/layer';
import { type LayerSpec, sequential } from '../layers/sequential';
import { Variables } from '../layers/variables';
import { createStream, createStreams } from '../rng';
import { runningMean } from './running-mean';
import { type SemiSupervisedGame, semiSupervisedRules } from './semi-supervised-rules';

const CLASSES = 3;
const FEATURES = 5;
const SOURCE: DataSource = { kind: 'points', dim: 2, ...ring.create({ modes: CLASSES }) };
const HEAD: LayerSpec = { kind: 'dense', units: CLASSES, bias: true };

const network = (name: string, layers: readonly LayerSpec[]) =>
  sequential({
    name,
    inputShape: [2],
    layers,
    initializer: { kind: 'he' },
    random: createStream(1, name),
    purpose: 'training',
  });

function game(): SemiSupervisedGame {
  const body: LayerSpec = { kind: 'dense', units: FEATURES, bias: true };
  return {
    d: network('D', [body, { kind: 'branches', branches: [[HEAD], []] }]),
    baseline: network('baseline', [body, HEAD]),
    classes: CLASSES,
    sampleShape: [2],
    labelled: labelledSamples(SOURCE, {
      perClass: 1,
      classes: CLASSES,
      seed: 1,
      draw: 1,
      picked: [],
    }),
    heldOut: heldOutOf(SOURCE),
  };
}

const X = [0.3, -1, 2, 0.5, -0.7, 1.1, 0, 2];

function contextOf(x: () => Tensor): StepContext<never> {
  return {
    params: completeParams(sgan, 'points', { aimOfG: 'features' }) as never,
    players: { d: true, g: true },
    random: createStreams(1),
    imagesSeen: 0,
    epochImages: 1,
    nextBatch: () => ({ x: x(), labels: null }),
  };
}

/** G's loss where the real features are those of X and the generated ones are `shift` away from them. */
function matchingLoss(shift: number): number {
  const parts = game();
  const rules = semiSupervisedRules(parts);
  const output = (x: Tensor) => parts.d.forward(x, samplingMode('batch'));
  return tidy(() => {
    const x = () => tensor2d(X, [4, 2]);
    const terms = rules.termsOfG({
      context: contextOf(x),
      fake: { x: x(), condition: null, latent: tensor2d(X, [4, 2]) },
      real: null,
      output: add(output(x()), shift),
      judge: (samples) => output(samples),
    });
    expect(terms.replacesAdversarial).toBe(true);
    return (terms.loss as Scalar).dataSync()[0] ?? Number.NaN;
  });
}

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

describe('feature matching', () => {
  it('costs G nothing where generated samples have the features of real ones', () => {
    expect(matchingLoss(0)).toBe(0);
  });

  it('costs the squared distance of the mean features otherwise', () => {
    expect(matchingLoss(0.5)).toBeCloseTo(0.25, 5);
  });
});

describe('real samples of a step', () => {
  it('are the labelled ones, then the batch, with one-hot rows of the labelled alone', () => {
    const parts = game();
    tidy(() => {
      const real = semiSupervisedRules(parts).takeReal(contextOf(() => tensor2d(X, [4, 2])));
      const { values, labels } = parts.labelled.batch(createStream(1, 'any'), 32);
      expect([...real.x.dataSync()]).toEqual([...values, ...Float32Array.from(X)]);
      expect(real.classes?.arraySync()).toEqual(
        Array.from(labels, (label) =>
          Array.from({ length: CLASSES }, (_, k) => (k === label ? 1 : 0)),
        ),
      );
      expect([...labels].sort()).toEqual([0, 1, 2]);
      expect(real.condition).toBeNull();
    });
  });
});

describe('a running mean', () => {
  it('is the weighted mean of what was seen, from the first figure on', () => {
    const decay = 0.9;
    const follow = runningMean(new Variables(), 'figure', decay);
    const figures = [1, 0, 0.5, 0.25];
    const found = figures.map((figure) => tidy(() => follow(scalar(figure)).dataSync()[0]));
    const expected = figures.map((_, last) => {
      const weights = figures.slice(0, last + 1).map((__, i) => decay ** (last - i));
      const total = weights.reduce((a, b) => a + b, 0);
      return weights.reduce((sum, weight, i) => sum + weight * (figures[i] ?? 0), 0) / total;
    });
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
    expect(found[0]).toBeCloseTo(1, 6);
  });
});
