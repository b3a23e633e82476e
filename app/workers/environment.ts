// What this worker offers TensorFlow.js: the only place that looks at the browser for it.

import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WebGlContext } from '../../lib/tfjs/backend-report';
import type { BackendEnvironment, BackendName } from '../../lib/tfjs/backends';

type Troubles = Pick<BackendEnvironment, 'onDeviceLost' | 'onDeviceError'>;

/** TensorFlow.js wants a place for the threaded build too, which is never loaded: threads are off. */
const WASM_PATHS = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
  'tfjs-backend-wasm-threaded-simd.wasm': simdWasm,
};

function webGlContext(): WebGlContext | null {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    premultipliedAlpha: false,
    powerPreference: 'high-performance',
    failIfMajorPerformanceCaveat: false,
  });
  // A context in a worker has its canvas; the worker's types lack that member.
  return context as (WebGL2RenderingContext & { readonly canvas: OffscreenCanvas }) | null;
}

export function browserEnvironment(troubles: Troubles): BackendEnvironment {
  return {
    // Absent in browsers without WebGPU, whatever the types say.
    gpu: navigator.gpu as GPU | undefined,
    secureContext: self.isSecureContext,
    createWebGlContext: typeof OffscreenCanvas === 'undefined' ? undefined : webGlContext,
    hasWebAssembly: typeof WebAssembly === 'object',
    wasmPaths: WASM_PATHS,
    clock: {
      now: () => performance.now(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
    ...troubles,
  };
}

/** Browsers report 0.25 to 8 GiB (newer ones up to 32), and nothing outside secure contexts. */
const ASSUMED_GIBIBYTES = 4;
/** The wasm build of TensorFlow.js may grow to 2 GiB. */
const WASM_MEGABYTES = 1600;
const MOST_MEGABYTES = 4096;

/** How much a run may take by its own estimate: half the machine, as far as the browser tells. */
export function memoryLimitMegabytes(backend: BackendName): number {
  const gibibytes = (navigator as { readonly deviceMemory?: number }).deviceMemory;
  const half = ((gibibytes ?? ASSUMED_GIBIBYTES) * 1024) / 2;
  return Math.min(half, backend === 'wasm' ? WASM_MEGABYTES : MOST_MEGABYTES);
}
