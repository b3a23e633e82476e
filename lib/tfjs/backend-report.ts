// The vocabulary of backend start-up: what a place offers (BackendEnvironment, given by a worker or by Node, so that
// nothing here reads globals), and what came of it (BackendReport, plain data that a page can show and translate).

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** Why a backend was not taken. */
export type RefusalReason =
  /** WebGPU exists only in a secure context: https, or localhost. */
  | 'insecureContext'
  | 'noWebGpu'
  | 'noAdapter'
  /** The WebGPU adapter computes on the processor; wasm is faster there. */
  | 'softwareAdapter'
  | 'noWebGl'
  /** The WebGL renderer computes on the processor; wasm is faster there. */
  | 'softwareRenderer'
  /** The WebGL device renders in 16 bits only; Adam and gradient penalties need 32. */
  | 'halfPrecision'
  | 'noWebAssembly'
  /** It could not start, or its first computation gave a wrong result; the detail says how. */
  | 'startFailed'
  /** A short trial took longer on it than on the chosen one. */
  | 'slower'
  /** A faster one was taken before it. */
  | 'notChosen';

export interface ConsideredBackend {
  readonly backend: BackendName;
  /** False where something is known to stand against it; a person may still name any of the others. */
  readonly usable: boolean;
  /** Null for the chosen one. */
  readonly reason: RefusalReason | null;
  /** What the device called itself, or the message of the failure; may be empty. Not translated. */
  readonly detail: string;
  /** Where a trial was held, on the chosen one and on a slower one. */
  readonly trial?: Trial;
}

/** Milliseconds of a step of the trial; null when it was not even warm in time. */
export interface Trial {
  readonly stepMs: number | null;
}

/** The library has no clock of its own. */
export interface Clock {
  /** Milliseconds from any origin. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export interface BackendReport {
  readonly chosen: BackendName;
  /** Whether the chosen graphics backend computes on the processor. */
  readonly software: boolean;
  /** A short name of the device, or empty. */
  readonly adapter: string;
  /** In the order of preference. */
  readonly considered: readonly ConsideredBackend[];
}

/** Members of the two extensions that are asked for. */
export interface WebGlExtension {
  readonly UNMASKED_RENDERER_WEBGL?: number;
  loseContext?(): void;
}

/** The parts of a WebGL 2 context that are read here. */
export interface WebGlContext {
  readonly canvas: {
    addEventListener(type: string, listener: (event: { preventDefault(): void }) => void): void;
  };
  getExtension(name: string): WebGlExtension | null;
  getParameter(name: number): unknown;
  isContextLost(): boolean;
}

export interface BackendEnvironment {
  /** `navigator.gpu`. */
  readonly gpu?: GPU | undefined;
  /** `isSecureContext`; true in Node. */
  readonly secureContext: boolean;
  /** Makes a WebGL 2 context on a new OffscreenCanvas, or null. Called once per start. */
  readonly createWebGlContext?: (() => WebGlContext | null) | undefined;
  readonly hasWebAssembly: boolean;
  /** The folder of the three .wasm files of tfjs-backend-wasm (with a slash at the end), or the place of each by name. */
  readonly wasmPaths: string | Readonly<Record<string, string>>;
  /** For trials where it is not known which of two backends is faster; without one none is held. */
  readonly clock?: Clock | undefined;
  /** The graphics device is gone; nothing that it computed since can be trusted. Called at most once per start. */
  onDeviceLost(reason: string): void;
  /** The graphics device reported an error, such as failed validation; its results cannot be trusted. */
  onDeviceError(message: string): void;
}
