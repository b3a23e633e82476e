// What Node offers TensorFlow.js: wasm and plain JavaScript, and WebGPU where the caller has made one (npm `webgpu`). For the
// command line and for tests.

import type { BackendEnvironment } from './backend-report';

/** Relative to the folder that npm scripts and tests run in. */
const WASM_FOLDER = 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/';

/** `wasmFolder` – where the .wasm files of tfjs-backend-wasm lie, with a slash at the end. */
export function nodeEnvironment(
  wasmFolder: string = WASM_FOLDER,
  graphics: Pick<BackendEnvironment, 'gpu' | 'onDeviceLost' | 'onDeviceError'> = {
    onDeviceLost: () => {},
    onDeviceError: () => {},
  },
): BackendEnvironment {
  return { secureContext: true, hasWebAssembly: true, wasmPaths: wasmFolder, ...graphics };
}
