// WebGL 2 on a context that the caller makes: TensorFlow.js's own way fails in Safari's workers, takes no notice of a lost
// context, and accepts devices that render in 16 bits.

import { env, type KernelBackend } from '@tensorflow/tfjs-core';
import { rendererStanding } from './adapter-standing';
import {
  activateBackend,
  type Candidate,
  checkComputation,
  deactivateBackend,
  RefusedError,
  runningBackend,
} from './backend-candidate';
import type { BackendEnvironment, WebGlContext } from './backend-report';

const RENDERER = 0x1f01; // gl.RENDERER, for browsers that hide the extension

function rendererName(context: WebGlContext): string {
  const extension = context.getExtension('WEBGL_debug_renderer_info');
  return String(context.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? RENDERER) ?? '');
}

/** The part of MathBackendWebGL that is used here. */
interface RunningWebGl {
  readonly gpgpu: { readonly gl: WebGlContext };
}

/** Contexts whose loss is our own doing. */
const released = new WeakSet<WebGlContext>();

/** Browsers keep a few contexts only, and take away the oldest when there are more. */
function giveBack(context: WebGlContext): void {
  released.add(context);
  context.getExtension('WEBGL_lose_context')?.loseContext?.();
}

/** A context that is lost gives zeros, and some time later the event that says so. */
function refuseLostReads<B extends KernelBackend>(backend: B, context: WebGlContext): B {
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    const values = await read(dataId);
    if (context.isContextLost()) throw new Error('the WebGL context was lost');
    return values;
  };
  return backend;
}

export async function probeWebGl(environment: BackendEnvironment): Promise<Candidate> {
  const backend = 'webgl';
  const running = runningBackend(backend) as RunningWebGl | undefined;
  const context = running?.gpgpu.gl ?? environment.createWebGlContext?.() ?? null;
  if (!context) return { kind: 'refused', backend, reason: 'noWebGl', detail: '' };
  const adapter = rendererName(context);
  return {
    kind: 'ready',
    backend,
    standing: rendererStanding(adapter),
    adapter,
    async start() {
      const { MathBackendWebGL, setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
      await activateBackend(backend, () => {
        context.canvas.addEventListener('webglcontextlost', (event) => {
          // Without this the browser might restore the context, empty, under a backend that believes in its textures.
          event.preventDefault();
          if (!released.has(context)) environment.onDeviceLost('the WebGL context was lost');
        });
        // A WebGL 2 context by the contract of createWebGlContext; this layer has no DOM types to say so.
        setWebGLContext(2, context as never);
        return refuseLostReads(new MathBackendWebGL(), context);
      });
      if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
        throw new RefusedError('halfPrecision', adapter);
      }
      await checkComputation();
    },
    release() {
      deactivateBackend(backend);
      giveBack(context);
    },
  };
}
