import { _FusedMatMul, BatchMatMul } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { distanceBetween, type KernelRun, outputsOn } from './kernel-outputs';
import { planProduct } from './matrix-plan';
import { useNodeGpu } from './node-gpu';

// Sums of up to 1 100 products in float32, in another order.
const TOLERANCE = 1e-5;

interface Case {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** A fused product with a bias of that many columns. */
  readonly bias?: number;
  readonly activation?: 'relu' | 'leakyrelu';
  /** Of the tile that the case is about. */
  readonly tile: string;
  readonly splits: number;
}

// Few, since a software driver compiles each new combination of tile and layout for a second.
const CASES: Readonly<Record<string, Case>> = {
  'many rows and columns': { a: [130, 72], b: [72, 68], tile: 'large', splits: 1 },
  'a filter gradient of many samples, few columns': {
    a: [1028, 68],
    b: [1028, 20],
    transposeA: true,
    tile: 'tall',
    splits: 4,
  },
  'an input gradient of few samples and many columns': {
    a: [7, 1032],
    b: [101, 1032],
    transposeB: true,
    tile: 'wide',
    splits: 4,
  },
  'both transposed, batches': {
    a: [3, 6, 5],
    b: [3, 9, 6],
    transposeA: true,
    transposeB: true,
    tile: 'square',
    splits: 1,
  },
  'one matrix for all batches': { a: [2, 3, 8, 12], b: [1, 1, 12, 8], tile: 'square', splits: 1 },
  'one logit, bias, long sum': {
    a: [5, 1100],
    b: [1100, 1],
    bias: 1,
    tile: 'column',
    splits: 4,
  },
  'bias and leaky ReLU in parts': {
    a: [6, 520],
    b: [520, 24],
    bias: 24,
    activation: 'leakyrelu',
    tile: 'square',
    splits: 2,
  },
  'bias and ReLU at once': {
    a: [2, 3, 8],
    b: [1, 8, 8],
    bias: 8,
    activation: 'relu',
    tile: 'square',
    splits: 1,
  },
};

const stream = createStream(1, 'products on WebGPU');
const random = (shape: readonly number[]) => ({
  shape,
  values: stream.normals(shape.reduce((a, b) => a * b, 1)),
});

function runOf({ a, b, bias, activation, transposeA, transposeB }: Case): KernelRun {
  const transposes = { transposeA: transposeA ?? false, transposeB: transposeB ?? false };
  const inputs = { a: random(a), b: random(b) };
  return bias === undefined
    ? { kernelName: BatchMatMul, inputs, attributes: transposes }
    : {
        kernelName: _FusedMatMul,
        inputs: { ...inputs, bias: random([bias]) },
        attributes: { ...transposes, activation: activation ?? 'linear', leakyreluAlpha: 0.2 },
      };
}

function planOf({ a, b, transposeA, transposeB }: Case) {
  const [rows, inner] = transposeA ? [a.at(-1)!, a.at(-2)!] : [a.at(-2)!, a.at(-1)!];
  const slices = a.slice(0, -2).reduce((x, y) => x * y, 1);
  return planProduct({ slices, rows, inner, columns: transposeB ? b.at(-2)! : b.at(-1)! });
}

describe('a product on WebGPU', () => {
  useNodeGpu();
  beforeAll(async () => {
    await startBackend('cpu', nodeEnvironment());
  });

  it.each(Object.entries(CASES))('equals that on cpu: %s', async (_, example) => {
    const { tile, splits } = planOf(example);
    expect({ tile: tile.id, splits }).toEqual({ tile: example.tile, splits: example.splits });
    const run = runOf(example);
    const expected = await outputsOn('cpu', run);
    const actual = await outputsOn('webgpu', run);
    expect(distanceBetween(expected, actual)).toBeLessThan(TOLERANCE);
    const [again] = await outputsOn('webgpu', run);
    expect(new Uint32Array(again!.values.buffer)).toEqual(
      new Uint32Array(actual[0]!.values.buffer),
    );
  });

  it('has more workgroups than one dimension of a dispatch holds', async () => {
    const slices = 70_000;
    const run = runOf({ a: [slices, 1, 1], b: [slices, 1, 1], tile: 'column', splits: 1 });
    const [y] = await outputsOn('webgpu', run);
    const { a, b } = run.inputs;
    const expected = a!.values.map((value, i) => value * b!.values[i]!);
    expect(distanceBetween([{ shape: [slices, 1, 1], values: expected }], [y!])).toBe(0);
  });

  it('keeps NaN through bias and ReLU, so that a diverged run is seen', async () => {
    const run = runOf(CASES['bias and ReLU at once']!);
    run.inputs.a!.values[0] = Number.NaN;
    const [y] = await outputsOn('webgpu', run);
    expect(Array.from(y!.values.subarray(0, 8)).every(Number.isNaN)).toBe(true);
    expect(Array.from(y!.values.subarray(8)).some(Number.isNaN)).toBe(false);
  });
});
