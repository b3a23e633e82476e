import { grad, type Tensor, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { completeParams, parseConfig } from '../../schema/config';
import type { ParamRecord } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import type { StepContext } from '../architecture';
import { buildCatalog } from '../catalog';
import { infoOf } from '../datasets/registry';
import type { ImageSource } from '../datasets/source';
import { classControl } from '../latent/class-control';
import { createStream } from '../rng';
import { noiseOfImages } from '../training/noisy-labels';
import { type RobustGame, robustRules } from '../training/robust-rules';
import { blobAccuracy, FOUR_BLOBS, trainedOnBlobs } from '../training/testing/four-blobs';
import { Trainer } from '../training/trainer';
import { zControl } from '../training/two-player-params';
import { rgan } from './rgan';

const LIMITS = { memoryMegabytes: 2000 };
const DATA = infoOf(FOUR_BLOBS);
const K = 4;

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

type Params = Parameters<Parameters<typeof robustRules>[1]['latents']>[0];
const paramsOf = (changes: ParamRecord) =>
  completeParams(rgan, 'points', { size: 'nano', ...changes }) as unknown as Params;

const GAME: RobustGame<Params> = {
  latents: (params) => [zControl(params), classControl(DATA)],
  classes: K,
  own: new Float64Array(0),
  found: null,
};

const streams = () => {
  const stream = createStream(1, 'test');
  return { init: stream, latent: stream, data: stream, augment: stream, noise: stream };
};

/** z = 0 and classes in turn. */
const rowsOf = (count: number) =>
  tensor2d(
    Array.from({ length: count }, (_, i) => [
      0,
      0,
      ...Array.from({ length: K }, (__, k) => (k === i % K ? 1 : 0)),
    ]),
  );

describe('T stands', () => {
  it('between what G is asked for and what D is told, as draws in training and as shares in pictures', () => {
    const rules = robustRules('rcgan', GAME);
    const params = paramsOf({ dataRate: 0.4 });
    const count = 4000;
    const { drawn, shares } = tidy(() => ({
      drawn: rules.conditionOf(rowsOf(count), params, streams())?.arraySync() as number[][],
      shares: rules.conditionOf(rowsOf(K), params, null)?.arraySync() as number[][],
    }));
    expect(shares[1]).toEqual([0.1, 0.7, 0.1, 0.1].map((v) => expect.closeTo(v, 6)));
    const told = [0, 0, 0, 0];
    for (const [i, row] of drawn.entries()) {
      expect([...row].sort()).toEqual([0, 0, 0, 1]);
      if (i % K === 1)
        for (const [k, v] of row.entries()) told[k] = (told[k] ?? 0) + v / (count / K);
    }
    for (const [k, share] of [0.1, 0.7, 0.1, 0.1].entries()) {
      expect(Math.abs((told[k] ?? 0) - share)).toBeLessThan(0.04);
    }
  });

  it('nowhere in what G pays for its class in rAC-GAN', () => {
    const rules = robustRules('racgan', GAME);
    const slope = (changes: ParamRecord) =>
      tidy(() => {
        const context = { params: paramsOf({ method: 'racgan', ...changes }) };
        const never = () => {
          throw new Error('D is not run twice');
        };
        return grad(
          (output: Tensor) =>
            rules.termsOfG({
              context: context as unknown as StepContext<Params>,
              fake: { x: zeros([K, 2]), condition: null, latent: rowsOf(K) },
              real: null,
              output,
              judge: never,
            }).loss as Tensor,
        )(tensor2d(Array.from({ length: K }, (_, i) => [0, i, 1, -1, 0.5]))).dataSync();
      });
    expect(slope({ modelNoise: 'symmetric', modelRate: 0.9 })).toEqual(
      slope({ modelNoise: 'none' }),
    );
  });

  it('between labels of the real batch and the classes behind them, and D is told those labels', () => {
    const rules = robustRules('rcgan', GAME);
    const params = paramsOf({ fakeLabels: 'data', dataNoise: 'asymmetric', dataRate: 0.4 });
    const context = { params, random: streams() } as unknown as StepContext<Params>;
    const count = 400;
    tidy(() => {
      const labels = tensor2d(new Array<number[]>(count).fill([0, 0, 1, 0]));
      const real = { x: zeros([count, 2]), condition: labels, classes: labels };
      const rows = rules.latentOfD(rowsOf(count), real, context);
      const told = rules.conditionOf(rows, params, context.random);
      expect(told?.arraySync()).toEqual(labels.arraySync());
      const asked = (rows.arraySync() as number[][]).map((row) => row.slice(2).indexOf(1));
      // Label 3 comes from class 3, or from class 2 by mistake.
      expect(new Set(asked)).toEqual(new Set([1, 2]));
      expect(Math.abs(asked.filter((k) => k === 2).length / count - 0.6)).toBeLessThan(0.08);
    });
  });
});

/** 28 × 28 grey images of two classes: a bright left or right half. */
const HALVES: ImageSource = {
  kind: 'images',
  size: 28,
  channels: 1,
  count: 40,
  total: 40,
  pixels: Uint8Array.from({ length: 40 * 28 * 28 }, (_, i) =>
    i % 28 < 14 === (Math.floor(i / 784) % 2 === 0) ? 255 : 0,
  ),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 2),
  classes: ['left', 'right'],
  factors: [],
  factorValues: null,
};

const configOf = (params: ParamRecord) =>
  parseConfig(buildCatalog([]), {
    version: 1,
    seed: 3,
    data: { kind: 'builtin', id: 'shapes' },
    architecture: 'rgan',
    params: { size: 'nano', ch: 4, batchSize: 4, ...params },
  });

describe('a run', () => {
  const KINDS = [
    { method: 'rcgan', modelNoise: 'estimated' },
    { method: 'racgan', modelNoise: 'learned' },
    { method: 'racgan', modelNoise: 'same' },
  ] as const;

  it.each(KINDS)(
    'of $method with $modelNoise noise repeats itself and draws its pictures',
    async (kind) => {
      const runs = [];
      for (let i = 0; i < 2; i++) {
        const trainer = await Trainer.create(configOf(kind), HALVES, LIMITS);
        for (let step = 0; step < 3; step++) trainer.runStep('both');
        const { values } = await trainer.flush();
        for (const { id } of trainer.series.filter(({ id }) => id !== 'penalty')) {
          expect(values[id]?.at(-1), id).toSatisfy(Number.isFinite);
        }
        const pictures = [];
        for (const { id } of trainer.describe().views) pictures.push(await trainer.view(id, {}));
        runs.push({ values, pictures });
        trainer.dispose();
      }
      expect(runs[1]).toEqual(runs[0]);
    },
  );

  it('names the wrong labels beside the right ones', async () => {
    const trainer = await Trainer.create(configOf({ dataRate: 0.8 }), HALVES, LIMITS);
    const view = await trainer.view('givenLabels', {});
    expect(view.kind === 'images' && view.captions).toContain('left (right)');
    const own = noiseOfImages(HALVES, 3);
    expect(own).toEqual(noiseOfImages(HALVES, 3));
    expect(own).not.toEqual(noiseOfImages(HALVES, 4));
    trainer.dispose();
  });

  it('warns of noise that hides the classes', async () => {
    const trainer = await Trainer.create(
      configOf({ dataNoise: 'written', dataTable: [0.5, 0.5, 0.5, 0.5] }),
      HALVES,
      LIMITS,
    );
    const view = await trainer.view('transition', {});
    expect(view.kind === 'matrix' && view.figures[0]).toEqual({
      label: expect.stringContaining('cannot be told apart'),
      value: expect.closeTo(0, 4),
    });
    trainer.dispose();
  });

  it('refuses a table that does not fit its classes', async () => {
    const config = configOf({ dataNoise: 'written', dataTable: [1, 0, 0, 0, 1, 0, 0, 0, 1] });
    await expect(Trainer.create(config, HALVES, LIMITS)).rejects.toMatchObject({
      code: 'config.wrongType',
      details: { key: 'dataTable' },
    });
  });
});

describe('rcGAN on four blobs with half of the labels drawn at random', () => {
  const accuracies = async (params: ParamRecord) => {
    const found: number[] = [];
    for (const seed of [1, 2, 3]) {
      const trainer = await trainedOnBlobs('rgan', params, seed, 400);
      found.push(await blobAccuracy(trainer));
      trainer.dispose();
    }
    return found.reduce((sum, value) => sum + value, 0) / found.length;
  };

  it('makes the class asked for, by at least 0.2 more often than one that believes the labels', async () => {
    const robust = await accuracies({});
    expect(robust).toBeGreaterThan(0.9);
    expect(robust - (await accuracies({ modelNoise: 'none' }))).toBeGreaterThan(0.2);
  }, 90_000);

  it.each(['estimated', 'learned'])(
    'finds T: %s',
    async (modelNoise) => {
      const trainer = await trainedOnBlobs('rgan', { modelNoise }, 1, 400);
      expect(await blobAccuracy(trainer)).toBeGreaterThan(0.9);
      // An error of 0.6 per row is that of the start.
      expect(trainer.history.values.tableError?.at(-1)).toBeLessThan(0.25);
      trainer.dispose();
    },
    60_000,
  );

  it('with T transposed makes the wrong class', async () => {
    const noise = { dataNoise: 'asymmetric', dataRate: 0.4 };
    const trainer = await trainedOnBlobs('rgan', { ...noise, modelNoise: 'transposed' }, 1, 400);
    expect(await blobAccuracy(trainer)).toBeLessThan(0.3);
    trainer.dispose();
  }, 60_000);
});
