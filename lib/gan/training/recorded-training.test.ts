// Recorded steps against the same steps run by their own code, bit for bit, on WebGPU.

import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../schema/config';
import type { ParamRecord } from '../../schema/params';
import { useNodeGpu } from '../../tfjs/webgpu/node-gpu';
import { buildCatalog } from '../catalog';
import type { DataSource } from '../datasets/source';
import { sha256Hex } from '../sha256';
import { readSavedRun } from './checkpoint';
import { Trainer } from './trainer';

const CATALOG = buildCatalog([]);
const LIMITS = { memoryMegabytes: 2000 };
const STEPS = 20;
/** The slower software driver compiles for seconds. */
const TIMEOUT = 120_000;

const POINTS: DataSource = {
  kind: 'points',
  dim: 2,
  extent: 3,
  sample: (random, count) => random.normals(2 * count),
};

const IMAGES: DataSource = {
  kind: 'images',
  size: 28,
  channels: 1,
  count: 10,
  total: 10,
  pixels: Uint8Array.from({ length: 10 * 28 * 28 }, (_, i) => (i * i) % 251),
  labels: null,
  classes: [],
  factors: [],
  factorValues: null,
};

/** Small, with everything of a step that the host gives or that lives on from step to step. */
const POINT_PARAMS = { batchSize: 8, gEma: true, instanceNoise: 0.1, r1Gamma: 0.5 };
const IMAGE_PARAMS = { batchSize: 2, ch: 4, gEma: true };

interface Case {
  readonly name: string;
  readonly architecture: 'gan' | 'dcgan' | 'bigan' | 'sgan';
  readonly source: DataSource;
  readonly params: ParamRecord;
}

const POINT_CASE: Case = {
  name: 'an MLP GAN with noise, R1 and an average',
  architecture: 'gan',
  source: POINTS,
  params: POINT_PARAMS,
};
const CASES: readonly Case[] = [
  POINT_CASE,
  {
    name: 'an MLP GAN by momentum, with a gradient penalty and two critic steps',
    architecture: 'gan',
    source: POINTS,
    params: { ...POINT_PARAMS, optimizer: 'sgd', gpLambda: 1, r1Gamma: 0, nCritic: 2 },
  },
  { name: 'a DCGAN', architecture: 'dcgan', source: IMAGES, params: IMAGE_PARAMS },
  { name: 'a BiGAN', architecture: 'bigan', source: IMAGES, params: IMAGE_PARAMS },
  {
    name: 'a joint latent regressor whose players move in turn',
    architecture: 'bigan',
    source: POINTS,
    params: { ...POINT_PARAMS, inference: 'jointLatentRegressor', updateOrder: 'alternating' },
  },
];

/** Beside the game it draws labels, trains a baseline and follows running means. */
const LABELLED: Case = {
  name: 'an SGAN with its baseline',
  architecture: 'sgan',
  source: {
    ...IMAGES,
    count: 40,
    total: 40,
    pixels: Uint8Array.from({ length: 40 * 28 * 28 }, (_, i) => (i * i) % 251),
    labels: Uint8Array.from({ length: 40 }, (_, i) => i % 2),
    classes: ['even', 'odd'],
  },
  params: { ...IMAGE_PARAMS, labelsPerClass: 'all', labelledBatch: 4 },
};

const build = ({ architecture, source, params }: Case): Promise<Trainer> =>
  Trainer.create(
    parseConfig(CATALOG, {
      version: 1,
      seed: 3,
      data: { kind: 'builtin', id: source.kind === 'points' ? 'gaussian' : 'shapes' },
      architecture,
      params: { size: 'nano', ...params },
    }),
    source,
    LIMITS,
  );

const plainBuild = async (testCase: Case): Promise<Trainer> => {
  const trainer = await build(testCase);
  trainer.replaysSteps = false;
  return trainer;
};

function steps(trainer: Trainer, count: number): void {
  for (let i = 0; i < count; i++) trainer.runStep('both');
}

/** A fingerprint of every bit of a run: weights, moments, averages, random state and curves. */
const bits = async (trainer: Trainer): Promise<string> => sha256Hex(await trainer.save());

describe('recorded training', { timeout: TIMEOUT }, () => {
  useNodeGpu();

  it.each([...CASES, LABELLED])('$name is the same bit for bit', async (testCase) => {
    const plain = await plainBuild(testCase);
    steps(plain, STEPS);
    const expected = await bits(plain);
    expect(plain.recording).toMatchObject({ eager: STEPS, replayed: 0 });
    plain.dispose();
    const recorded = await build(testCase);
    steps(recorded, STEPS);
    expect(recorded.recording).toEqual({
      eager: 1,
      recorded: 2,
      replayed: STEPS - 3,
      refusals: {},
    });
    expect(await bits(recorded)).toBe(expected);
    recorded.dispose();
  });

  it('a live setting in the middle drops the recording, and makes no other difference', async () => {
    const results = [];
    for (const make of [plainBuild, build]) {
      const trainer = await make(POINT_CASE);
      steps(trainer, 6);
      trainer.update({ lrD: 1e-3, instanceNoise: 0 });
      steps(trainer, 6);
      trainer.runStep('d');
      trainer.runStep('g');
      steps(trainer, 2);
      results.push({ recording: trainer.recording, saved: await bits(trainer) });
      trainer.dispose();
    }
    const [plain, recorded] = results;
    expect(recorded!.saved).toBe(plain!.saved);
    // One of each kind before and after the change, and one with either player alone.
    expect(recorded!.recording).toEqual({ eager: 4, recorded: 4, replayed: 8, refusals: {} });
  });

  it('a restored checkpoint goes on as the run that never stopped', async () => {
    const trainer = await build(POINT_CASE);
    steps(trainer, 6);
    const half = readSavedRun(CATALOG, await trainer.save());
    steps(trainer, 6);
    const expected = await bits(trainer);
    trainer.dispose();
    const resumed = await Trainer.restore(half, POINTS, LIMITS);
    steps(resumed, 6);
    expect(resumed.recording.replayed).toBe(3);
    expect(await bits(resumed)).toBe(expected);
    resumed.dispose();
  });

  it('samples between replays are those of the weights by then, and disturb nothing', async () => {
    const views = [];
    const saved = [];
    for (const make of [plainBuild, build]) {
      const trainer = await make(POINT_CASE);
      const seen = [];
      for (let k = 0; k < 4; k++) {
        steps(trainer, 3);
        for (const weights of ['live', 'ema'] as const) {
          seen.push(
            await trainer.generate(
              { kind: 'fixed', first: 0, count: 4 },
              { weights, norm: 'batch' },
            ),
          );
        }
      }
      views.push(seen);
      saved.push(await bits(trainer));
      trainer.dispose();
    }
    expect(views[1]).toEqual(views[0]);
    expect(views[0]![0]).not.toEqual(views[0]![2]);
    expect(saved[1]).toBe(saved[0]);
  });

  it('holds as many tensors and bytes after 60 replays as after 10, and none when disposed', async () => {
    const empty = memory();
    const trainer = await build(POINT_CASE);
    const train = async (count: number): Promise<void> => {
      steps(trainer, count);
      await trainer.flush();
    };
    for (let k = 0; k < 3; k++) await train(5);
    const before = memory();
    for (let k = 0; k < 10; k++) await train(5);
    expect(memory()).toEqual(before);
    trainer.dispose();
    const { numTensors, numDataBuffers } = empty;
    expect(memory()).toMatchObject({ numTensors, numDataBuffers });
    const { numBytesInGPU } = empty as unknown as { numBytesInGPU: number };
    expect(memory()).toMatchObject({ numBytesInGPU });
  });
});
