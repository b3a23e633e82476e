// What a piece of training costs: kernels by name, and the tensors and bytes that it leaves behind. Counting replaces every
// kernel of the current backend by one that counts, and puts them back; it starts no profiler, which on graphics devices
// would read results back. A kernel that runs others from inside (most composed ones do) counts them too.

import {
  getBackend,
  getKernelsForBackend,
  memory,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

export interface KernelCounts {
  readonly kernels: number;
  readonly byName: Readonly<Record<string, number>>;
  /** Tensors alive after minus before; 0 for a step that tidies up. */
  readonly tensors: number;
  /** Likewise bytes of tensors. */
  readonly bytes: number;
}

/** Runs `f` and counts its kernels. Not for two calls at a time. */
export async function countKernels<T>(
  f: () => T | Promise<T>,
): Promise<{ readonly result: T; readonly counts: KernelCounts }> {
  const backend = getBackend();
  const kernels = getKernelsForBackend(backend);
  const byName: Record<string, number> = {};
  const before = memory();
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
  try {
    const result = await f();
    const after = memory();
    const counts = {
      kernels: Object.values(byName).reduce((total, count) => total + count, 0),
      byName,
      tensors: after.numTensors - before.numTensors,
      bytes: after.numBytes - before.numBytes,
    };
    return { result, counts };
  } finally {
    for (const kernel of kernels) {
      unregisterKernel(kernel.kernelName, backend);
      registerKernel(kernel);
    }
  }
}
