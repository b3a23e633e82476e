import { add, getKernelsForBackend, mul, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from './backends';
import { countWork } from './counters';
import { nodeEnvironment } from './node-environment';

describe('the cost of a piece of work', () => {
  beforeAll(async () => {
    await startBackend('wasm', nodeEnvironment());
  });

  it('is its kernels by name, what went up and down, and what stays behind', async () => {
    const { result, work } = await countWork(async () => {
      const y = tidy(() => {
        const x = tensor([1, 2]);
        return add(mul(x, x), x);
      });
      return [...(await y.data())];
    });
    expect(result).toEqual([2, 6]);
    expect(work).toEqual({
      kernels: 2,
      kernelsByName: { Multiply: 1, Add: 1 },
      dispatches: 0,
      passes: 0,
      submits: 0,
      uploads: 1,
      uploadedBytes: 8,
      readbacks: 1,
      readBytes: 8,
      syncReadbacks: 0,
      allocatedBytes: 0,
      freedBytes: 0,
      tensors: 1,
      tensorBytes: 8,
      heapBytes: 0,
    });
  });

  it('shows memory that grows', async () => {
    const { work } = await countWork(() => tensor(new Float32Array(2 ** 24)));
    expect(work).toMatchObject({ tensors: 1, tensorBytes: 2 ** 26, uploadedBytes: 2 ** 26 });
    expect(work.heapBytes).toBeGreaterThan(2 ** 25);
  });

  it('leaves the kernels as they were, also after a failure', async () => {
    const before = getKernelsForBackend('wasm').map((kernel) => kernel.kernelFunc);
    const failing = countWork(() => {
      throw new Error('inside');
    });
    await expect(failing).rejects.toThrow('inside');
    const after = getKernelsForBackend('wasm').map((kernel) => kernel.kernelFunc);
    expect(new Set(after)).toEqual(new Set(before));
    const { work } = await countWork(() => add(1, 1));
    expect(work.kernels).toBe(1);
  });
});
