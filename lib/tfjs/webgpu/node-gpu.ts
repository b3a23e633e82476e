// WebGPU for tests in Node: starts the backend on the npm package `webgpu`, and fails the test in which the device reported
// an error, since a kernel that fails validation leaves zeros and throws nothing.

import { existsSync } from 'node:fs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll } from 'vitest';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';

/** Vulkan drivers that compute on the processor; the first is about nine times as fast as the second. */
const SOFTWARE_DRIVERS = [
  '/usr/share/vulkan/icd.d/lvp_icd.json',
  '/usr/share/vulkan/icd.d/lvp_icd.x86_64.json',
  '/usr/share/vulkan/icd.d/lvp_icd.aarch64.json',
  '/usr/lib/chromium/vk_swiftshader_icd.json',
] as const;

const errors: string[] = [];

function failOnErrors(): void {
  const messages = errors.splice(0);
  if (messages.length > 0) throw new Error(`the device reported: ${messages.join('\n')}`);
}

/** Gives this process a WebGPU, as a worker in a browser has one. */
export async function provideGpu(): Promise<GPU> {
  // Read by the Vulkan loader when the package starts it.
  process.env.VK_ICD_FILENAMES ??= SOFTWARE_DRIVERS.find((path) => existsSync(path));
  const { create, globals } = await import('webgpu');
  const gpu = create([]);
  // TensorFlow.js refuses WebGPU unless it sees a worker's global scope with a navigator.
  Object.assign(globalThis, globals, { WorkerGlobalScope: Object });
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { gpu } });
  return gpu;
}

async function start(): Promise<void> {
  const gpu = await provideGpu();
  const report = (message: string): void => {
    errors.push(message);
  };
  const graphics = { gpu, onDeviceLost: report, onDeviceError: report };
  await startBackend('webgpu', nodeEnvironment(undefined, graphics));
}

/** Starts WebGPU before the tests of the file or `describe` that calls it. Values come back through `data()` only. */
export function useNodeGpu(): void {
  beforeAll(start);
  afterEach(async () => {
    // Errors arrive after the work that they are about.
    await (backend() as WebGPUBackend).device?.queue.onSubmittedWorkDone();
    failOnErrors();
  });
}
