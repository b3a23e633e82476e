// Dawn's null backend: a WebGPU device that validates everything and computes nothing, so that the time of a step on it is
// the program's alone. The library's start-up rightly refuses it, for its first product is wrong; here that is the point.

import { engine } from '@tensorflow/tfjs-core';
import { PlaygroundError } from '../lib/schema/errors';
import { startBackend } from '../lib/tfjs/backends';
import { nodeEnvironment } from '../lib/tfjs/node-environment';

/** Makes WebGPU on a null device the current backend. */
export async function startNullDevice(): Promise<void> {
  const { create, globals } = await import('webgpu');
  const gpu = create(['backend=null']);
  Object.assign(globalThis, globals, { WorkerGlobalScope: Object });
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { gpu } });
  // What the device refuses would make the figures those of another program.
  const onDeviceError = (message: string): never => {
    process.stderr.write(`${message}\n`);
    return process.exit(1);
  };
  try {
    await startBackend(
      'webgpu',
      nodeEnvironment('', { gpu, onDeviceError, onDeviceLost: onDeviceError }),
    );
  } catch (error) {
    // By then it is current, and only its arithmetic was found wanting.
    if (!(error instanceof PlaygroundError) || engine().backendName !== 'webgpu') throw error;
  }
}
