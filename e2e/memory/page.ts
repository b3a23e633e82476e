// The page of memory.spec.ts: the smallest run on WebGL, and what the backend holds after every ten steps of it.

import {
  type GameId,
  memoryOverSteps,
  smallestRun,
} from '../../lib/gan/training/testing/smallest-run';
import { startBackend } from '../../lib/tfjs/backends';
import type { MemoryInUse } from '../../lib/tfjs/memory-in-use';

async function memoryOnWebGl(id: GameId, steps: number): Promise<readonly MemoryInUse[]> {
  const stop = (reason: string): never => {
    throw new Error(reason);
  };
  await startBackend('webgl', {
    secureContext: true,
    hasWebAssembly: false,
    wasmPaths: '',
    createWebGlContext: () => new OffscreenCanvas(1, 1).getContext('webgl2'),
    onDeviceLost: stop,
    onDeviceError: stop,
  });
  return memoryOverSteps(await smallestRun(id), steps);
}

declare global {
  interface Window {
    memoryOnWebGl?: typeof memoryOnWebGl;
  }
}
window.memoryOnWebGl = memoryOnWebGl;
