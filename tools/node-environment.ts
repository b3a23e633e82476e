// What Node offers the library in place of a browser's worker: files for data sets, a clock, and backends. WebGPU comes
// from the npm package `webgpu` and is loaded only when asked for.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { DecodedImages } from '../lib/gan/datasets/decode/decoded-images';
import type { ManifestEntry } from '../lib/gan/datasets/manifest';
import type { SourceContext } from '../lib/gan/datasets/registry';
import { PlaygroundError } from '../lib/schema/errors';
import type { BackendName, BackendReport } from '../lib/tfjs/backend-report';
import { startBackend } from '../lib/tfjs/backends';
import { nodeEnvironment } from '../lib/tfjs/node-environment';
import { INSTALLED_MANIFEST, readManifest } from './datasets/dataset-manifest';

/** The nearest folder above with a package.json: commands run from a bundle below node_modules/.cache, tests from here. */
function projectFolder(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : projectFolder(dirname(folder));
}

export const ROOT = projectFolder(import.meta.dirname);
export const DATASETS = join(ROOT, 'public/datasets');
export const FEATURES = join(ROOT, 'public/features');
export const WASM_FOLDER = join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/');

/** A run may take half of the machine's memory. */
export const MEMORY_LIMITS = {
  memoryMegabytes: Math.floor(totalmem() / 2 / 1024 / 1024),
} as const;

/** Backends that exist in Node. */
export const NODE_BACKENDS = ['wasm', 'webgpu', 'cpu'] as const satisfies readonly BackendName[];
export type NodeBackend = (typeof NODE_BACKENDS)[number];

const NO_ADAPTER_HINT =
  'WebGPU in Node needs Vulkan (Debian: libvulkan1). Where there is no GPU, a software driver does: set VK_ICD_FILENAMES to its description, such as /usr/lib/chromium/vk_swiftshader_icd.json.';

/** `wrapGpu` – sees the GPU object before the library does, to count what is asked of it. */
export async function startNodeBackend(
  backend: NodeBackend,
  wrapGpu: (gpu: GPU) => GPU = (gpu) => gpu,
): Promise<BackendReport> {
  const fail = (reason: string): never => {
    // Nothing computed on a lost or failing device can be used, and a command has no other to go on with.
    process.stderr.write(`${new PlaygroundError('run.deviceLost', { backend, reason }).message}\n`);
    return process.exit(1);
  };
  const graphics = { onDeviceLost: fail, onDeviceError: fail };
  try {
    if (backend !== 'webgpu')
      return await startBackend(backend, nodeEnvironment(WASM_FOLDER, graphics));
    const { create, globals } = await import('webgpu');
    const gpu = wrapGpu(create([]));
    // TensorFlow.js refuses WebGPU unless it sees a worker's global scope with a navigator.
    Object.assign(globalThis, globals, { WorkerGlobalScope: Object });
    Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { gpu } });
    return await startBackend(backend, nodeEnvironment(WASM_FOLDER, { ...graphics, gpu }));
  } catch (error) {
    if (
      error instanceof PlaygroundError &&
      error.code === 'backend.unavailable' &&
      backend === 'webgpu'
    ) {
      process.stderr.write(`${NO_ADAPTER_HINT}\n`);
    }
    throw error;
  }
}

/** The sets that `npm run data -- install` put beside the shipped ones. */
export const installedDatasets = (): Promise<readonly ManifestEntry[]> =>
  readManifest(DATASETS, INSTALLED_MANIFEST);

/** Opens data sets from public/datasets. `own` – a user's decoded set with its fingerprint, if there is one. */
export function nodeSources(
  installed: readonly ManifestEntry[],
  own: { readonly sha256: string; readonly images: DecodedImages } | null,
  onProgress: SourceContext['onProgress'],
): SourceContext {
  return {
    installed,
    async readBytes(path) {
      try {
        return new Uint8Array(await readFile(join(DATASETS, path)));
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        throw new PlaygroundError('data.download', { name: path, problem });
      }
    },
    ownImages: (sha256) => (own?.sha256 === sha256 ? own.images : undefined),
    onProgress,
    breathe: () => Promise.resolve(),
    now: () => performance.now(),
  };
}
