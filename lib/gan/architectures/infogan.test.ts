// What the InfoGAN paper promises and the reference measured; closed forms of the bound are tested beside it
// (lib/gan/training/information-bound.test.ts), what all architectures share in the contract test.

import { add, type Scalar, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, presetParams } from '../../schema/config';
import type { DataInfo, ImagesInfo } from '../../schema/data';
import { latentRowWidth } from '../../schema/latents';
import type { ParamRecord, ParamValues } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { buildCatalog } from '../catalog';
import { infoOf } from '../datasets/registry';
import type { ImageSource } from '../datasets/source';
import { drawLatentRows } from '../latent/latent-rows';
import { samplingMode } from '../layers/layer';
import { createStream } from '../rng';
import { sha256Hex } from '../sha256';
import { informationOf, readParts } from '../training/information-bound';
import { Q_FROM } from '../training/information-rules';
import { gradientsOf, type NetworkGradients } from '../training/network-gradients';
import { FOUR_BLOBS, trainedOnBlobs } from '../training/testing/four-blobs';
import { Trainer } from '../training/trainer';
import { infogan } from './infogan';

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

type Params = ParamValues<typeof infogan.params>;
const paramsFor = (data: DataInfo, changes: ParamRecord = {}) =>
  ({ ...presetParams(infogan, data.kind, 'nano'), ...changes }) as unknown as Params;

function modelFor(data: DataInfo, params: Params) {
  return infogan.create(data, params, {
    purpose: 'training',
    random: createStream(1, 'init'),
    source: FOUR_BLOBS,
    seed: 1,
  });
}

const longest = ({ gradients }: NetworkGradients, name: RegExp): number =>
  Math.max(
    ...[...gradients].flatMap(([key, gradient]) =>
      name.test(key) ? [...gradient.dataSync()].map(Math.abs) : [],
    ),
  );

const POINTS = infoOf(FOUR_BLOBS);

describe('the term of InfoGAN without the adversarial one', () => {
  it.each(['trunk', 'apart'])(
    'reaches G, Q and what Q reads with, not D’s verdict (%s)',
    (qPlace) => {
      const params = paramsFor(POINTS, { qPlace });
      const model = modelFor(POINTS, params);
      const { G, D } = model.networks;
      const controls = infogan.latents(params, POINTS);
      tidy(() => {
        const width = latentRowWidth(controls);
        const rows = tensor2d(drawLatentRows(controls, createStream(2, 'rows'), 16), [16, width]);
        const loss = () => {
          const output = D!.forward(G!.forward(rows, samplingMode('batch')), samplingMode('batch'));
          const read = informationOf(
            output,
            rows,
            readParts(controls, params.sigma, Q_FROM),
            params.sigma,
          );
          return add(read.categories!.loss, read.codes!.loss) as Scalar;
        };
        const ofG = gradientsOf(G!, loss);
        for (const name of ofG.gradients.keys()) {
          expect(longest(ofG, new RegExp(`^${name}$`)), name).toBeGreaterThan(0);
        }
        const ofD = gradientsOf(D!, loss);
        expect(longest(ofD, /branches\/0\//)).toBe(0);
        expect(longest(ofD, /branches\/1\/.*kernel/)).toBeGreaterThan(0);
        if (qPlace === 'trunk') expect(longest(ofD, /^0-dense\/kernel/)).toBeGreaterThan(0);
      });
      model.dispose();
    },
  );
});

describe('a G that starts blind to its codes', () => {
  const data: ImagesInfo = {
    kind: 'images',
    size: 28,
    channels: 1,
    count: 4,
    classes: [],
    factors: [],
  };
  it.each([
    { name: 'points', info: POINTS, changes: {} },
    { name: 'images', info: data, changes: {} },
    { name: 'images and fully connected layers', info: data, changes: { fullyConnected: 32 } },
  ])('makes the same of all codes, and not of all z: $name', ({ info, changes }) => {
    const params = paramsFor(info, { blindStart: true, ...changes });
    const model = modelFor(info, params);
    const [, ...codes] = infogan.latents(params, info);
    const width = params.zDim + latentRowWidth(codes);
    const sample = (change: (row: Float32Array) => void) => {
      const row = Float32Array.from({ length: width }, (_, i) => (i < params.zDim ? 0.5 : 0));
      change(row);
      return tidy(() => [
        ...model
          .generate(tensor2d(row, [1, width]), { weights: 'live', norm: 'running' })
          .dataSync(),
      ]);
    };
    const start = sample(() => {});
    expect(sample((row) => row.fill(1, params.zDim))).toEqual(start);
    expect(sample((row) => row.fill(-1, 0, params.zDim))).not.toEqual(start);
    model.dispose();
  });
});

/** Four blobs and a category of four; what the reference calibrated. */
const TOY = { categories: 4, continuousCodes: 0 } as const;
const STEPS = 300;
const LAST = 20;

/** The bound L_I of the category at the end of the toy, at most log 4 = 1.386. */
async function boundOfToy(changes: ParamRecord, seed: number): Promise<number> {
  const trainer = await trainedOnBlobs('infogan', { ...TOY, ...changes }, seed, STEPS);
  const last = trainer.history.values.miCategories?.slice(-LAST) ?? new Float32Array(0);
  trainer.dispose();
  return last.reduce((sum, value) => sum + value, 0) / LAST;
}

describe('InfoGAN on four blobs', () => {
  it.each([1, 2, 3])(
    'reads the category off its samples, and nothing with λ = 0 (seed %d)',
    async (seed) => {
      expect(await boundOfToy({}, seed)).toBeGreaterThan(1.2);
      expect(await boundOfToy({ lambdaCategory: 0 }, seed)).toBeLessThan(0.3);
    },
  );

  // The toy above would also pass with the term in D's loss alone, since a random G depends on its input already.
  it.each([1, 2, 3])(
    'from a blind start learns to be read only where G has the term too (seed %d)',
    async (seed) => {
      expect(await boundOfToy({ blindStart: true }, seed)).toBeGreaterThan(0.3);
      expect(await boundOfToy({ blindStart: true, informed: 'reader' }, seed)).toBeLessThan(0.05);
    },
  );
});

const SIDE = 28;
const source = (labelOf: (i: number) => number): ImageSource => {
  const count = 24;
  const random = createStream(3, 'pixels');
  return {
    kind: 'images',
    size: SIDE,
    channels: 1,
    count,
    total: count,
    pixels: Uint8Array.from({ length: count * SIDE * SIDE }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, (_, i) => labelOf(i)),
    classes: ['a', 'b', 'c'],
    factors: [],
    factorValues: null,
  };
};

const runOn = (data: ImageSource, changes: ParamRecord = {}): Promise<Trainer> => {
  const config = parseConfig(buildCatalog([]), {
    version: 1,
    seed: 4,
    data: { kind: 'builtin', id: 'digits' },
    architecture: 'infogan',
    params: { size: 'nano', ch: 4, batchSize: 8, ...changes },
  });
  return Trainer.create(config, data, { memoryMegabytes: 2000 });
};

describe('labels', () => {
  async function trained(data: ImageSource): Promise<string> {
    const trainer = await runOn(data);
    for (let i = 0; i < 8; i++) trainer.runStep('both');
    await trainer.flush();
    const fingerprint = sha256Hex(await trainer.save());
    trainer.dispose();
    return fingerprint;
  }

  it('are never looked at: permuted ones leave every weight as it is, bit for bit', async () => {
    expect(await trained(source((i) => (2 * i + 1) % 3))).toBe(await trained(source((i) => i % 3)));
  });
});

describe('Q’s reading of a picture', () => {
  it.each([
    { batchNormD: true },
    { batchNormD: false },
    { categoricalCodes: 0 },
    { sigma: 'learned' },
  ])('differs from picture to picture: %o', async (changes) => {
    const trainer = await runOn(
      source((i) => i % 3),
      changes,
    );
    const readingOf = (value: (i: number) => number) =>
      trainer.view(
        'codeReading',
        {},
        Uint8Array.from({ length: SIDE * SIDE }, (_, i) => value(i)),
      );
    const [black, edge] = [await readingOf(() => 0), await readingOf((i) => (i % SIDE) * 9)];
    expect(edge).not.toEqual(black);
    expect(await readingOf(() => 0)).toEqual(black);
    trainer.dispose();
  });
});

describe('the pictures of InfoGAN', () => {
  const idsOn = (data: DataInfo, changes: ParamRecord = {}) =>
    infogan.views(paramsFor(data, changes), data).map(({ id }) => id);
  const images = (classes: readonly string[]): ImagesInfo => ({
    kind: 'images',
    size: 28,
    channels: 1,
    count: 10,
    classes,
    factors: [],
  });

  it('open on the sweep, and hold categories against classes only where data have some', () => {
    expect(idsOn(images(['a', 'b']))[0]).toBe('codeSweep');
    expect(idsOn(images(['a', 'b']))).toContain('codeTable');
    expect(idsOn(images([]))).not.toContain('codeTable');
    expect(idsOn(POINTS)).toContain('codeTable');
  });

  it('do without categories, and without any code', () => {
    const data = images(['a', 'b']);
    const reading = infogan
      .views(paramsFor(data, { categoricalCodes: 0 }), data)
      .find(({ id }) => id === 'codeReading');
    expect(reading?.kind).toBe('table');
    expect(idsOn(data, { categoricalCodes: 0 })).not.toContain('codeTable');
    const none = { categoricalCodes: 0, continuousCodes: 0 };
    expect(idsOn(data, none)[0]).toBe('samples');
    const plain = modelFor(data, paramsFor(data, none));
    expect(plain.networks.D!.outputShape).toEqual([1]);
    plain.dispose();
  });

  it('change along a row of the sweep with the swept code alone', async () => {
    const trainer = await trainedOnBlobs('infogan', { ...TOY, continuousCodes: 2 }, 1, 1);
    const near = await trainer.view('codePaths', { rows: 3 });
    const far = await trainer.view('codePaths', { rows: 3, reach: 'far', code: 'codes2' });
    if (near.kind !== 'curve' || far.kind !== 'curve') throw new Error('no curves');
    const [path] = near.lines;
    expect([...path!.x].filter(Number.isNaN)).toHaveLength(3);
    expect(new Set([...path!.x].slice(0, 41)).size).toBeGreaterThan(1);
    expect(far.lines).not.toEqual(near.lines);
    trainer.dispose();
  });

  it('read a category for certain off the blobs of a trained toy, each for a blob of its own', async () => {
    const trainer = await trainedOnBlobs('infogan', TOY, 1, STEPS);
    const table = await trainer.view('codeTable', {});
    if (table.kind !== 'matrix') throw new Error('no table');
    const figure = (label: RegExp) => table.figures.find((one) => label.test(one.label))!.value;
    const diagonal = [0, 1, 2, 3].reduce((sum, i) => sum + table.values[5 * i]!, 0);
    const total = table.values.reduce((sum, count) => sum + count, 0);
    expect(figure(/Agreement/)).toBeCloseTo(diagonal / total, 6);
    expect(figure(/Agreement/)).toBeGreaterThan(0.7);
    expect(figure(/mutual/)).toBeGreaterThan(0.5);
    trainer.dispose();
  });
});
