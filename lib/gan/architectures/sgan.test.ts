import { slice, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { completeParams, parseConfig } from '../../schema/config';
import { defaultsOf, type ParamRecord } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { hostInput } from '../../tfjs/host-input';
import { nodeEnvironment } from '../../tfjs/node-environment';
import type { GanModel, StepContext } from '../architecture';
import { buildCatalog } from '../catalog';
import { BatchCursor } from '../datasets/batches';
import { splitRows, trainingRows } from '../datasets/held-out';
import { labelledSamples } from '../datasets/labelled-samples';
import { moons } from '../datasets/points/moons';
import { ring } from '../datasets/points/ring';
import { infoOf } from '../datasets/registry';
import type { DataSource, ImageSource } from '../datasets/source';
import type { ForwardMode } from '../layers/layer';
import { createStream, createStreams } from '../rng';
import { sha256Hex } from '../sha256';
import { readSavedRun } from '../training/checkpoint';
import { HEADS } from '../training/semi-supervised-heads';
import { Trainer } from '../training/trainer';
import { sgan } from './sgan';

const CATALOG = buildCatalog([]);
const CLASSES = 4;

/** Bright quarters with noise: the class is which. No held-out images of its own. */
function quarters(count: number): ImageSource {
  const random = createStream(5, 'quarters');
  const labels = Uint8Array.from({ length: count }, () => random.integer(CLASSES));
  const pixels = new Uint8Array(count * 784);
  for (let i = 0; i < count * 784; i++) {
    const [row, column] = [Math.floor((i % 784) / 28), i % 28];
    const inside = (row < 14 ? 0 : 2) + (column < 14 ? 0 : 1) === labels[Math.floor(i / 784)];
    pixels[i] = (inside ? 120 : 0) + random.integer(100);
  }
  return {
    kind: 'images',
    size: 28,
    channels: 1,
    count,
    total: count,
    pixels,
    labels,
    classes: ['a', 'b', 'c', 'd'],
    factors: [],
    factorValues: null,
  };
}

const IMAGES = quarters(200);
const MOONS: DataSource = { kind: 'points', dim: 2, ...moons.create(defaultsOf(moons.params)) };
const RING: DataSource = { kind: 'points', dim: 2, ...ring.create(defaultsOf(ring.params)) };

const paramsOf = (source: DataSource, changes: ParamRecord): ParamRecord =>
  completeParams(sgan, source.kind, {
    size: 'nano',
    ...(source.kind === 'images' ? { ch: 4, batchSize: 8 } : {}),
    ...changes,
  });

function start(source: DataSource, changes: ParamRecord = {}, seed = 1): Promise<Trainer> {
  const config = parseConfig(CATALOG, {
    version: 1,
    seed,
    data: { kind: 'builtin', id: source.kind === 'points' ? 'moons' : 'digits' },
    architecture: 'sgan',
    params: paramsOf(source, changes),
  });
  return Trainer.create(config, source, { memoryMegabytes: 2000 });
}

async function train(trainer: Trainer, steps: number): Promise<void> {
  for (let i = 1; i <= steps; i++) {
    trainer.runStep('both');
    if (i % 20 === 0) await trainer.flush();
  }
  await trainer.flush();
}

const stateOf = async (trainer: Trainer) => readSavedRun(CATALOG, await trainer.save()).tensors;

/** Of names and values; comparing the numbers one by one takes longer than the training. */
const fingerprint = (
  tensors: Iterable<readonly [string, { readonly values: Float32Array }]>,
): string =>
  sha256Hex(
    new TextEncoder().encode([...tensors].map(([name, { values }]) => `${name} ${values}`).join()),
  );

/** A model outside of a trainer, to look into its steps. */
function modelOf(source: DataSource, changes: ParamRecord = {}) {
  const params = paramsOf(source, changes);
  const random = createStreams(1);
  const model: GanModel = (sgan as { create: (...args: unknown[]) => GanModel }).create(
    infoOf(source),
    params,
    { purpose: 'training', seed: 1, random: random.init, source },
  );
  const cursor = new BatchCursor(source, 1, random.data, trainingRows(source));
  const count = Number(params.batchSize);
  const shape =
    source.kind === 'images'
      ? [count, source.size, source.size, source.channels]
      : [count, source.dim];
  const context: StepContext = {
    params,
    players: { d: true, g: true },
    random,
    imagesSeen: 0,
    epochImages: 1,
    nextBatch: () => ({
      x: hostInput(shape, () => cursor.next(count).values),
      get labels(): Int32Array {
        throw new Error('somebody read the labels of a batch');
      },
    }),
  };
  const step = () => {
    for (const value of Object.values(model.step(context))) value.dispose();
  };
  return { model, step };
}

/** The first rows of every batch that a network is trained on. */
function watch(model: GanModel, name: string, rows: number): number[][] {
  const seen: number[][] = [];
  const network = model.networks[name];
  if (network === undefined) throw new Error(name);
  const forward = network.forward.bind(network);
  Object.assign(network, {
    forward(x: Tensor, mode: ForwardMode) {
      if (mode.updateRunning) {
        const first = slice(
          x,
          x.shape.map(() => 0),
          [rows, ...x.shape.slice(1)],
        );
        seen.push([...first.dataSync()]);
      }
      return forward(x, mode);
    },
  });
  return seen;
}

const weightsOf = (model: GanModel, name: string): readonly number[] =>
  model.networks[name]?.variables.trainable().flatMap(([, variable]) => [...variable.dataSync()]) ??
  [];

/** Of the held-out samples, exactly. */
async function accuracyOf(trainer: Trainer, view: 'confusionD' | 'confusionBaseline') {
  const drawn = await trainer.view(view, {});
  if (drawn.kind !== 'matrix') throw new Error(drawn.kind);
  return drawn.figures[0]?.value ?? Number.NaN;
}

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

describe('labels of unlabelled images', () => {
  it('are never read: others in their place change no number and no weight', async () => {
    const drawn = await start(IMAGES, { labelsPerClass: '2' });
    const { rows } = labelledSamples(IMAGES, {
      perClass: 2,
      classes: CLASSES,
      seed: 1,
      draw: 1,
      picked: [],
    }).examples(100);
    const kept = new Set([...rows, ...splitRows(IMAGES).heldOut]);
    const labels = Uint8Array.from(IMAGES.labels ?? [], (label, row) =>
      kept.has(row) ? label : (label + 1) % CLASSES,
    );
    expect(labels).not.toEqual(IMAGES.labels);
    // Picked, so that the labels that a draw passes need not be those of the first run.
    const picked = await start({ ...IMAGES, labels }, { picked: [...rows].sort((a, b) => a - b) });
    await train(drawn, 20);
    await train(picked, 20);
    expect(drawn.history.values.heldOutD).toHaveLength(20);
    expect(drawn.history.values).toEqual(picked.history.values);
    expect(fingerprint(await stateOf(drawn))).toBe(fingerprint(await stateOf(picked)));
    drawn.dispose();
    picked.dispose();
  });

  it('are in no batch that a step takes', () => {
    const { model, step } = modelOf(IMAGES);
    expect(step).not.toThrow();
    model.dispose();
  });
});

describe('the baseline', () => {
  it.each(HEADS)('starts with the weights of D, head %s', (head) => {
    for (const aimOfG of ['pass', 'features']) {
      const { model } = modelOf(IMAGES, { head, aimOfG });
      expect(weightsOf(model, 'baseline')).toEqual(weightsOf(model, 'D'));
      expect(weightsOf(model, 'D').length).toBeGreaterThan(1000);
      model.dispose();
    }
  });

  it('is trained on the very labelled batches that D is trained on, step after step', () => {
    const LABELLED = 6;
    const { model, step } = modelOf(IMAGES, { labelsPerClass: 'all', labelledBatch: LABELLED });
    const [d, baseline] = ['D', 'baseline'].map((name) => watch(model, name, LABELLED));
    for (let i = 0; i < 4; i++) step();
    expect(baseline).toHaveLength(4);
    expect(baseline).toEqual(d);
    expect(baseline?.[0]).not.toEqual(baseline?.[1]);
    model.dispose();
  });

  it('is what D becomes where unlabelled and generated samples weigh nothing', async () => {
    const trainer = await start(IMAGES, { weightUnlabelled: 0, weightFake: 0, dropoutD: 0 });
    await train(trainer, 20);
    const tensors = await stateOf(trainer);
    trainer.dispose();
    const names = [...tensors.keys()].filter(
      (name) => name.startsWith('D/') && /kernel|bias/.test(name),
    );
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const [d, baseline] = [name, name.replace('D/', 'baseline/')].map(
        (key) => tensors.get(key)?.values ?? new Float32Array(),
      );
      const apart = d?.map((value, i) => Math.abs(value - (baseline?.[i] ?? Number.NaN)));
      // Sums in another order; Adam divides by the size of a gradient, so that its rounding moves weights by up to a step.
      expect(Math.max(...(apart ?? [1])), name).toBeLessThan(1e-3);
    }
  });

  it('takes no part in the game', async () => {
    const states = [];
    for (const baseline of [true, false]) {
      const trainer = await start(IMAGES, { baseline, dropoutD: 0 });
      await train(trainer, 5);
      const tensors = await stateOf(trainer);
      states.push(fingerprint([...tensors].filter(([name]) => !name.includes('baseline'))));
      trainer.dispose();
    }
    expect(states[0]).toEqual(states[1]);
  });
});

// Feature matching and the identities of the heads are in lib/gan/training/semi-supervised-*.test.ts;
// that held-out samples are in no batch, in lib/gan/datasets/labelled-samples.test.ts.
describe('two moons with six labels', () => {
  it('are told apart no worse by SGAN than by its baseline, in the mean over three seeds', async () => {
    const gains: number[] = [];
    for (const seed of [1, 2, 3]) {
      const trainer = await start(MOONS, { labelsPerClass: '3', hidden: 64 }, seed);
      await train(trainer, 800);
      const ofD = await accuracyOf(trainer, 'confusionD');
      gains.push(ofD - (await accuracyOf(trainer, 'confusionBaseline')));
      trainer.dispose();
    }
    const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
    expect(mean).toBeGreaterThan(-0.01);
  });
});

describe('pictures of a semi-supervised run', () => {
  it('show the labelled images with their classes, class by class', async () => {
    const trainer = await start(IMAGES, { labelsPerClass: '2' });
    const view = await trainer.view('labelledImages', {});
    if (view.kind !== 'images') throw new Error(view.kind);
    expect(view.captions).toEqual(['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd']);
    // Each is one of the training images, of that class.
    const imageOf = (pixels: Uint8Array, i: number) => pixels.slice(i * 784, (i + 1) * 784).join();
    const known = new Map(
      Array.from({ length: IMAGES.count }, (_, i) => [
        imageOf(IMAGES.pixels, i),
        IMAGES.classes[IMAGES.labels?.[i] ?? 0],
      ]),
    );
    expect(view.captions.map((_, i) => known.get(imageOf(view.pixels, i)))).toEqual(view.captions);
    trainer.dispose();
  });

  it('number the training images as the setting of picked ones takes them', async () => {
    const trainer = await start(IMAGES);
    const view = await trainer.view('numberedImages', { page: 9 });
    if (view.kind !== 'images') throw new Error(view.kind);
    const { training } = splitRows(IMAGES);
    expect(view.captions).toEqual(Array.from(training.slice(100), String));
    const [row = 0] = training.slice(100);
    expect(view.pixels.slice(0, 784)).toEqual(IMAGES.pixels.slice(row * 784, (row + 1) * 784));
    trainer.dispose();
  });

  it('give each place of the plane the shade of a class, or the probability of one', async () => {
    const trainer = await start(RING);
    for (const id of ['regionsD', 'regionsBaseline']) {
      const regions = await trainer.view(id, { resolution: 16 });
      const first = await trainer.view(id, { resolution: 16, shown: '0' });
      if (regions.kind !== 'field' || first.kind !== 'field') throw new Error('no fields');
      const classes = [...regions.values].map((value) => 7 * value);
      expect(classes.every((value) => Math.abs(value - Math.round(value)) < 1e-5)).toBe(true);
      expect(new Set(classes.map(Math.round)).size).toBeGreaterThan(2);
      for (const [i, p] of first.values.entries()) {
        // The class of more than one half is the likeliest.
        if (p > 0.5) expect(Math.round(classes[i] ?? -1)).toBe(0);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
      expect(regions.clouds.map(({ label }) => label)).toEqual([
        'unlabelled',
        'generated',
        'labelled',
      ]);
    }
    trainer.dispose();
  });
});
