import {
  add,
  grad,
  mul,
  type Scalar,
  sub,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { presetParams } from '../../schema/config';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import type { StepContext } from '../architecture';
import { crossEntropy } from '../cross-entropy';
import { infoOf } from '../datasets/registry';
import { classControl } from '../latent/class-control';
import { samplingMode } from '../layers/layer';
import { LOSSES } from '../losses';
import { createStream } from '../rng';
import { classLogitsOf, shareRead, softened, verdictOf } from '../training/class-head';
import { type ClassHeadParams, classHeadRules } from '../training/class-head-rules';
import { gradientsOf } from '../training/network-gradients';
import { blobAccuracy, FOUR_BLOBS, trainedOnBlobs } from '../training/testing/four-blobs';
import { type TwoPlayerParams, zControl } from '../training/two-player-params';
import { acgan } from './acgan';

const DATA = infoOf(FOUR_BLOBS);
const K = 4;
const Z = 2;
const N = 3;
type Params = ClassHeadParams & TwoPlayerParams;
const PARAMS = presetParams(acgan, 'points', 'nano') as unknown as Params;

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

const rules = classHeadRules<Params>({
  latents: (params) => [zControl(params), classControl(DATA)],
  weights: ({ lambda, eta }) => ({ d: lambda, g: lambda, eta }),
  softLabels: ({ softLabels }) => softLabels,
});

const contextOf = (params: Partial<Params>) =>
  ({ params: { ...PARAMS, ...params } }) as unknown as StepContext<Params>;

/** Rows whose z is 0 and whose classes are 0, 1, 2, … */
const latentRows = () =>
  tensor2d(
    Array.from({ length: N }, (_, i) => [
      ...new Array<number>(Z).fill(0),
      ...Array.from({ length: K }, (__, k) => (k === i ? 1 : 0)),
    ]),
  );
const classes = () =>
  tensor2d(Array.from({ length: N }, (_, i) => Array.from({ length: K }, (__, k) => +(k === i))));

const judge = () => {
  throw new Error('D is not run twice');
};
const lossOfD = (outputReal: Tensor, outputFake: Tensor, params: Partial<Params>) => {
  const context = contextOf(params);
  const { loss } = rules.termsOfD({
    context,
    real: { x: zeros([N, 2]), condition: null, classes: classes() },
    fake: { x: zeros([N, 2]), condition: null, latent: latentRows() },
    outputReal,
    outputFake,
    judge,
  });
  return loss as Tensor;
};
const lossOfG = (output: Tensor, params: Partial<Params>) =>
  rules.termsOfG({
    context: contextOf(params),
    fake: { x: zeros([N, 2]), condition: null, latent: latentRows() },
    real: null,
    output,
    judge,
  }).loss as Tensor;

const scalarOf = (f: () => Tensor): number => {
  const result = tidy(f);
  const [value = Number.NaN] = result.dataSync();
  result.dispose();
  return value;
};

describe('the heads of AC-GAN', () => {
  const model = () =>
    acgan.create(DATA, presetParams(acgan, 'points', 'nano') as never, {
      purpose: 'training',
      random: createStream(1, 'init'),
      seed: 1,
      source: FOUR_BLOBS,
    });

  it('are a verdict [N, 1] and logits [N, K] of one D that is told nothing', () => {
    const made = model();
    const d = made.networks.D!;
    expect(d.inputShape).toEqual([2]);
    expect(d.layers.map(({ kind }) => kind)).not.toContain('condition');
    const output = d.forward(zeros([N, 2]), samplingMode('batch'));
    expect([verdictOf(output).shape, classLogitsOf(output).shape]).toEqual([
      [N, 1],
      [N, K],
    ]);
    made.dispose();
  });

  it('that know nothing cost D 2 log 2 + λ (1 + η) log K, and G log 2 + λ log K', () => {
    const flat = zeros([N, 1 + K]);
    const settings = { blend: 0, smoothing: 0 };
    for (const [lambda, eta] of [
      [1, 1],
      [0.5, 0],
      [2, 0.25],
    ] as const) {
      const plain = LOSSES.nonSaturating;
      const d =
        scalarOf(() => plain.d(verdictOf(flat), verdictOf(flat), settings)) +
        scalarOf(() => lossOfD(flat, flat, { lambda, eta }));
      const g =
        scalarOf(() => plain.g(verdictOf(flat), settings)) +
        scalarOf(() => lossOfG(flat, { lambda, eta }));
      expect(d).toBeCloseTo(2 * Math.LN2 + lambda * (1 + eta) * Math.log(K), 5);
      expect(g).toBeCloseTo(Math.LN2 + lambda * Math.log(K), 5);
    }
  });

  it('with η = 0 learn nothing of fakes, and otherwise η times what they learn of them', () => {
    const [flat, real] = [zeros([N, 1 + K]), zeros([N, 1 + K])];
    const gradientOnFakes = (eta: number) =>
      tidy(() =>
        grad((output: Tensor) =>
          // A loss that does not depend on its argument has no gradient to give.
          add(lossOfD(real, output, { lambda: 1, eta }), mul(sum(output), 0)),
        )(flat).dataSync(),
      );
    expect(gradientOnFakes(0).every((value) => value === 0)).toBe(true);
    const [whole, half] = [gradientOnFakes(1), gradientOnFakes(0.5)];
    expect(Math.max(...whole)).toBeGreaterThan(0.01);
    for (const [i, value] of whole.entries()) expect(half[i]).toBeCloseTo(value / 2, 6);
  });

  it('pay nothing for perfect logits: no softmax stands before the one in the loss', () => {
    // A second softmax could not get below log(1 + 9/e) = 1.461 with ten classes.
    const rows = Array.from({ length: 10 }, (_, i) =>
      Array.from({ length: 10 }, (__, k) => +(k === i)),
    );
    expect(scalarOf(() => crossEntropy(mul(tensor2d(rows), 50), tensor2d(rows)))).toBeLessThan(
      1e-6,
    );
    expect(scalarOf(() => shareRead(mul(tensor2d(rows), 50), tensor2d(rows)))).toBe(1);
  });

  it('give away the soft part of a label evenly', () => {
    const soft = tidy(() => softened(tensor2d([[0, 1, 0, 0]]), 0.2).dataSync());
    expect([...soft]).toEqual([0.05, 0.85, 0.05, 0.05].map((v) => expect.closeTo(v, 6)));
  });

  it('pull G towards samples that they read as what was asked for', () => {
    const made = model();
    const g = made.networks.G!;
    const d = made.networks.D!;
    const loss = () => {
      const fake = g.forward(latentRows(), samplingMode('batch'));
      return lossOfG(d.forward(fake, samplingMode('batch')), { lambda: 1 }) as Scalar;
    };
    const before = scalarOf(loss);
    tidy(() => {
      const { gradients } = gradientsOf(g, loss);
      for (const [name, variable] of g.variables.trainable()) {
        variable.assign(sub(variable, mul(gradients.get(name)!, 0.01)));
      }
    });
    expect(scalarOf(loss)).toBeLessThan(before - 1e-4);
    made.dispose();
  });
});

describe('AC-GAN on four blobs', () => {
  const accuracies = async (lambda: number) => {
    const found: number[] = [];
    for (const seed of [1, 2, 3]) {
      const trainer = await trainedOnBlobs('acgan', { lambda }, seed, 300);
      found.push(await blobAccuracy(trainer));
      trainer.dispose();
    }
    return found.sort((a, b) => a - b);
  };

  // The median of three seeds: a single run now and then drops a class.
  it('makes the class asked for', async () => {
    expect((await accuracies(1))[1]).toBeGreaterThan(0.9);
  }, 60_000);

  it('makes any class when nobody pays for classes', async () => {
    expect((await accuracies(0))[1]).toBeLessThan(0.6);
  }, 60_000);
});
