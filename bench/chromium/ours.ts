// The library's side of a measurement in a browser: bundled by run.mjs, called from outside the page.

import type { BackendEnvironment, BackendName, WebGlContext } from '../../lib/tfjs/backend-report';
import { startBackend } from '../../lib/tfjs/backends';
import { createTrainer } from '../cases/bench-case';
import { CASES, type CaseId } from '../cases/registry';
import { DEFAULT_MEASURE, measureTrainer } from '../measure-trainer';

/** What this script uses of a page; bench has no DOM types. */
interface PageScope {
  readonly navigator: { readonly gpu?: GPU };
  readonly OffscreenCanvas: new (
    width: number,
    height: number,
  ) => { getContext(kind: 'webgl2'): WebGlContext | null };
}

const scope = globalThis as unknown as PageScope;

const stop = (reason: string): never => {
  throw new Error(reason);
};

const ENVIRONMENT: BackendEnvironment = {
  gpu: scope.navigator.gpu,
  secureContext: true,
  createWebGlContext: () => new scope.OffscreenCanvas(1, 1).getContext('webgl2'),
  hasWebAssembly: true,
  wasmPaths: './',
  onDeviceLost: stop,
  onDeviceError: stop,
};

async function measure(id: CaseId, backend: BackendName, brief: boolean): Promise<object> {
  const { chosen, adapter, software } = await startBackend(backend, ENVIRONMENT);
  const measured = await measureTrainer(await createTrainer(CASES[id]), {
    ...DEFAULT_MEASURE,
    brief,
  });
  return { case: id, backend: chosen, adapter, software, ...measured };
}

Object.assign(globalThis, { measure });
