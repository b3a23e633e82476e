// WebGPU on a device of our own: with the adapter's limits, with errors reported instead of swallowed, and with the loss
// of the device known. TensorFlow.js's own start-up does neither of the last two.

import { env } from '@tensorflow/tfjs-core';
import { adapterName, adapterStanding } from './adapter-standing';
import {
  activateBackend,
  type Candidate,
  checkComputation,
  deactivateBackend,
  runningBackend,
} from './backend-candidate';
import type { BackendEnvironment } from './backend-report';
import { offerStepRecorder } from './step-recorder';
import { fillConstantsOnDevice } from './webgpu/constants';
import type { RecordableBackend } from './webgpu/recording/recordable-backend';

/** The adapter's limits are taken for these; the defaults are too small for training (128 MiB per binding). */
const LIMITS = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

const FLAGS = {
  // A training step is hundreds of dispatches; the default of 15 was chosen for inference.
  WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE: 64,
  // Program 3 is the tiled product. The automatic choice may split sums over float atomics, whose order, and so the
  // result's last bits, changes between runs.
  WEBGPU_MATMUL_PROGRAM_TYPE: 3,
} as const;

async function createDevice(
  adapter: GPUAdapter,
  environment: BackendEnvironment,
): Promise<GPUDevice> {
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  device.addEventListener('uncapturederror', (event) => {
    environment.onDeviceError((event as GPUUncapturedErrorEvent).error.message);
  });
  void device.lost.then((loss) => {
    // Only our own destroy() gives this reason.
    if (loss.reason !== 'destroyed') environment.onDeviceLost(loss.message || loss.reason);
  });
  return device;
}

export async function probeWebGpu(environment: BackendEnvironment): Promise<Candidate> {
  const backend = 'webgpu';
  if (!environment.secureContext) {
    return { kind: 'refused', backend, reason: 'insecureContext', detail: '' };
  }
  if (!environment.gpu) return { kind: 'refused', backend, reason: 'noWebGpu', detail: '' };
  const adapter = await environment.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { kind: 'refused', backend, reason: 'noAdapter', detail: '' };
  return {
    kind: 'ready',
    backend,
    standing: adapterStanding(adapter.info),
    adapter: adapterName(adapter.info),
    async start() {
      const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
      // With the backend: other visitors need none of them.
      const { installWebGpuKernels } = await import('./install-webgpu-kernels');
      installWebGpuKernels();
      const { GpuStepRecorder } = await import('./webgpu/recording/gpu-step-recorder');
      offerStepRecorder(backend, (current) => new GpuStepRecorder(current as RecordableBackend));
      await activateBackend(backend, async () =>
        fillConstantsOnDevice(
          new WebGPUBackend(await createDevice(adapter, environment), adapter.info),
        ),
      );
      for (const [flag, value] of Object.entries(FLAGS)) env().set(flag, value);
      await checkComputation();
    },
    release() {
      const running = runningBackend(backend) as { readonly device: GPUDevice } | undefined;
      deactivateBackend(backend);
      running?.device.destroy();
    },
  };
}
