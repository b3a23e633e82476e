import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { distanceBetween, type KernelRun, outputsOn } from '../webgpu/kernel-outputs';

// Sums of up to 50 000 values; the cpu backend adds one after the other in float32, which is the less exact order.
const TOLERANCE = 2e-5;

const stream = createStream(4, 'channel kernels');

const normals = (shape: readonly number[], offset = 0) => ({
  shape,
  values: stream.normals(shape.reduce((a, b) => a * b, 1)).map((value) => value + offset),
});
const positives = (shape: readonly number[]) => {
  const { values } = normals(shape);
  return { shape, values: values.map((value) => value * value + 0.1) };
};

/** One channel, odd channels, whole vectors, one row, and more rows than one block of a sum. */
const SHAPES: readonly (readonly number[])[] = [
  [5, 1],
  [2, 5, 3, 3],
  [1, 33],
  [3, 17, 11, 6],
  [4, 31, 29, 8],
  [50_000, 1],
];

const ACTIVATIONS = [
  { activation: 'linear', alpha: 0 },
  { activation: 'relu', alpha: 0 },
  { activation: 'leakyRelu', alpha: 0.2 },
] as const;

async function distance(run: KernelRun): Promise<number> {
  const expected = await outputsOn('cpu', run);
  return distanceBetween(expected, await outputsOn('wasm', run));
}

const channelsOf = (shape: readonly number[]): readonly number[] => shape.slice(-1);

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
  await startBackend('wasm', nodeEnvironment());
});

describe('wasm agrees with the composed kernels on cpu:', () => {
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

  it.each(SHAPES)('the moments of %j, far from zero too', async (...shape) => {
    for (const offset of [0, 30]) {
      const run: KernelRun = {
        kernelName: 'ChannelMoments',
        inputs: { x: normals(shape, offset) },
        attributes: {},
      };
      expect(await distance(run)).toBeLessThan(TOLERANCE);
    }
  });

  it.each(SHAPES)('batch norm of %j', async (...shape) => {
    const channels = channelsOf(shape);
    for (const activation of ACTIVATIONS) {
      const moments = { mean: normals(channels), variance: positives(channels) };
      const attributes = { ...activation, epsilon: 1e-3 };
      const forward: KernelRun = {
        kernelName: 'BatchNormTraining',
        inputs: {
          x: normals(shape),
          ...moments,
          scale: normals(channels),
          offset: normals(channels),
        },
        attributes,
      };
      expect(await distance(forward), activation.activation).toBeLessThan(TOLERANCE);
      const backward: KernelRun = {
        kernelName: 'BatchNormTrainingGrad',
        inputs: {
          dy: normals(shape),
          x: normals(shape),
          y: normals(shape),
          ...moments,
          scale: normals(channels),
        },
        attributes,
      };
      expect(await distance(backward), activation.activation).toBeLessThan(TOLERANCE);
    }
  });

  it('the sum of squares of any number of tensors of any size', async () => {
    const sizes = [1, 3, 16, 1024, 5001];
    const inputs = Object.fromEntries(sizes.map((size, i) => [`x${i}`, normals([size])]));
    expect(await distance({ kernelName: 'SumOfSquares', inputs, attributes: {} })).toBeLessThan(
      1e-6,
    );
  });
});
