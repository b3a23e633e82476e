// The host's side of the kernels in assembly/: chooses the build, gives it TensorFlow.js's own memory, and lends it scratch
// memory. Kernels take addresses of tensors, so nothing is copied between the two modules. Within one build the same
// inputs give the same bits; the relaxed build rounds products and sums together where the processor can.

import type { WasmBackend } from './heap';

/** Exports of assembly/kernels.ts, described there. Addresses and sizes are bytes; flags are 0 or 1. */
export interface SimdKernels {
  matrixProduct(
    a: number,
    turnedA: number,
    b: number,
    turnedB: number,
    m: number,
    k: number,
    n: number,
    bias: number,
    slope: number,
    out: number,
    scratch: number,
  ): void;
  matrixProductScratch(k: number, n: number): number;
  convolution(
    geometry: number,
    x: number,
    filter: number,
    bias: number,
    slope: number,
    out: number,
    scratch: number,
  ): void;
  convolutionScratch(geometry: number): number;
  inputGradientAtOnce(
    geometry: number,
    dy: number,
    filter: number,
    dx: number,
    scratch: number,
  ): void;
  inputGradientPhase(
    geometry: number,
    dy: number,
    filter: number,
    dx: number,
    scratch: number,
  ): void;
  inputGradientScratch(geometry: number): number;
  filterGradient(geometry: number, x: number, dy: number, dw: number, scratch: number): void;
  filterGradientScratch(geometry: number): number;
  biasActivation(
    x: number,
    bias: number,
    rows: number,
    channels: number,
    slope: number,
    y: number,
  ): void;
  biasActivationGrad(
    dy: number,
    y: number,
    rows: number,
    channels: number,
    slope: number,
    dx: number,
    dbias: number,
    scratch: number,
  ): void;
  biasActivationGradScratch(channels: number): number;
  channelMoments(
    x: number,
    rows: number,
    channels: number,
    mean: number,
    variance: number,
    scratch: number,
  ): void;
  batchNormTraining(
    x: number,
    rows: number,
    channels: number,
    mean: number,
    variance: number,
    scale: number,
    offset: number,
    epsilon: number,
    slope: number,
    y: number,
    scratch: number,
  ): void;
  batchNormTrainingGrad(
    dy: number,
    x: number,
    y: number,
    rows: number,
    channels: number,
    mean: number,
    variance: number,
    scale: number,
    epsilon: number,
    slope: number,
    dx: number,
    dscale: number,
    doffset: number,
    scratch: number,
  ): void;
  batchNormScratch(channels: number): number;
  sumMiddle(
    x: number,
    outer: number,
    count: number,
    inner: number,
    divisor: number,
    out: number,
    scratch: number,
  ): void;
  sumMiddleScratch(inner: number): number;
  sumOfSquares(x: number, count: number): number;
  averagePoolGrad(pooling: number, dy: number, dx: number): void;
  resample(resampling: number, x: number, weights: number, y: number, scratch: number): void;
  resampleScratch(resampling: number): number;
  exp(x: number, count: number, y: number): void;
  tanh(x: number, count: number, y: number): void;
  leakyRelu(x: number, count: number, slope: number, y: number): void;
  maximum(a: number, b: number, stride: number, count: number, y: number): void;
  minimum(a: number, b: number, stride: number, count: number, y: number): void;
  adam(
    p: number,
    m: number,
    v: number,
    g: number,
    count: number,
    beta1: number,
    new1: number,
    beta2: number,
    new2: number,
    rate: number,
    scale: number,
    epsilon: number,
    average: number,
    newAverage: number,
  ): void;
}

export const SIMD_BUILDS = ['relaxed', 'plain'] as const;
export type SimdBuild = (typeof SIMD_BUILDS)[number];

type Module = object;

interface WebAssemblyHost {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<Module>;
  readonly Instance: new (module: Module, imports: object) => { readonly exports: unknown };
}

/** What every browser and Node have, though the library is compiled without a browser's types. */
const host = globalThis as unknown as {
  readonly WebAssembly: WebAssemblyHost;
  atob(text: string): string;
};

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(host.atob(base64), (character) => character.charCodeAt(0));

/** The build's binary; null where the engine does not know the instructions it uses. */
async function binaryOf(build: SimdBuild): Promise<Uint8Array | null> {
  const { default: base64 } =
    build === 'relaxed'
      ? await import('#simd-kernels/relaxed')
      : await import('#simd-kernels/plain');
  const bytes = bytesOf(base64);
  return host.WebAssembly.validate(bytes) ? bytes : null;
}

/** The kernels of one build on the given WebAssembly.Memory; null where the engine lacks its instructions. */
export async function simdKernelsOn(memory: object, build: SimdBuild): Promise<SimdKernels | null> {
  const bytes = await binaryOf(build);
  return bytes && instantiate(await host.WebAssembly.compile(bytes), memory);
}

const instantiate = (module: Module, memory: object): SimdKernels =>
  new host.WebAssembly.Instance(module, { env: { memory } }).exports as SimdKernels;

let compiled: Module | null = null;

/**
 * Compiles the best build that the engine knows. To be awaited before the first kernel runs.
 *
 * @throws Error where WebAssembly has no SIMD.
 */
export async function loadSimdKernels(): Promise<void> {
  for (const build of SIMD_BUILDS) {
    if (compiled) return;
    const bytes = await binaryOf(build);
    if (bytes) compiled = await host.WebAssembly.compile(bytes);
  }
  if (!compiled) throw new Error('WebAssembly has no SIMD instructions here');
}

/** The longest record that a kernel is given. */
const RECORD_WORDS = 32;

interface Binding {
  readonly kernels: SimdKernels;
  /** Address of RECORD_WORDS integers. */
  readonly record: number;
  scratch: number;
  scratchBytes: number;
}

/** A backend started anew has new memory. */
const bindings = new WeakMap<WasmBackend, Binding>();

function bindingOf(backend: WasmBackend): Binding {
  const known = bindings.get(backend);
  if (known) return known;
  if (!compiled) throw new Error('loadSimdKernels must have been awaited before a kernel runs');
  const kernels = instantiate(compiled, backend.wasm.asm.memory);
  const record = backend.wasm._malloc(4 * RECORD_WORDS);
  const binding = { kernels, record, scratch: 0, scratchBytes: 0 };
  bindings.set(backend, binding);
  return binding;
}

/** The kernels on the backend's memory. */
export const simdKernels = (backend: WasmBackend): SimdKernels => bindingOf(backend).kernels;

/** The address of a record of these integers, which is the same for every record: it holds until the next one. */
export function record(backend: WasmBackend, words: readonly number[]): number {
  const address = bindingOf(backend).record;
  new Int32Array(backend.wasm.HEAPU8.buffer, address, RECORD_WORDS).set(words);
  return address;
}

/**
 * The address of `bytes` bytes that are free until the next call, aligned for vectors. They are kept, and grow to what the
 * largest kernel needs; asking may therefore grow the heap, after which older views of it are empty.
 */
export function scratch(backend: WasmBackend, bytes: number): number {
  const binding = bindingOf(backend);
  if (binding.scratchBytes < bytes) {
    if (binding.scratch !== 0) backend.wasm._free(binding.scratch);
    binding.scratch = backend.wasm._malloc(bytes);
    binding.scratchBytes = bytes;
  }
  return binding.scratch;
}
