import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  Add,
  add,
  addN,
  backend,
  Equal,
  fill,
  Greater,
  GreaterEqual,
  Less,
  LessEqual,
  Maximum,
  Minimum,
  Multiply,
  memory,
  mul,
  NotEqual,
  ones,
  Pow,
  RealDiv,
  SquaredDifference,
  Sub,
  setBackend,
  type Tensor,
  Tile,
  tensor,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { distanceBetween, type KernelRun, outputsOn } from './kernel-outputs';
import { useNodeGpu } from './node-gpu';

// One operation in float32; powers and quotients are rounded less exactly by a device.
const TOLERANCE = 2e-6;

const stream = createStream(4, 'elementwise kernels');
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const normals = (shape: readonly number[]) => ({ shape, values: stream.normals(sizeOf(shape)) });
/** Equal values now and then. */
const halves = (shape: readonly number[]) => ({
  shape,
  values: stream.normals(sizeOf(shape)).map((value) => Math.round(2 * value) / 2),
});

const PAIRS: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []],
  [
    [3, 5],
    [3, 5],
  ],
  [[7, 5], []],
  [
    [1, 1],
    [4, 3],
  ],
  [[4, 3, 33], [33]],
  [
    [4, 1, 3, 1],
    [2, 1, 5],
  ],
  [
    [2, 1, 3, 1, 2],
    [1, 4, 1, 5, 1],
  ],
  [
    [1, 80, 80],
    [2, 1, 1],
  ],
];

const COMPARISONS = [Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual];
const OPERATIONS = [Add, Sub, Multiply, RealDiv, SquaredDifference, Maximum, Minimum];

async function distance(run: KernelRun): Promise<number> {
  const expected = await outputsOn('cpu', run);
  return distanceBetween(expected, await outputsOn('webgpu', run));
}

describe('WebGPU', () => {
  useNodeGpu();
  beforeAll(async () => {
    await startBackend('cpu', nodeEnvironment());
  });
  beforeEach(async () => {
    await setBackend('webgpu');
  });

  it.each(PAIRS)('computes with %j and %j as cpu does', async (first, second) => {
    for (const [left, right] of [
      [first, second],
      [second, first],
    ] as const) {
      for (const kernelName of OPERATIONS) {
        const run = { kernelName, inputs: { a: normals(left), b: normals(right) }, attributes: {} };
        expect(await distance(run), kernelName).toBeLessThan(TOLERANCE);
      }
      for (const kernelName of COMPARISONS) {
        const run = { kernelName, inputs: { a: halves(left), b: halves(right) }, attributes: {} };
        expect(await distance(run), kernelName).toBe(0);
      }
    }
  });

  it('raises to powers as cpu does, negative and zero bases too', async () => {
    const values = Float32Array.of(-2, -1.5, 0, 1.5, -2, -1.5, 0, 4, 3);
    const exponents = Float32Array.of(2, 3, 0, 2.5, -1, 0, 2, -0.5, 1);
    const run: KernelRun = {
      kernelName: Pow,
      inputs: { a: { shape: [9], values }, b: { shape: [9], values: exponents } },
      attributes: {},
    };
    expect(await distance(run)).toBeLessThan(TOLERANCE);
  });

  it.each([
    [[3], [4]],
    [[1], [5]],
    [
      [2, 3],
      [1, 1],
    ],
    [
      [2, 3, 4],
      [2, 1, 3],
    ],
    [
      [2, 1, 3, 1, 2],
      [1, 4, 2, 5, 1],
    ],
    [
      [1, 2, 1, 3, 1, 5],
      [2, 1, 3, 1, 2, 1],
    ],
  ])('tiles %j by %j as cpu does', async (shape, reps) => {
    const run: KernelRun = {
      kernelName: Tile,
      inputs: { x: normals(shape) },
      attributes: { reps },
    };
    expect(await distance(run)).toBe(0);
  });

  it('adds more tensors than a device binds', async () => {
    const tensors = Array.from({ length: 20 }, (_, i) => fill([3], i));
    expect([...(await addN(tensors).data())]).toEqual([190, 190, 190]);
  });

  it('uploads no tensor of one value, whatever its kind', async () => {
    const gpu = backend() as WebGPUBackend;
    const uploaded: unknown[] = [];
    const acquire = gpu.bufferManager.acquireBuffer.bind(gpu.bufferManager);
    gpu.bufferManager.acquireBuffer = (size, usage, mapped, reuse) => {
      if (mapped) uploaded.push(size);
      return acquire(size, usage, mapped, reuse);
    };
    const x = fill([2, 600], 3);
    const results = tidy((): Tensor[] => [
      mul(x, 0.5),
      add(ones([2, 600]), x),
      mul(x, zeros([2, 1])),
      add(x, tensor([-0, -0], [2, 1])),
      addN([x, ones([2, 600]), x]),
      addN([fill([1200], 7, 'int32'), ones([1200], 'int32')]),
    ]);
    const firsts = await Promise.all(results.map(async (y) => (await y.data())[1199]));
    gpu.bufferManager.acquireBuffer = acquire;
    expect(firsts).toEqual([1.5, 4, 0, 3, 7, 8]);
    expect(uploaded).toEqual([]);
  });

  it('keeps the memory of a step when it is repeated', async () => {
    const x = fill([40, 30], 3);
    const step = async () => {
      const y = tidy(() => mul(add(x, ones([40, 30])), mul(x, 2)));
      await y.data();
      y.dispose();
      return memory() as { numTensors: number; numBytesInGPU?: number };
    };
    await step();
    const before = await step();
    for (let i = 0; i < 5; i++) await step();
    expect(await step()).toEqual(before);
  });

  it('fills with integers that float32 does not hold, and with truth', async () => {
    expect([...(await fill([2], 2 ** 24 + 1, 'int32').data())]).toEqual([2 ** 24 + 1, 2 ** 24 + 1]);
    expect([...(await fill([2], 1, 'bool').data())]).toEqual([1, 1]);
  });
});
