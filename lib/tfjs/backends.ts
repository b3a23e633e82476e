// Starts TensorFlow.js on the backend that trains fastest here, with the repaired gradients, and says why the others were
// not taken. The order is hardware WebGPU, hardware WebGL, wasm, WebGPU and WebGL in software, cpu: software renderers
// took 15 to 45 times as long as wasm for a step of a small DCGAN.

import { enableProdMode } from '@tensorflow/tfjs-core';
import { PlaygroundError } from '../schema/errors';
import { type Candidate, RefusedError } from './backend-candidate';
import type {
  BackendEnvironment,
  BackendName,
  BackendReport,
  ConsideredBackend,
  RefusalReason,
} from './backend-report';
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
} from './backend-report';

const PROBES: Readonly<
  Record<BackendName, (environment: BackendEnvironment) => Promise<Candidate>>
> = { webgpu: probeWebGpu, webgl: probeWebGl, wasm: probeWasm, cpu: probeCpu };

const SOFTWARE_REASONS: Readonly<Partial<Record<BackendName, RefusalReason>>> = {
  webgpu: 'softwareAdapter',
  webgl: 'softwareRenderer',
};

/** Every backend in turn; the graphics backends twice, since their place depends on what they run on. */
const ORDER: readonly { readonly backend: BackendName; readonly acceptsSoftware: boolean }[] = [
  { backend: 'webgpu', acceptsSoftware: false },
  { backend: 'webgl', acceptsSoftware: false },
  { backend: 'wasm', acceptsSoftware: true },
  { backend: 'webgpu', acceptsSoftware: true },
  { backend: 'webgl', acceptsSoftware: true },
  { backend: 'cpu', acceptsSoftware: true },
];

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

async function probe(backend: BackendName, environment: BackendEnvironment): Promise<Candidate> {
  try {
    return await PROBES[backend](environment);
  } catch (error) {
    return { kind: 'refused', backend, reason: 'startFailed', detail: messageOf(error) };
  }
}

/** Starts a candidate; returns it as refused where that fails. */
async function tryStart(candidate: Candidate): Promise<Candidate> {
  if (candidate.kind === 'refused') return candidate;
  try {
    await candidate.start();
    return candidate;
  } catch (error) {
    const { backend } = candidate;
    const reason = error instanceof RefusedError ? error.reason : 'startFailed';
    return { kind: 'refused', backend, reason, detail: messageOf(error) };
  }
}

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

function verdictOn(
  candidate: Candidate,
  chosen: Candidate & { readonly kind: 'ready' },
): ConsideredBackend {
  const { backend } = candidate;
  if (candidate.kind === 'refused') {
    return { backend, usable: false, reason: candidate.reason, detail: candidate.detail };
  }
  if (backend === chosen.backend) {
    return { backend, usable: true, reason: null, detail: candidate.adapter };
  }
  const software = candidate.software ? SOFTWARE_REASONS[backend] : undefined;
  return { backend, usable: true, reason: software ?? 'notChosen', detail: candidate.adapter };
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
  const order =
    preference === 'auto' ? ORDER : [{ backend: preference, acceptsSoftware: true } as const];
  const candidates = new Map<BackendName, Candidate>();
  for (const { backend, acceptsSoftware } of order) {
    const candidate = candidates.get(backend) ?? (await probe(backend, environment));
    candidates.set(backend, candidate);
    if (candidate.kind === 'refused' || (candidate.software && !acceptsSoftware)) continue;
    const started = await tryStart(candidate);
    candidates.set(backend, started);
    if (started.kind === 'refused') continue;
    return {
      chosen: backend,
      software: started.software,
      adapter: started.adapter,
      considered: (Object.keys(PROBES) as BackendName[]).map((name) => {
        const known = candidates.get(name);
        return known ? verdictOn(known, started) : verdictOnUntouched(name, environment);
      }),
    };
  }
  const refused = [...candidates.values()].at(-1);
  const reason = refused?.kind === 'refused' ? `${refused.reason} ${refused.detail}`.trim() : '';
  throw new PlaygroundError('backend.unavailable', { backend: preference, reason });
}
