// Starts TensorFlow.js on a backend, with the repaired gradients, and says why the others were not taken.

import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import type { Candidate } from './backend-candidate';
import { chooseBackend } from './backend-choice';
import type {
  BackendEnvironment,
  BackendName,
  BackendReport,
  ConsideredBackend,
  RefusalReason,
} from './backend-report';
import { timeTrial } from './backend-trial';
import { probeCpu } from './cpu-backend';
import { installGradients } from './install-gradients';
import { probeWasm } from './wasm-backend';
import { probeWebGl } from './webgl-backend';
import { probeWebGpu } from './webgpu-backend';

export type {
  BackendEnvironment,
  BackendName,
  BackendReport,
  ConsideredBackend,
  RefusalReason,
  Trial,
} from './backend-report';

const PROBES: Readonly<
  Record<BackendName, (environment: BackendEnvironment) => Promise<Candidate>>
> = { webgpu: probeWebGpu, webgl: probeWebGl, wasm: probeWasm, cpu: probeCpu };

/** What is known of a backend that was not needed, without touching it. */
function verdictOnUntouched(
  backend: BackendName,
  environment: BackendEnvironment,
): ConsideredBackend {
  const refusals: Readonly<Record<BackendName, RefusalReason | null>> = {
    webgpu: environment.secureContext ? (environment.gpu ? null : 'noWebGpu') : 'insecureContext',
    webgl: environment.createWebGlContext ? null : 'noWebGl',
    wasm: environment.hasWebAssembly ? null : 'noWebAssembly',
    cpu: null,
  };
  const refusal = refusals[backend];
  return { backend, usable: refusal === null, reason: refusal ?? 'notChosen', detail: '' };
}

/**
 * Installs the repaired gradients and starts a backend. Where it resolves, the backend has already computed a small
 * product and read it back rightly.
 *
 * `preference` – the backend to take, or 'auto' for the fastest that works here.
 *
 * @throws PlaygroundError `backend.unavailable` when the named backend does not work here, or none does.
 */
export async function startBackend(
  preference: BackendName | 'auto',
  environment: BackendEnvironment,
): Promise<BackendReport> {
  enableProdMode(); // silences the banner and the warnings that the report carries anyway
  installGradients();
  const { clock } = environment;
  return chooseBackend(preference, {
    probe: (backend) => PROBES[backend](environment),
    untouched: (backend) => verdictOnUntouched(backend, environment),
    async resume(backend) {
      await setBackend(backend);
    },
    timeStep: clock === undefined ? null : () => timeTrial(clock),
  });
}
