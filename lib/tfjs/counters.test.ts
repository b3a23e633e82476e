import { add, getKernelsForBackend, mul, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from './backends';
import { countKernels } from './counters';
import { nodeEnvironment } from './node-environment';

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

it('kernels are counted by name, with what they leave behind', async () => {
  const x = tensor([1, 2]);
  const { result, counts } = await countKernels(() => tidy(() => add(mul(x, x), x)));
  expect(counts).toEqual({
    kernels: 2,
    byName: { Multiply: 1, Add: 1 },
    tensors: 1,
    bytes: 8,
  });
  expect([...result.dataSync()]).toEqual([2, 6]);
});

it('the kernels are the same as before, also after a failure', async () => {
  const before = getKernelsForBackend('cpu').map((kernel) => kernel.kernelFunc);
  const failing = countKernels(() => {
    throw new Error('inside');
  });
  await expect(failing).rejects.toThrow('inside');
  const after = getKernelsForBackend('cpu').map((kernel) => kernel.kernelFunc);
  expect(new Set(after)).toEqual(new Set(before));
});
