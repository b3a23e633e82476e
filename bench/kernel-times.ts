// Where the time of a step goes on a backend of the processor: each kernel's own time, without that of kernels that it runs
// from inside. The clock costs time itself, so the sum is more than a step takes; the shares are what counts.

import {
  getBackend,
  getKernelsForBackend,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

export interface KernelTimes {
  /** Milliseconds per step by kernel, the longest first. */
  readonly msByKernel: Readonly<Record<string, number>>;
  /** The rest: the tape, the engine, the trainer. */
  readonly outsideMs: number;
}

/** Times the kernels of `steps` calls of `step`, which must run its own code. Not for graphics devices, whose kernels return at once. */
export function kernelTimes(step: () => void, steps: number): KernelTimes {
  const backend = getBackend();
  const kernels = getKernelsForBackend(backend);
  const total = new Map<string, number>();
  // Time of the kernels inside the one that runs, per level.
  const inside: number[] = [0];
  for (const kernel of kernels) {
    const { kernelName, kernelFunc } = kernel;
    unregisterKernel(kernelName, backend);
    registerKernel({
      ...kernel,
      kernelFunc: (params) => {
        inside.push(0);
        const started = performance.now();
        const result = kernelFunc(params);
        const ms = performance.now() - started;
        const own = ms - (inside.pop() ?? 0);
        inside[inside.length - 1] = (inside.at(-1) ?? 0) + ms;
        total.set(kernelName, (total.get(kernelName) ?? 0) + own);
        return result;
      },
    });
  }
  const started = performance.now();
  try {
    for (let i = 0; i < steps; i++) step();
  } finally {
    for (const kernel of kernels) {
      unregisterKernel(kernel.kernelName, backend);
      registerKernel(kernel);
    }
  }
  const outsideMs = (performance.now() - started - (inside[0] ?? 0)) / steps;
  const sorted = [...total].sort(([, a], [, b]) => b - a);
  return {
    msByKernel: Object.fromEntries(sorted.map(([name, ms]) => [name, ms / steps])),
    outsideMs,
  };
}
