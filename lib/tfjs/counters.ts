// What a piece of training costs besides time: kernels by name, traffic with the backend's memory, and what it leaves
// behind. Counting replaces every kernel of the current backend by one that counts, and puts them back; it starts no
// profiler, which on graphics devices would read results back. A kernel that runs others from inside (most composed ones
// do) counts them too; one that is replayed from a recording is a dispatch and no kernel.

import {
  getBackend,
  getKernelsForBackend,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { memoryInUse } from './memory-in-use';
import { noTraffic, type Traffic, watchTraffic } from './traffic';

export interface Work extends Readonly<Traffic> {
  readonly kernels: number;
  readonly kernelsByName: Readonly<Record<string, number>>;
  /** Tensors alive after minus before; 0 for a step that tidies up. */
  readonly tensors: number;
  /** Likewise bytes of tensors. */
  readonly tensorBytes: number;
  /** Growth of WebAssembly's memory in bytes. */
  readonly heapBytes: number;
}

/** Replaces the kernels of the current backend by ones that count into `byName`; the returned function puts them back. */
function watchKernels(byName: Record<string, number>): () => void {
  const backend = getBackend();
  const kernels = getKernelsForBackend(backend);
  for (const kernel of kernels) {
    const { kernelName, kernelFunc } = kernel;
    unregisterKernel(kernelName, backend);
    registerKernel({
      ...kernel,
      kernelFunc: (params) => {
        byName[kernelName] = (byName[kernelName] ?? 0) + 1;
        return kernelFunc(params);
      },
    });
  }
  return () => {
    for (const kernel of kernels) {
      unregisterKernel(kernel.kernelName, backend);
      registerKernel(kernel);
    }
  };
}

/**
 * Runs `f` and counts what it asks of the backend. Not for two calls at a time, and not for measuring time.
 *
 * On graphics devices end `f` with the readback that ends a step: buffers are given back only then.
 */
export async function countWork<T>(
  f: () => T | Promise<T>,
): Promise<{ readonly result: T; readonly work: Work }> {
  const kernelsByName: Record<string, number> = {};
  const traffic = noTraffic();
  const before = memoryInUse();
  const restores = [watchKernels(kernelsByName), watchTraffic(traffic)];
  let result: T;
  try {
    result = await f();
  } finally {
    for (const restore of restores) restore();
  }
  const after = memoryInUse();
  return {
    result,
    work: {
      ...traffic,
      kernels: Object.values(kernelsByName).reduce((total, count) => total + count, 0),
      kernelsByName,
      tensors: after.tensors - before.tensors,
      tensorBytes: after.tensorBytes - before.tensorBytes,
      heapBytes: after.heapBytes - before.heapBytes,
    },
  };
}
