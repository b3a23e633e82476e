import { performance } from 'node:perf_hooks';
import { engine, memory } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { startBackend } from './backends';
import { nodeEnvironment } from './node-environment';
import { provideGpu } from './webgpu/node-gpu';

/** This machine's WebGPU under the name of a device that nothing is known about. */
async function unknownDevice() {
  const gpu = await provideGpu();
  const devices: GPUDevice[] = [];
  const renamed = {
    async requestAdapter() {
      const adapter = (await gpu.requestAdapter())!;
      return {
        info: { vendor: 'acme', architecture: 'one', device: '', description: '' },
        features: adapter.features,
        limits: adapter.limits,
        async requestDevice(descriptor: GPUDeviceDescriptor) {
          const device = await adapter.requestDevice(descriptor);
          devices.push(device);
          return device;
        },
      };
    },
  } as unknown as GPU;
  return { gpu: renamed, devices };
}

it('a device of unknown worth competes with wasm, and the slower one is given back whole', async () => {
  const { gpu, devices } = await unknownDevice();
  const troubles: string[] = [];
  const report = await startBackend('auto', {
    ...nodeEnvironment(),
    gpu,
    clock: {
      now: () => performance.now(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
    onDeviceLost: (reason) => troubles.push(reason),
    onDeviceError: (message) => troubles.push(message),
  });
  // The device is emulated on the processor, so that it cannot win.
  expect(report.chosen).toBe('wasm');
  const [webgpu, , wasm] = report.considered;
  expect(webgpu).toMatchObject({ reason: 'slower', usable: true, detail: 'acme one' });
  expect(wasm?.reason).toBeNull();
  const { stepMs } = webgpu?.trial ?? {};
  if (typeof stepMs === 'number') expect(stepMs).toBeGreaterThan(wasm?.trial?.stepMs ?? 0);
  else expect(stepMs).toBeNull();
  expect(Object.keys(engine().registry)).toEqual(['wasm']);
  expect((await devices[0]!.lost).reason).toBe('destroyed');
  expect(memory().numTensors).toBe(0);
  expect(troubles).toEqual([]);
  // It compiles a whole training step for an emulated device.
}, 90_000);
