import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend,
  conv2d,
  grads,
  leakyRelu,
  mean,
  memory,
  setBackend,
  square,
  type Tensor,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { createStream } from '../gan/rng';
import { startBackend } from './backends';
import { compileAhead } from './compile-ahead';
import { nodeEnvironment } from './node-environment';
import { useNodeGpu } from './webgpu/node-gpu';

const stream = createStream(1, 'compile-ahead');
const normals = (shape: readonly [number, number, number, number]) => ({
  shape,
  values: stream.normals(shape.reduce((a, b) => a * b, 1)),
});
type Normals = ReturnType<typeof normals>;

/** The gradient in both arguments of a small network, read back. */
async function work(inputs: readonly Normals[]): Promise<number[]> {
  const loss = (a: Tensor, b: Tensor) =>
    mean(square(leakyRelu(conv2d(a as Tensor4D, b as Tensor4D, 2, 'same'), 0.2)));
  const results = tidy(() =>
    grads(loss)(inputs.map(({ values, shape }) => tensor(values, [...shape]))),
  );
  const values = (await Promise.all(results.map((result) => result.data()))).flatMap((v) => [...v]);
  for (const result of results) result.dispose();
  return values;
}

describe('compiling ahead', () => {
  it('calls nothing where nothing is compiled', async () => {
    await startBackend('cpu', nodeEnvironment());
    const untouched = vi.fn();
    const programs = compileAhead(untouched);
    expect([untouched.mock.calls.length, programs.total, programs.done()]).toEqual([0, 0, 0]);
  });

  describe('on WebGPU', () => {
    useNodeGpu();

    it('leaves nothing to compile for the work itself, whose results it does not touch', async () => {
      const inputs = [normals([2, 7, 7, 3]), normals([3, 3, 3, 5])];
      const before = memory().numTensors;
      const programs = compileAhead(() => void work(inputs));
      expect(memory().numTensors).toBe(before);
      expect(programs.total).toBeGreaterThan(3);
      expect(programs.done()).toBe(0);
      while (programs.done() < programs.total) await new Promise((r) => setTimeout(r, 5));

      const { device } = backend() as WebGPUBackend;
      const create = vi.spyOn(device, 'createComputePipeline');
      const values = await work(inputs);
      expect(create.mock.calls.map(([{ label }]) => label)).toEqual([]);
      create.mockRestore();
      expect(compileAhead(() => void work(inputs)).total).toBe(0);

      await startBackend('cpu', nodeEnvironment());
      const expected = await work(inputs);
      for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i]!, 4);
    });

    it('lets other work run meanwhile, which compiles for itself', async () => {
      await setBackend('webgpu');
      const inputs = [normals([2, 9, 9, 4]), normals([5, 5, 4, 8])];
      const programs = compileAhead(() => void work(inputs));
      expect((await work(inputs)).every(Number.isFinite)).toBe(true);
      while (programs.done() < programs.total) await new Promise((r) => setTimeout(r, 5));
    });
  });
});
