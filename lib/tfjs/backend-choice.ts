// Which backend to take, and why not the others. The order is hardware WebGPU, hardware WebGL, wasm, WebGPU and WebGL in
// software, cpu: software renderers took 15 to 45 times as long as wasm for a step of a small DCGAN, and compile for many
// seconds before it. A device whose worth is not known from its name has to be faster than wasm in a trial. What starting
// and timing mean is the caller's business.

import { PlaygroundError } from '../schema/errors';
import type { AdapterStanding } from './adapter-standing';
import { type Candidate, RefusedError } from './backend-candidate';
import type {
  BackendName,
  BackendReport,
  ConsideredBackend,
  RefusalReason,
  Trial,
} from './backend-report';

export interface ChoicePorts {
  probe(backend: BackendName): Promise<Candidate>;
  /** What is known of a backend that nobody has probed. */
  untouched(backend: BackendName): ConsideredBackend;
  /** Makes a backend current that is running already. */
  resume(backend: BackendName): Promise<void>;
  /** Milliseconds of a step on the current backend, null when it does not get ready in time; null without a clock. */
  readonly timeStep: (() => Promise<number | null>) | null;
}

type Ready = Candidate & { readonly kind: 'ready' };

const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

const SOFTWARE_REASONS: Readonly<Partial<Record<BackendName, RefusalReason>>> = {
  webgpu: 'softwareAdapter',
  webgl: 'softwareRenderer',
};

const ANY: readonly AdapterStanding[] = ['proven', 'unproven', 'software'];
const HARDWARE: readonly AdapterStanding[] = ['proven', 'unproven'];

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

class Choice {
  readonly #ports: ChoicePorts;
  readonly #candidates = new Map<BackendName, Candidate>();
  readonly #trials = new Map<BackendName, Trial>();

  constructor(ports: ChoicePorts) {
    this.#ports = ports;
  }

  /** Makes a backend current if it works here and its device is one of these; null otherwise. */
  async start(backend: BackendName, accepted: readonly AdapterStanding[]): Promise<Ready | null> {
    const candidate = this.#candidates.get(backend) ?? (await this.#probe(backend));
    this.#candidates.set(backend, candidate);
    if (candidate.kind === 'refused' || !accepted.includes(candidate.standing)) return null;
    try {
      await candidate.start();
      return candidate;
    } catch (error) {
      this.#refuse(candidate, error);
      return null;
    }
  }

  async automatic(): Promise<Ready | null> {
    const gpu = await this.start('webgpu', HARDWARE);
    if (gpu?.standing === 'proven') return gpu;
    const graphics = gpu ?? (await this.start('webgl', HARDWARE));
    if (graphics !== null && (await this.#isWorthIt(graphics))) return graphics;
    for (const backend of ['wasm', 'webgpu', 'webgl', 'cpu'] as const) {
      const started = await this.start(backend, ANY);
      if (started !== null) return started;
    }
    return null;
  }

  /** False when wasm was faster, or when the device failed in the trial. What it leaves current is not to be relied on. */
  async #isWorthIt(graphics: Ready): Promise<boolean> {
    const { timeStep, resume } = this.#ports;
    if (timeStep === null) return true;
    const { backend } = graphics;
    try {
      const stepMs = await timeStep();
      this.#trials.set(backend, { stepMs });
      if (stepMs === null) return false;
      if ((await this.start('wasm', ANY)) === null) {
        this.#trials.delete(backend);
      } else {
        const wasmMs = await timeStep();
        this.#trials.set('wasm', { stepMs: wasmMs });
        if (wasmMs !== null && wasmMs < stepMs) return false;
      }
      await resume(backend);
      return true;
    } catch (error) {
      this.#trials.delete(backend);
      this.#refuse(graphics, error);
      return false;
    }
  }

  /** Gives back what was started for the choice and not chosen; also what probing alone has taken. */
  releaseAllBut(chosen: Ready): void {
    for (const candidate of this.#candidates.values()) {
      if (candidate.kind === 'ready' && candidate.backend !== chosen.backend) candidate.release();
    }
  }

  reportOf(chosen: Ready): BackendReport {
    return {
      chosen: chosen.backend,
      software: chosen.standing === 'software',
      adapter: chosen.adapter,
      considered: BACKENDS.map((backend) => this.#verdict(backend, chosen)),
    };
  }

  /** Of the backend that was tried last. */
  refusal(): string {
    const last = [...this.#candidates.values()].at(-1);
    return last?.kind === 'refused' ? `${last.reason} ${last.detail}`.trim() : '';
  }

  #verdict(backend: BackendName, chosen: Ready): ConsideredBackend {
    const candidate = this.#candidates.get(backend);
    if (candidate === undefined) return this.#ports.untouched(backend);
    if (candidate.kind === 'refused') {
      return { backend, usable: false, reason: candidate.reason, detail: candidate.detail };
    }
    const trial = this.#trials.get(backend);
    const known = {
      backend,
      usable: true,
      detail: candidate.adapter,
      ...(trial === undefined ? {} : { trial }),
    };
    if (backend === chosen.backend) return { ...known, reason: null };
    if (trial !== undefined) return { ...known, reason: 'slower' };
    const software = candidate.standing === 'software' ? SOFTWARE_REASONS[backend] : undefined;
    return { ...known, reason: software ?? 'notChosen' };
  }

  async #probe(backend: BackendName): Promise<Candidate> {
    try {
      return await this.#ports.probe(backend);
    } catch (error) {
      return { kind: 'refused', backend, reason: 'startFailed', detail: messageOf(error) };
    }
  }

  #refuse(candidate: Ready, error: unknown): void {
    const { backend } = candidate;
    const reason = error instanceof RefusedError ? error.reason : 'startFailed';
    candidate.release();
    this.#candidates.set(backend, { kind: 'refused', backend, reason, detail: messageOf(error) });
  }
}

/**
 * Starts the backend to use and makes it current.
 * @throws PlaygroundError `backend.unavailable` when the named backend does not work here, or none does
 */
export async function chooseBackend(
  preference: BackendName | 'auto',
  ports: ChoicePorts,
): Promise<BackendReport> {
  const choice = new Choice(ports);
  const chosen =
    preference === 'auto' ? await choice.automatic() : await choice.start(preference, ANY);
  if (chosen === null) {
    const reason = choice.refusal();
    throw new PlaygroundError('backend.unavailable', { backend: preference, reason });
  }
  choice.releaseAllBut(chosen);
  return choice.reportOf(chosen);
}
