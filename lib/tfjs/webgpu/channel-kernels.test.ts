import { Mean, Sum } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { distanceBetween, type KernelRun, outputsOn } from './kernel-outputs';
import { useNodeGpu } from './node-gpu';

// Sums of up to 200 000 values in float32; the cpu backend adds one after the other, which is the less exact order.
const TOLERANCE = 2e-5;

const stream = createStream(3, 'channel kernels');

const normals = (shape: readonly number[], offset = 0) => ({
  shape,
  values: stream.normals(shape.reduce((a, b) => a * b, 1)).map((value) => value + offset),
});
const positives = (shape: readonly number[]) => {
  const { values } = normals(shape);
  return { shape, values: values.map((value) => value * value + 0.1) };
};

/** One channel, odd channels, one row, and enough rows for parts of parts. */
const SHAPES: readonly (readonly number[])[] = [
  [5, 1],
  [2, 5, 3, 3],
  [1, 33],
  [3, 17, 33],
  [4, 31, 29, 8],
  [200_000, 1],
];

const ACTIVATIONS = [
  { activation: 'linear', alpha: 0 },
  { activation: 'relu', alpha: 0 },
  { activation: 'leakyRelu', alpha: 0.2 },
] as const;

async function distance(run: KernelRun): Promise<number> {
  const expected = await outputsOn('cpu', run);
  return distanceBetween(expected, await outputsOn('webgpu', run));
}

const channelsOf = (shape: readonly number[]): readonly number[] => shape.slice(-1);

describe('WebGPU agrees with the composed kernels on cpu:', () => {
  useNodeGpu();
  beforeAll(async () => {
    await startBackend('cpu', nodeEnvironment());
  });

  it.each(SHAPES)('bias and activation of %j', async (...shape) => {
    for (const attributes of ACTIVATIONS) {
      const forward: KernelRun = {
        kernelName: 'BiasActivation',
        inputs: { x: normals(shape), bias: normals(channelsOf(shape)) },
        attributes,
      };
      expect(await distance(forward), attributes.activation).toBeLessThan(1e-6);
      const backward: KernelRun = {
        kernelName: 'BiasActivationGrad',
        inputs: { dy: normals(shape), y: normals(shape) },
        attributes,
      };
      expect(await distance(backward), attributes.activation).toBeLessThan(TOLERANCE);
    }
  });

  it.each(SHAPES)('the moments of %j', async (...shape) => {
    const run: KernelRun = {
      kernelName: 'ChannelMoments',
      inputs: { x: normals(shape, 3) },
      attributes: {},
    };
    expect(await distance(run)).toBeLessThan(TOLERANCE);
  });

  it.each(SHAPES)('batch norm of %j', async (...shape) => {
    const channels = channelsOf(shape);
    for (const activation of ACTIVATIONS) {
      const attributes = { epsilon: 1e-3, ...activation };
      const moments = { mean: normals(channels), variance: positives(channels) };
      const x = normals(shape);
      const forward: KernelRun = {
        kernelName: 'BatchNormTraining',
        inputs: { x, ...moments, scale: normals(channels), offset: normals(channels) },
        attributes,
      };
      expect(await distance(forward), activation.activation).toBeLessThan(TOLERANCE);
      const backward: KernelRun = {
        kernelName: 'BatchNormTrainingGrad',
        inputs: {
          dy: normals(shape),
          x,
          y: normals(shape),
          ...moments,
          scale: normals(channels),
        },
        attributes,
      };
      expect(await distance(backward), activation.activation).toBeLessThan(TOLERANCE);
    }
  });

  it.each([
    [
      [7, 5, 3, 4],
      [0, 1, 2],
    ],
    [
      [7, 5, 3, 4],
      [1, 2],
    ],
    [[7, 5, 3, 4], [3]],
    [
      [7, 5, 3, 4],
      [0, 2],
    ],
    [
      [6, 1, 5],
      [0, 1],
    ],
    [[300_001], [0]],
    [[20_000, 3], [1]],
    [[2, 5000], [1]],
    [[2, 5000, 3], [1]],
    [
      [1, 1],
      [0, 1],
    ],
  ] as const)('sum and mean of %j over %j', async (shape, axis) => {
    for (const kernelName of [Sum, Mean]) {
      for (const keepDims of [false, true]) {
        const run: KernelRun = {
          kernelName,
          inputs: { x: normals(shape) },
          attributes: { axis: [...axis], keepDims },
        };
        expect(await distance(run), kernelName).toBeLessThan(1e-4);
      }
    }
  });

  it('the sum of squares of more tensors than a dispatch can have', async () => {
    const shapes = [[3, 3, 5, 7], [1], [33], [9000], [2, 2], [1], [50_000], [4, 4], [5], [6000]];
    for (const count of [1, 7, 10]) {
      const inputs = shapes.slice(0, count).map((shape, i) => [`x${i}`, normals(shape)] as const);
      const run: KernelRun = {
        kernelName: 'SumOfSquares',
        inputs: Object.fromEntries(inputs),
        attributes: {},
      };
      expect((await distance(run)) / 60_000).toBeLessThan(1e-6);
    }
  });
});

describe('WebGPU', () => {
  useNodeGpu();

  it('finds the moments of values far from zero', async () => {
    const values = Float32Array.from({ length: 30_000 }, (_, i) => 10_000 + (i % 3));
    const [mean, variance] = await outputsOn('webgpu', {
      kernelName: 'ChannelMoments',
      inputs: { x: { shape: [30_000, 1], values } },
      attributes: {},
    });
    expect(mean?.values[0]).toBe(10_001);
    expect(variance?.values[0]).toBeCloseTo(2 / 3, 5);
  });

  it('gives the same bits each time', async () => {
    const shape = [4, 31, 29, 8];
    const run: KernelRun = {
      kernelName: 'BatchNormTrainingGrad',
      inputs: {
        dy: normals(shape),
        x: normals(shape),
        y: normals(shape),
        mean: normals([8]),
        variance: positives([8]),
        scale: normals([8]),
      },
      attributes: { epsilon: 1e-5, ...ACTIVATIONS[2] },
    };
    const first = await outputsOn('webgpu', run);
    for (let i = 0; i < 3; i++) expect(await outputsOn('webgpu', run)).toEqual(first);
  });
});
