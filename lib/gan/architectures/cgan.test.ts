// What the conditional GAN promises beyond the contract test: who is told what, and what becomes of G when D is not told.

import { type Tensor, type Tensor2D, tensor, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { presetParams } from '../../schema/config';
import type { ImagesInfo } from '../../schema/data';
import type { ParamRecord } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { recordHostInputs, whileFilling } from '../../tfjs/host-input';
import { nodeEnvironment } from '../../tfjs/node-environment';
import type { StepContext } from '../architecture';
import { infoOf } from '../datasets/registry';
import { mixtures, oneHot } from '../latent/category-rows';
import { classControl } from '../latent/class-control';
import { type ForwardMode, samplingMode } from '../layers/layer';
import { createStream, createStreams } from '../rng';
import { type ConditionalGameParams, conditionalRules } from '../training/conditional-rules';
import { blobAccuracy, FOUR_BLOBS, trainedOnBlobs } from '../training/testing/four-blobs';
import { type TwoPlayerParams, zControl } from '../training/two-player-params';
import { cgan } from './cgan';
import type { Conditioning } from './conditional-networks';

type Params = Parameters<typeof cgan.create>[1];
/** The part of them that the rules read. */
type RuleParams = TwoPlayerParams & ConditionalGameParams;

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

const DIGITS: ImagesInfo = {
  kind: 'images',
  size: 28,
  channels: 1,
  count: 10,
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  factors: [],
};
const BLOBS = infoOf(FOUR_BLOBS);
const K = 4;
const SEEDS = [1, 2, 3];
const CONDITIONINGS: readonly Conditioning[] = ['maps', 'concat', 'embed', 'multiply', 'branches'];

const paramsOf = (kind: 'points' | 'images', size: 'nano' | 'S' | 'paper', changes: object) =>
  ({ ...presetParams(cgan, kind, size), ...changes }) as unknown as Params;

const build = (info: typeof BLOBS | ImagesInfo, params: Params) =>
  cgan.create(info, params, {
    purpose: 'training',
    seed: 1,
    random: createStream(1, 'init'),
    source: FOUR_BLOBS,
  });

const normals = (...shape: number[]) =>
  tensor(createStream(2, 'x').normals(shape.reduce((a, b) => a * b)), shape);
/** One row of each of these classes. */
const classRows = (width: number, values: readonly number[]) =>
  tensor2d(values.map((value) => [...oneHot(width, value)]));
const difference = (a: Tensor, b: Tensor): number => {
  const [x, y] = [a.dataSync(), b.dataSync()];
  return Math.max(...x.map((value, i) => Math.abs(value - y[i]!)));
};
const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

async function onBlobs<T>(
  params: ParamRecord,
  seed: number,
  read: (trainer: Awaited<ReturnType<typeof trainedOnBlobs>>) => Promise<T> | T,
): Promise<T> {
  const trainer = await trainedOnBlobs('cgan', params, seed, 300);
  const result = await read(trainer);
  trainer.dispose();
  return result;
}

/** Mean of a curve over the last third. */
const late = (values: Float32Array | undefined): number => meanOf([...(values ?? [])].slice(200));

describe('CGAN on four blobs', () => {
  it.each(SEEDS)(
    'makes the class that it is asked for, and D heeds labels (seed %d)',
    async (seed) => {
      await onBlobs({}, seed, async (trainer) => {
        expect(await blobAccuracy(trainer)).toBeGreaterThan(0.9);
        expect(late(trainer.history.values.labelGap)).toBeGreaterThan(0.5);
        const [z, other] = [
          [0.5, -0.5],
          [-0.5, 0.5],
        ];
        const at = (rows: readonly (readonly number[])[]) =>
          trainer.generate({ kind: 'vectors', z: rows }, { weights: 'live', norm: 'running' });
        const sample = await at([[...z!, ...oneHot(K, 0)]]);
        expect(await at([[...z!, ...oneHot(K, 1)]])).not.toEqual(sample);
        expect(await at([[...other!, ...oneHot(K, 0)]])).not.toEqual(sample);
      });
    },
  );

  it.each(SEEDS)('makes what it likes when D is not told (seed %d)', async (seed) => {
    await onBlobs({ hideLabel: true, mismatchWeight: 1 }, seed, async (trainer) => {
      expect(await blobAccuracy(trainer)).toBeLessThan(0.6);
      // D is told zeros both times.
      expect(Math.abs(late(trainer.history.values.labelGap))).toBeLessThan(1e-5);
    });
  });

  it('makes what it likes when the labels say nothing', async () => {
    expect(await onBlobs({ shuffleLabels: true }, 1, blobAccuracy)).toBeLessThan(0.6);
  });

  it('takes steps of the paper’s SGD without diverging', async () => {
    const trainer = await trainedOnBlobs('cgan', { size: 'paper' }, 1, 20);
    expect(trainer.step).toBe(20);
    trainer.dispose();
  });

  it('has a D that heeds labels more when it is shown wrong ones', async () => {
    const gap = (mismatchWeight: number) =>
      onBlobs({ mismatchWeight }, 1, ({ history }) => late(history.values.labelGap));
    expect(await gap(1)).toBeGreaterThan((await gap(0)) + 0.5);
  });
});

describe('networks that are told a class', () => {
  it.each(CONDITIONINGS)('%s: both hear every class, on points and on images', (conditioning) => {
    for (const [info, kind] of [
      [BLOBS, 'points'],
      [DIGITS, 'images'],
    ] as const) {
      const params = paramsOf(kind, 'nano', { conditioning, zDim: 4 });
      const model = build(info, params);
      const { G, D } = model.networks;
      const classes = kind === 'points' ? K : 10;
      const x = kind === 'points' ? normals(3, 2) : normals(3, 28, 28, 1);
      const z = normals(3, 4) as Tensor2D;
      tidy(() => {
        // One row alone: what all of a batch are told alike may be lost in batch norm.
        const rows = (value: number) => classRows(classes, [value, 0, 1]);
        const made = (value: number) =>
          G!.forward(concatColumns(z, rows(value)), samplingMode('batch'));
        const judged = (value: number) => D!.forward(x, samplingMode('batch', rows(value)));
        for (let value = 1; value < classes; value++) {
          expect(difference(made(0), made(value)), `G ${value}`).toBeGreaterThan(1e-5);
          expect(difference(judged(0), judged(value)), `D ${value}`).toBeGreaterThan(1e-7);
        }
        // Told nothing, D still sees the sample.
        const untold = (sample: Tensor) =>
          D!.forward(sample, samplingMode('batch', zeros([3, classes])));
        expect(difference(untold(x), untold(zeros(x.shape)))).toBeGreaterThan(1e-7);
      });
      model.dispose();
    }
  });

  it('are told constant maps of the one-hot class', () => {
    const model = build(DIGITS, paramsOf('images', 'nano', { conditioning: 'maps' }));
    tidy(() => {
      const x = normals(2, 28, 28, 1);
      const told = tensor2d([[...oneHot(10, 3)], [...oneHot(10, 7)]]);
      const shapes: number[][] = [];
      model.networks.D!.forward(x, samplingMode('batch', told), (layer, output) => {
        if (layer.kind !== 'condition') return;
        shapes.push(output.shape);
        if (shapes.length > 1) return;
        const values = output.dataSync();
        for (let pixel = 0; pixel < 2 * 28 * 28; pixel++) {
          const label = pixel < 28 * 28 ? 3 : 7;
          expect([...values.slice(pixel * 11 + 1, pixel * 11 + 11)]).toEqual(oneHot(10, label));
        }
      });
      // Before both convolutions and before the verdict: 1, 8 and 16 channels of the sample, 10 of the class.
      expect(shapes).toEqual([
        [2, 28, 28, 11],
        [2, 14, 14, 18],
        [2, 7, 7, 26],
      ]);
    });
    model.dispose();
  });

  it('have the layers of the paper at its size', () => {
    const model = build(DIGITS, paramsOf('images', 'paper', {}));
    const parameters = (name: 'G' | 'D') =>
      model.networks[name]!.layers.reduce((sum, layer) => sum + layer.parameters, 0);
    const dense = (inputs: number, units: number) => (inputs + 1) * units;
    expect(parameters('G')).toBe(
      dense(100, 200) + dense(10, 1000) + dense(1200, 1200) + dense(1200, 784),
    );
    expect(parameters('D')).toBe(
      dense(784, 240 * 5) + dense(10, 50 * 5) + dense(290, 240 * 4) + dense(240, 1),
    );
    model.dispose();
  });

  it('refuse data without classes, with the reason', () => {
    expect(cgan.accepts({ ...DIGITS, classes: [] })).toMatch(/no labels/);
    expect(cgan.accepts(BLOBS)).toBe(true);
    expect(
      cgan.accepts({ kind: 'points', dim: 2, extent: 1, hasDensity: false, modes: 0 }),
    ).not.toBe(true);
  });
});

const concatColumns = (z: Tensor2D, classes: Tensor2D): Tensor2D => {
  const rows = z.arraySync().map((row, i) => [...row, ...(classes.arraySync()[i] ?? [])]);
  return tensor2d(rows);
};

describe('rules of the conditional game', () => {
  const PARAMS = paramsOf('points', 'nano', { batchSize: 8 }) as unknown as RuleParams;
  const rules = conditionalRules<RuleParams>({
    latents: (params) => [zControl(params), classControl(BLOBS)],
  });
  const labels = Int32Array.from([0, 0, 1, 1, 1, 2, 3, 3]);

  const contextOf = (changes: object) =>
    ({
      params: { ...PARAMS, ...changes },
      random: createStreams(5),
      nextBatch: () => ({ x: zeros([8, 2]), labels }),
    }) as unknown as StepContext<RuleParams>;

  const classesOf = (rows: Tensor | null): number[] =>
    (rows as Tensor2D).arraySync().map((row) => row.indexOf(1));

  it('deal shuffled labels out anew, each as often as before', () => {
    const plain = rules.takeReal(contextOf({}));
    expect(classesOf(plain.condition)).toEqual([...labels]);
    const shuffled = classesOf(rules.takeReal(contextOf({ shuffleLabels: true })).condition);
    expect(shuffled).not.toEqual([...labels]);
    expect(shuffled.sort()).toEqual([...labels]);
    expect(labels[5]).toBe(2);
  });

  it('tell D zeros when the label is hidden, and tell terms the classes all the same', () => {
    const real = rules.takeReal(contextOf({ hideLabel: true }));
    expect(real.condition!.dataSync().every((value) => value === 0)).toBe(true);
    expect(classesOf(real.classes)).toEqual([...labels]);
  });

  it('give wrong samples another class and the price of fakes, times their weight', () => {
    for (let seed = 0; seed < 20; seed++) {
      const context = { ...contextOf({ mismatchWeight: 0.5 }), random: createStreams(seed) };
      const real = rules.takeReal(context);
      const seen: number[][] = [];
      const output = zeros([8, 1]);
      const { loss, report } = rules.termsOfD({
        context,
        real,
        fake: { x: zeros([8, 2]), condition: null, latent: zeros([8, 6]) },
        outputReal: output,
        outputFake: output,
        judge(x, condition) {
          expect(x.shape).toEqual([8, 2]);
          seen.push(classesOf(condition));
          return tensor2d(Array<number>(8).fill(1), [8, 1]);
        },
      });
      expect(seen).toHaveLength(1);
      for (const [i, wrong] of seen[0]!.entries()) {
        expect(wrong).toBeGreaterThanOrEqual(0);
        expect(wrong).not.toBe(labels[i]);
      }
      expect(loss!.dataSync()[0]).toBeCloseTo(0.5 * Math.log1p(Math.E), 5);
      expect(report.labelGap!.dataSync()[0]).toBeCloseTo(-1, 5);
    }
  });

  it.each(['uniform', 'data'] as const)(
    'tell D about its fakes exactly what G was asked for (labels: %s)',
    async (fakeLabels) => {
      const model = build(BLOBS, { ...PARAMS, fakeLabels });
      const { G, D } = model.networks;
      const asked: number[][] = [];
      const told: number[][] = [];
      const [forwardG, forwardD] = [G!.forward, D!.forward];
      Object.assign(G!, {
        forward: (rows: Tensor2D, mode: ForwardMode) => {
          asked.push(rows.arraySync().map((row) => row.slice(2).indexOf(1)));
          return forwardG(rows, mode);
        },
      });
      Object.assign(D!, {
        forward: (x: Tensor, mode: ForwardMode) => {
          told.push(classesOf(mode.condition));
          return forwardD(x, mode);
        },
      });
      const context = { ...contextOf({ fakeLabels }), players: { d: true, g: true } };
      tidy(() => {
        model.step({ ...context, imagesSeen: 0, epochImages: 1 });
      });
      // Reals and fakes together, a few wrong labels, and the fakes of G's turn.
      expect(told.map(({ length }) => length)).toEqual([16, 2, 8]);
      expect(told[0]!.slice(0, 8)).toEqual([...labels]);
      expect(told[0]!.slice(8)).toEqual(asked[0]);
      expect(told[2]).toEqual(asked[1]);
      expect(asked[0]!.join() === labels.join()).toBe(fakeLabels === 'data');
      model.dispose();
    },
  );

  it('read labels and draw only where a replayed step does so again', async () => {
    const trainer = await trainedOnBlobs(
      'cgan',
      { shuffleLabels: true, mismatchWeight: 1, fakeLabels: 'data', dropoutD: 0.3 },
      1,
      1,
    );
    const refused: string[] = [];
    recordHostInputs(
      {
        input: (shape, dtype, fill) => tensor(whileFilling(fill), [...shape], dtype),
        scalars: (fill) => ({ values: whileFilling(fill), buffer: null }),
        refuse: (reason) => refused.push(reason),
      },
      () => trainer.runStep('both'),
    );
    expect(refused).toEqual([]);
    trainer.dispose();
  });
});

describe('pictures by class', () => {
  it('mix two classes in shares that add up to 1, from all of one to all of the other', () => {
    const mixed = mixtures(K, 1, 3, 5);
    expect(mixed[0]).toEqual(oneHot(K, 1));
    expect(mixed[4]).toEqual(oneHot(K, 3));
    expect(mixed[1]).toEqual([0, 0.75, 0, 0.25]);
  });

  it('show one class at a time: its own landscape, its fakes, its real points apart', async () => {
    await onBlobs({}, 1, async (trainer) => {
      const [all, first, second] = await Promise.all(
        ['all', '0', '1'].map((category) => trainer.view('theatre', { category })),
      );
      if (all?.kind !== 'field' || first?.kind !== 'field' || second?.kind !== 'field') {
        throw new Error('no field');
      }
      expect(all.clouds.map(({ role }) => role)).toEqual(['real', 'fake']);
      expect(first.clouds.map(({ role }) => role)).toEqual(['neutral', 'real', 'fake']);
      // The blob of class 0 lies at (2, 0).
      const [, real, fake] = first.clouds;
      const within = (xy: Float32Array) =>
        meanOf(
          Array.from({ length: xy.length / 2 }, (_, i) =>
            Math.hypot(xy[2 * i]! - 2, xy[2 * i + 1]!) < 1 ? 1 : 0,
          ),
        );
      expect(within(real!.xy)).toBe(1);
      expect(within(fake!.xy)).toBeGreaterThan(0.9);
      expect(first.values).not.toEqual(second.values);
      for (const [i, value] of all.values.entries()) {
        expect(value).toBeGreaterThanOrEqual(Math.max(first.values[i]!, second.values[i]!) - 1e-5);
      }
      expect(all.valueLabel).toBe('max D(x | class)');
    });
  });
});
