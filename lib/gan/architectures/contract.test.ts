// What every architecture promises, over the registry: an entry is tested by being there.

import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { SIZES } from '../../schema/catalog';
import { parseConfig, presetParams } from '../../schema/config';
import type { DataInfo, DataKind } from '../../schema/data';
import { latentRowWidth } from '../../schema/latents';
import { defaultsOf, type ParamRecord, parseParams } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { buildCatalog } from '../catalog';
import { ring } from '../datasets/points/ring';
import { infoOf } from '../datasets/registry';
import type { DataSource } from '../datasets/source';
import { latentPart } from '../latent/latent-rows';
import { createStream } from '../rng';
import { sha256Hex } from '../sha256';
import { readSavedRun } from '../training/checkpoint';
import { Trainer } from '../training/trainer';
import { ARCHITECTURES } from './registry';

const CATALOG = buildCatalog([]);
const LIMITS = { memoryMegabytes: 2000 };

/** Smooth random blobs: images with structure, made here so that no file is needed. */
function blobs(size: 28 | 32 | 64, channels: 1 | 3): DataSource {
  const count = 64;
  const random = createStream(5, 'blobs');
  const pixels = new Uint8Array(count * size * size * channels);
  for (let i = 0; i < count; i++) {
    const [x, y] = [random.uniform() * size, random.uniform() * size];
    for (let p = 0; p < size * size; p++) {
      const distance = Math.hypot((p % size) - x, Math.floor(p / size) - y);
      for (let c = 0; c < channels; c++) {
        pixels[(i * size * size + p) * channels + c] = Math.max(0, 255 - 20 * distance);
      }
    }
  }
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
  return {
    kind: 'images',
    size,
    channels,
    count,
    total: count,
    pixels,
    labels,
    classes: ['even', 'odd'],
    factors: [],
    factorValues: null,
  };
}

const points = (dim: 1 | 2): DataSource => ({
  kind: 'points',
  dim,
  extent: 3,
  sample: (random, count) => random.normals(count * dim),
});

const SOURCES: readonly (readonly [name: string, source: DataSource])[] = [
  ['numbers', points(1)],
  ['points', points(2)],
  ['labelled points', { kind: 'points', dim: 2, ...ring.create(defaultsOf(ring.params)) }],
  ['28×28 grey', blobs(28, 1)],
  ['32×32 colour', blobs(32, 3)],
  ['64×64 colour', blobs(64, 3)],
];

const CASES = Object.values(ARCHITECTURES).flatMap((architecture) =>
  SOURCES.filter(([, source]) => architecture.accepts(infoOf(source)) === true).map(
    ([name, source]) => ({ id: architecture.id, name, source }),
  ),
);
/** One case per architecture and kind of data; the other sizes differ in shapes only. */
const SMALL_CASES = CASES.filter(({ source }) => source.kind === 'points' || source.size === 28);

const architectureOf = (id: string) => {
  const found = Object.values(ARCHITECTURES).find((architecture) => architecture.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

function configOf(id: string, kind: DataKind, changes: ParamRecord = {}, seed = 3) {
  const narrow = 'ch' in architectureOf(id).params ? { ch: 4 } : {};
  return parseConfig(CATALOG, {
    version: 1,
    seed,
    // The reference is not opened here; the source is passed in.
    data: { kind: 'builtin', id: kind === 'points' ? 'gaussian' : 'shapes' },
    architecture: id,
    params: { size: 'nano', batchSize: 4, ...narrow, ...changes },
  });
}

const build = (
  { id, source }: { id: string; source: DataSource },
  changes: ParamRecord = {},
  seed = 3,
) => Trainer.create(configOf(id, source.kind, changes, seed), source, LIMITS);

async function train(trainer: Trainer, steps: number) {
  for (let i = 0; i < steps; i++) trainer.runStep('both');
  return trainer.flush();
}

/** Where a control's first number stands in a row, and how far a slider moves it. */
function partOf(trainer: Trainer, id: string) {
  const controls = trainer.describe().latents;
  const { control, offset } = latentPart(controls, id);
  switch (control.kind) {
    case 'gaussian':
      return { controls, offset, reach: control.range };
    case 'category':
      return { controls, offset, reach: 1 };
    case 'code':
      return { controls, offset, reach: control.reach };
  }
}

const dataShape = (info: DataInfo) =>
  info.kind === 'points' ? [info.dim] : [info.size, info.size, info.channels];

describe.each(['cpu', 'wasm'] as const)('every architecture on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeEnvironment());
  });

  it.each(CASES)(
    '$id builds on $name and draws samples of its shape and range',
    async (testCase) => {
      const trainer = await build(testCase);
      const info = infoOf(testCase.source);
      const description = trainer.describe();
      const d = description.networks.find(({ name }) => name === 'D');
      expect(d?.layers.at(-1)?.outputShape).toHaveLength(1);
      const view = await trainer.generate(
        { kind: 'fixed', first: 0, count: 4 },
        { weights: 'live', norm: 'batch' },
      );
      if (view.kind === 'images') {
        expect([view.height, view.width, view.channels]).toEqual(dataShape(info));
        expect(view.pixels.length).toBe(4 * view.height * view.width * view.channels);
      } else if (view.kind === 'field') {
        expect(view.clouds[0]?.xy.length).toBe(8);
      } else expect.fail(`an unexpected ${view.kind}`);
      trainer.dispose();
    },
  );

  it.each(SMALL_CASES)(
    '$id on $name repeats itself bit for bit with the same seed',
    async (testCase) => {
      const runs = [];
      for (const seed of [3, 3, 4]) {
        const trainer = await build(testCase, {}, seed);
        runs.push((await train(trainer, 3)).values);
        trainer.dispose();
      }
      expect(runs[1]).toEqual(runs[0]);
      expect(runs[2]).not.toEqual(runs[0]);
    },
  );

  it.each(SMALL_CASES)(
    '$id on $name resumes bit for bit as if it had not stopped',
    async (testCase) => {
      // An average and a changed setting are part of the state.
      const straight = await build(testCase, { gEma: true });
      await train(straight, 3);
      straight.update({ lrD: 3e-4 });
      await train(straight, 2);
      const bytes = await straight.save();
      const expected = (await train(straight, 3)).values;
      // As a fingerprint: comparing millions of bytes one by one takes longer than the training.
      const end = sha256Hex(await straight.save());

      const saved = readSavedRun(CATALOG, bytes);
      const resumed = await Trainer.restore(saved, testCase.source, LIMITS);
      expect(resumed.step).toBe(5);
      expect((await train(resumed, 3)).values).toEqual(expected);
      expect(sha256Hex(await resumed.save())).toBe(end);
      straight.dispose();
      resumed.dispose();
    },
  );

  it.each(SMALL_CASES)(
    '$id on $name moves only the players that a step names',
    async (testCase) => {
      const trainer = await build(testCase);
      const tensors = async () => readSavedRun(CATALOG, await trainer.save()).tensors;
      const changedNetworks = (
        before: Awaited<ReturnType<typeof tensors>>,
        after: Awaited<ReturnType<typeof tensors>>,
      ) =>
        new Set(
          [...after.keys()]
            .filter((name) => after.get(name)?.values.join() !== before.get(name)?.values.join())
            .map((name) => name.replace(/^(optimizer|ema)\//, '').split('/')[0]),
        );
      const start = await tensors();
      trainer.runStep('d');
      const afterD = await tensors();
      trainer.runStep('g');
      const afterG = await tensors();
      const withD = changedNetworks(start, afterD);
      const withG = changedNetworks(afterD, afterG);
      expect(withD).toContain('D');
      expect(withG).toContain('G');
      // Networks beside the two, such as a baseline or an encoder, move with one of them.
      expect([...withD].filter((name) => withG.has(name))).toEqual([]);
      trainer.dispose();
    },
  );

  it.each(SMALL_CASES)(
    '$id on $name holds as many tensors after ten steps as after two',
    async (testCase) => {
      const before = memory().numTensors;
      const trainer = await build(testCase);
      await train(trainer, 2);
      const early = memory().numTensors;
      await train(trainer, 8);
      expect(memory().numTensors).toBe(early);
      trainer.dispose();
      expect(memory().numTensors).toBe(before);
    },
  );

  it.each(SMALL_CASES)('$id on $name reports every series that it declares', async (testCase) => {
    const trainer = await build(testCase, { r1Gamma: 1, gpLambda: 1 });
    const { values } = await train(trainer, 1);
    for (const { id } of trainer.series) expect(values[id]?.[0], id).toSatisfy(Number.isFinite);
    trainer.dispose();
  });

  it.each(SMALL_CASES)('$id on $name draws every view that it declares', async (testCase) => {
    const trainer = await build(testCase);
    await train(trainer, 1);
    for (const spec of trainer.describe().views) {
      const before = memory().numTensors;
      const view = await trainer.view(spec.id, {});
      expect(view.kind).toBe(spec.kind);
      expect(await trainer.view(spec.id, {}), spec.id).toEqual(view);
      expect(memory().numTensors, spec.id).toBe(before);
    }
    trainer.dispose();
  });

  it.each(SMALL_CASES)(
    '$id on $name answers every latent control with another sample',
    async (testCase) => {
      const trainer = await build(testCase);
      for (const control of trainer.describe().latents) {
        const { controls, offset, reach } = partOf(trainer, control.id);
        const zero = new Array<number>(latentRowWidth(controls)).fill(0);
        const moved = zero.map((_, i) => (i === offset ? reach : 0));
        const draw = (z: number[]) =>
          trainer.generate({ kind: 'vectors', z: [z] }, { weights: 'live', norm: 'running' });
        expect(await draw(moved)).not.toEqual(await draw(zero));
      }
      trainer.dispose();
    },
  );
});

describe('every architecture', () => {
  beforeAll(async () => {
    await startBackend('wasm', nodeEnvironment());
  });

  it.each(Object.values(ARCHITECTURES))(
    '$id has a preset for every size with values inside the specs',
    (architecture) => {
      for (const [kind, sizes] of Object.entries(architecture.presets)) {
        for (const size of SIZES) {
          expect(Object.keys(sizes)).toContain(size);
          const values = presetParams(architecture, kind === 'points' ? 'points' : 'images', size);
          expect(parseParams(architecture.params, values, {})).toEqual(values);
        }
      }
    },
  );

  it.each(SMALL_CASES)(
    '$id on $name takes every live setting in the middle of a run',
    async (testCase) => {
      const architecture = architectureOf(testCase.id);
      const trainer = await build(testCase);
      await train(trainer, 1);
      for (const [key, spec] of Object.entries(architecture.params)) {
        if (!spec.live) continue;
        const value =
          spec.kind === 'numbers'
            ? []
            : spec.kind === 'toggle'
              ? !spec.default
              : spec.kind === 'choice'
                ? (spec.options.at(-1)?.id ?? spec.default)
                : Math.min(spec.max, Math.max(spec.min, spec.integer ? 2 : spec.default * 0.5));
        trainer.update({ [key]: value });
        await train(trainer, 1);
        trainer.update({
          [key]: spec.default,
        });
      }
      expect(trainer.marks.length).toBeGreaterThan(5);
      trainer.dispose();
    },
  );

  it.each(SMALL_CASES.filter(({ source }) => source.kind === 'images'))(
    '$id on $name tells one picture from another, alone or with batch norm in D',
    async (testCase) => {
      const normalised = 'batchNormD' in architectureOf(testCase.id).params;
      for (const changes of [{}, ...(normalised ? [{ batchNormD: true }] : [])]) {
        const trainer = await build(testCase, changes);
        await train(trainer, 1);
        const black = new Uint8Array(28 * 28);
        const edge = black.map((_, i) => 9 * (i % 28));
        for (const { id, picture } of trainer.describe().views) {
          if (picture === undefined) continue;
          expect(await trainer.view(id, {}, edge), id).not.toEqual(
            await trainer.view(id, {}, black),
          );
        }
        trainer.dispose();
      }
    },
  );

  it.each(SMALL_CASES)(
    '$id on $name refuses a setting that needs a reset, and keeps training',
    async (testCase) => {
      const trainer = await build(testCase);
      expect(() => trainer.update({ zDim: 3 })).toThrow(/reset/);
      expect(() => trainer.update({ nonsense: 3 })).toThrow(/Unknown setting/);
      await train(trainer, 1);
      trainer.dispose();
    },
  );

  it.each(SMALL_CASES)(
    '$id on $name stops at a number that is not finite and goes back to the last good state',
    async (testCase) => {
      const trainer = await build(testCase, { optimizer: 'sgd' });
      await train(trainer, 2);
      // Its gradient grows with the logits, so that every large step makes the next one larger.
      trainer.update({ lrD: 1, lrG: 1, loss: 'leastSquares' });
      const explode = async () => {
        for (let i = 0; i < 200; i++) await train(trainer, 5);
      };
      await expect(explode()).rejects.toMatchObject({ code: 'run.diverged' });
      const { tensors } = readSavedRun(CATALOG, await trainer.save());
      for (const [name, { values }] of tensors)
        expect(values.every(Number.isFinite), name).toBe(true);
      trainer.dispose();
    },
  );

  it('refuses a model that does not fit into memory', async () => {
    const [testCase] = SMALL_CASES;
    if (testCase === undefined) throw new Error('no architecture');
    const before = memory().numTensors;
    await expect(
      Trainer.create(configOf(testCase.id, testCase.source.kind), testCase.source, {
        memoryMegabytes: 0.001,
      }),
    ).rejects.toMatchObject({ code: 'config.tooLarge' });
    expect(memory().numTensors).toBe(before);
  });
});
