// Dawn's null backend: a WebGPU device that validates everything and computes nothing, so that the time of a step on it is
// the program's alone. The library's start-up rightly refuses it, for its first product is wrong; here that is the point.

import { RefusedError } from '../lib/tfjs/backend-candidate';
import { installGradients } from '../lib/tfjs/install-gradients';
import { nodeEnvironment } from '../lib/tfjs/node-environment';
import { probeWebGpu } from '../lib/tfjs/webgpu-backend';

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
  installGradients();
  const candidate = await probeWebGpu(
    nodeEnvironment('', { gpu, onDeviceError, onDeviceLost: onDeviceError }),
  );
  if (candidate.kind === 'refused') throw new Error(`no null device: ${candidate.reason}`);
  try {
    await candidate.start();
  } catch (error) {
    // By then it is current, and only its arithmetic was found wanting.
    if (!(error instanceof RefusedError)) throw error;
  }
}
