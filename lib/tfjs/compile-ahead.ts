// Compiles the programs of some work before the work is done. Graphics backends compile a program when it first runs: at the
// first step of a training run that is one to two hundred of them in a row, during which the device, and with it the whole
// page, stands still. Here the work is gone through once without computing anything, and all its programs are compiled
// together, beside whatever else the device has to do.
//
// Of TensorFlow.js's own compile-only modes the flags are used and nothing else: their ways of waiting keep unfinished
// programs in the cache, where other work would stumble over them, and tell nothing of the progress.

import { backend, env, getBackend, type KernelBackend, tidy } from '@tensorflow/tfjs-core';

export interface Compilation {
  /** Programs that were not there yet. */
  readonly total: number;
  /**
   * Takes in what has become ready and returns how many are. A program that does not compile counts too: its first use
   * compiles it again and reports why.
   */
  done(): number;
}

/** Both backends, with what their common interface leaves out. */
interface Uploader extends KernelBackend {
  uploadToGPU(dataId: object): void;
}

/** The part of WebGPUBackend that is used here, some of it private. */
interface PipelineOwner extends KernelBackend {
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
}

interface WebGlBinary {
  readonly webGLProgram: object;
}

/** Likewise of MathBackendWebGL. */
interface BinaryOwner extends KernelBackend {
  readonly binaryCache: Record<string, WebGlBinary>;
  readonly gpgpu: {
    readonly gl: {
      readonly LINK_STATUS: number;
      getProgramParameter(program: object, name: number): unknown;
    };
    readonly parallelCompilationExtension: { readonly COMPLETION_STATUS_KHR: number } | null;
  };
  /** Of all programs in `binaryCache`. */
  getUniformLocations(): void;
}

const NOTHING: Compilation = { total: 0, done: () => 0 };

/** Where a context cannot tell whether a program is ready, asking waits for it; so many are waited for at a time. */
const AWAITED_AT_ONCE = 4;

/** Runs `work` with a flag set under which kernels compile and allocate, and compute nothing. */
function withoutComputing(owner: KernelBackend, flag: string, work: () => void): void {
  const { read, uploadToGPU } = owner as Uploader;
  // Nothing is there to be read, and what would come after it is not gone through.
  owner.read = () => new Promise(() => undefined);
  // Uploads are made in earnest: on WebGL they are computations too, and a tensor that went without one is uploaded again
  // in the shape that it should have had by then.
  (owner as Uploader).uploadToGPU = (dataId) => {
    // An upload may need others.
    const before = env().getBool(flag);
    env().set(flag, false);
    uploadToGPU.call(owner, dataId);
    env().set(flag, before);
  };
  env().set(flag, true);
  try {
    tidy(work);
  } finally {
    env().set(flag, false);
    Object.assign(owner, { read, uploadToGPU });
  }
}

function compileForWebGpu(owner: PipelineOwner, work: () => void): Compilation {
  const { pipelineCache } = owner;
  withoutComputing(owner, 'WEBGPU_ENGINE_COMPILE_ONLY', work);
  let total = 0;
  let done = 0;
  for (const [key, pipeline] of Object.entries(pipelineCache)) {
    if (!(pipeline instanceof Promise)) continue;
    total += 1;
    delete pipelineCache[key];
    pipeline
      .then((compiled) => {
        pipelineCache[key] ??= compiled;
      })
      .catch(() => undefined)
      .finally(() => {
        done += 1;
      });
  }
  return { total, done: () => done };
}

function compileForWebGl(owner: BinaryOwner, work: () => void): Compilation {
  const { binaryCache, gpgpu } = owner;
  const { gl, parallelCompilationExtension } = gpgpu;
  const known = new Set(Object.keys(binaryCache));
  withoutComputing(owner, 'ENGINE_COMPILE_ONLY', work);
  const pending = new Map(Object.entries(binaryCache).filter(([key]) => !known.has(key)));
  for (const key of pending.keys()) delete binaryCache[key];
  const total = pending.size;

  const isReady = ({ webGLProgram }: WebGlBinary, index: number): boolean =>
    parallelCompilationExtension === null
      ? index < AWAITED_AT_ONCE
      : gl.getProgramParameter(webGLProgram, parallelCompilationExtension.COMPLETION_STATUS_KHR) ===
        true;
  const takeIn = (key: string, binary: WebGlBinary): void => {
    if (key in binaryCache || gl.getProgramParameter(binary.webGLProgram, gl.LINK_STATUS) !== true)
      return;
    const alone: BinaryOwner = Object.create(owner, { binaryCache: { value: { [key]: binary } } });
    alone.getUniformLocations();
    binaryCache[key] = binary;
  };
  return {
    total,
    done() {
      const ready = [...pending].filter(([, binary], index) => isReady(binary, index));
      for (const [key, binary] of ready) {
        pending.delete(key);
        takeIn(key, binary);
      }
      return total - pending.size;
    },
  };
}

/**
 * Starts compiling every program of `work` that the current backend does not have yet; backends that compile nothing do not
 * call it. `work` is called at once and gone through up to its first reading of a tensor, whose promise stays open for ever.
 * Whatever it computes is garbage, so it works on variables of its own; its tensors are disposed.
 */
export function compileAhead(work: () => void): Compilation {
  switch (getBackend()) {
    case 'webgpu':
      return compileForWebGpu(backend() as unknown as PipelineOwner, work);
    case 'webgl':
      return compileForWebGl(backend() as unknown as BinaryOwner, work);
    default:
      return NOTHING;
  }
}
