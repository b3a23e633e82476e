// What the DCGAN paper promises and the reference measured; see the contract test for what all architectures share.

import {
  conv2d,
  conv2dTranspose,
  mul,
  sum,
  type Tensor,
  type Tensor4D,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { presetParams } from '../../schema/config';
import type { ImagesInfo } from '../../schema/data';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { samplingMode } from '../layers/layer';
import { createStream } from '../rng';
import { dcgan } from './dcgan';

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

const info = (size: number, channels: 1 | 3): ImagesInfo => ({
  kind: 'images',
  size,
  channels,
  count: 10,
  classes: [],
  factors: [],
});

function build(size: number, changes: object, channels: 1 | 3 = 1) {
  const params = { ...presetParams(dcgan, 'images', 'S'), ...changes };
  return dcgan.create(info(size, channels), params as Parameters<typeof dcgan.create>[1], {
    purpose: 'training',
    seed: 1,
    random: createStream(1, 'init'),
    source: { kind: 'points', dim: 2, extent: 1, sample: () => new Float32Array() },
  });
}

const spread = (x: Tensor): number => {
  const values = x.dataSync<'float32'>();
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
};
const normals = (n: number, dim: number, name = 'z') =>
  tensor2d(createStream(2, name).normals(n * dim), [n, dim]);

describe('DCGAN', () => {
  it.each([
    [28, [7, 14, 28]],
    [32, [4, 8, 16, 32]],
    [64, [4, 8, 16, 32, 64]],
  ] as const)('grows to %d pixels through %j and D mirrors it', (size, sides) => {
    const model = build(size, { ch: 4 });
    const mapSides = (name: 'G' | 'D') => [
      ...new Set(
        model.networks[name]!.layers.filter(({ outputShape }) => outputShape.length === 3).map(
          ({ outputShape }) => outputShape[0],
        ),
      ),
    ];
    expect(mapSides('G')).toEqual(sides);
    expect(mapSides('D')).toEqual([...sides].reverse().slice(1));
    model.dispose();
  });

  it('has the parameters of the paper chain at ch 64: no bias in front of batch norm', () => {
    const model = build(28, { ch: 64, zDim: 100 });
    const total = (name: 'G' | 'D') =>
      model.networks[name]!.variables.all().reduce((count, [, { size }]) => count + size, 0);
    // Counted by hand layer by layer, running statistics included.
    expect(total('G')).toBe(784_641);
    expect(total('D')).toBe(138_945);
    model.dispose();
  });

  it('draws weights with a spread of 0.02', () => {
    const model = build(28, { ch: 16 });
    for (const { variables } of Object.values(model.networks)) {
      for (const [name, variable] of variables.all()) {
        if (!name.endsWith('/kernel') || variable.size < 5000) continue;
        expect(Math.abs(spread(variable) / 0.02 - 1), name).toBeLessThan(0.03);
      }
    }
    model.dispose();
  });

  it('at the start makes lively samples with batch statistics and flat ones with running ones', () => {
    const model = build(28, { ch: 16, zDim: 100 });
    const z = normals(64, 100);
    const batch = spread(model.generate(z, { weights: 'live', norm: 'batch' }));
    const running = spread(model.generate(z, { weights: 'live', norm: 'running' }));
    expect(batch).toBeGreaterThan(0.05);
    expect(running).toBeLessThan(0.01);
    model.dispose();
  });

  it('couples the samples of a batch through batch norm, and only then', () => {
    const model = build(28, { ch: 8, zDim: 16 });
    const moved = (norm: 'batch' | 'running') =>
      tidy(() => {
        const z = normals(8, 16);
        const outlier = tensor2d([...z.dataSync().slice(0, 112), ...Array(16).fill(20)], [8, 16]);
        const first = (input: typeof z) =>
          model.generate(input, { weights: 'live', norm }).dataSync().slice(0, 784);
        const [a, b] = [first(z), first(outlier)];
        return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
      });
    expect(moved('batch')).toBeGreaterThan(0.01);
    expect(moved('running')).toBe(0);
    model.dispose();
  });

  it('moves running statistics in training mode only', () => {
    const model = build(28, { ch: 4, zDim: 8 });
    const g = model.networks.G!;
    const [name] = g.variables.all().find(([key]) => key.endsWith('runningMean'))!;
    const before = [...g.variables.get(name).dataSync()];
    tidy(() => g.forward(normals(4, 8), samplingMode('batch')));
    expect([...g.variables.get(name).dataSync()]).toEqual(before);
    tidy(() => g.forward(normals(4, 8), { ...samplingMode('batch'), updateRunning: true }));
    expect([...g.variables.get(name).dataSync()]).not.toEqual(before);
    model.dispose();
  });

  it.each([4, 5])(
    'transposed convolution with kernel %d is the adjoint of convolution',
    (kernel) => {
      const random = createStream(3, 'adjoint');
      const make = (shape: [number, number, number, number]): Tensor4D =>
        tensor4d(random.normals(shape.reduce((a, b) => a * b)), shape);
      const [x, y, w] = [make([2, 14, 14, 3]), make([2, 7, 7, 5]), make([kernel, kernel, 3, 5])];
      const left = sum(mul(conv2d(x, w, 2, 'same'), y)).dataSync()[0]!;
      const right = sum(mul(x, conv2dTranspose(y, w, [2, 14, 14, 3], 2, 'same'))).dataSync()[0]!;
      expect(right / left).toBeCloseTo(1, 4);
    },
  );

  it('accepts 28, 32 and 64 pixels and says why it refuses others', () => {
    for (const size of [28, 32, 64]) expect(dcgan.accepts(info(size, 1))).toBe(true);
    expect(dcgan.accepts(info(48, 1))).toMatch(/48/);
    expect(
      dcgan.accepts({ kind: 'points', dim: 2, extent: 1, hasDensity: false, modes: 0 }),
    ).toMatch(/points/);
  });
});
