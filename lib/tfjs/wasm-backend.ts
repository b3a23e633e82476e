// The processor by WebAssembly: one thread, SIMD where there is any. Threads would need a cross-origin isolated page, and
// their glue builds workers from text, which a strict content security policy forbids; the glue of a single thread needs
// 'wasm-unsafe-eval' and nothing else.

import { env, findBackendFactory } from '@tensorflow/tfjs-core';
import {
  activateBackend,
  type Candidate,
  checkComputation,
  deactivateBackend,
} from './backend-candidate';
import type { BackendEnvironment } from './backend-report';
import { offerStepRecorder } from './step-recorder';
import type { WasmBackend } from './wasm/heap';
import { loadSimdKernels } from './wasm/simd-kernels';

/** tfjs-backend-wasm rejects with a plain object. */
const asError = (reason: unknown): Error =>
  reason instanceof Error
    ? reason
    : new Error(String((reason as { message?: unknown } | null)?.message ?? reason));

let createStock: ReturnType<typeof findBackendFactory> | undefined;

export async function probeWasm(environment: BackendEnvironment): Promise<Candidate> {
  const backend = 'wasm';
  if (!environment.hasWebAssembly) {
    return { kind: 'refused', backend, reason: 'noWebAssembly', detail: '' };
  }
  return {
    kind: 'ready',
    backend,
    standing: 'unproven',
    adapter: '',
    async start() {
      const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      // With the backend: other visitors need none of them.
      const { installWasmKernels } = await import('./install-wasm-kernels');
      const { installTensorRecords } = await import('./wasm/tensor-records');
      const { WasmStepRecorder } = await import('./wasm/recording/wasm-step-recorder');
      offerStepRecorder(backend, (current) => new WasmStepRecorder(current as WasmBackend));
      const { wasmPaths } = environment;
      setWasmPaths(typeof wasmPaths === 'string' ? wasmPaths : { ...wasmPaths });
      setThreadsCount(1);
      env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      await loadSimdKernels();
      installWasmKernels();
      // Gone from the registry once the backend has been released.
      createStock ??= findBackendFactory(backend);
      const create = createStock;
      await activateBackend(backend, async () => {
        try {
          const created = await create();
          installTensorRecords(created as unknown as WasmBackend);
          return created;
        } catch (reason) {
          throw asError(reason);
        }
      });
      await checkComputation();
    },
    release: () => deactivateBackend(backend),
  };
}
