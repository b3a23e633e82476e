import { performance } from 'node:perf_hooks';
import {
  backend as currentBackend,
  engine,
  getBackend,
  memory,
  scalar,
  square,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { timeTrial } from './backend-trial';
import { type BackendEnvironment, type BackendReport, startBackend } from './backends';
import { nodeEnvironment } from './node-environment';
import { probeWasm } from './wasm-backend';

/** A WebGPU whose adapter calls itself `architecture` and whose devices never come. */
const gpuOf = (architecture: string, isFallbackAdapter = false) =>
  ({
    requestAdapter: async () => ({
      info: { vendor: 'google', architecture, device: '', description: '', isFallbackAdapter },
      features: new Set(),
      limits: {},
      requestDevice: async () => {
        throw new Error('no device today');
      },
    }),
  }) as unknown as GPU;

const webGlOf = (renderer: string) => () => ({
  canvas: { addEventListener: () => {} },
  getExtension: () => ({ UNMASKED_RENDERER_WEBGL: 1 }),
  getParameter: () => renderer,
  isContextLost: () => false,
});

const here = (changes: Partial<BackendEnvironment> = {}): BackendEnvironment => ({
  ...nodeEnvironment(),
  ...changes,
});

const verdict = (report: BackendReport, backend: string) =>
  report.considered.find((considered) => considered.backend === backend)!;

describe('the choice of a backend', () => {
  it('is wasm where there is no graphics, and says so of each', async () => {
    const report = await startBackend('auto', here());
    expect(report).toMatchObject({ chosen: 'wasm', software: false });
    expect(report.considered).toEqual([
      { backend: 'webgpu', usable: false, reason: 'noWebGpu', detail: '' },
      { backend: 'webgl', usable: false, reason: 'noWebGl', detail: '' },
      { backend: 'wasm', usable: true, reason: null, detail: '' },
      { backend: 'cpu', usable: true, reason: 'notChosen', detail: '' },
    ]);
    expect(getBackend()).toBe('wasm');
  });

  it('blames the insecure context, not the browser, for missing WebGPU', async () => {
    const report = await startBackend('auto', here({ secureContext: false }));
    expect(verdict(report, 'webgpu').reason).toBe('insecureContext');
  });

  it('prefers wasm to graphics in software, which stays usable by name', async () => {
    const report = await startBackend(
      'auto',
      here({ gpu: gpuOf('swiftshader'), createWebGlContext: webGlOf('ANGLE (llvmpipe)') }),
    );
    expect(report.chosen).toBe('wasm');
    expect(verdict(report, 'webgpu')).toMatchObject({ usable: true, reason: 'softwareAdapter' });
    expect(verdict(report, 'webgl')).toMatchObject({
      usable: true,
      reason: 'softwareRenderer',
      detail: 'ANGLE (llvmpipe)',
    });
  });

  it('knows a fallback adapter for software whatever it calls itself', async () => {
    const report = await startBackend('auto', here({ gpu: gpuOf('', true) }));
    expect(verdict(report, 'webgpu').reason).toBe('softwareAdapter');
  });

  it('goes on when a device does not come, and reports why', async () => {
    const report = await startBackend('auto', here({ gpu: gpuOf('lovelace') }));
    expect(report.chosen).toBe('wasm');
    expect(verdict(report, 'webgpu')).toEqual({
      backend: 'webgpu',
      usable: false,
      reason: 'startFailed',
      detail: 'no device today',
    });
  });

  it('tells a missing adapter and a failing request apart', async () => {
    const absent = { requestAdapter: async () => null } as unknown as GPU;
    const failing = {
      requestAdapter: async () => {
        throw new Error('blocked');
      },
    } as unknown as GPU;
    const none = await startBackend('auto', here({ gpu: absent }));
    expect(verdict(none, 'webgpu').reason).toBe('noAdapter');
    const blocked = await startBackend('auto', here({ gpu: failing }));
    expect(verdict(blocked, 'webgpu')).toMatchObject({ reason: 'startFailed', detail: 'blocked' });
  });

  it('is cpu when everything else is refused', async () => {
    const report = await startBackend('auto', here({ hasWebAssembly: false }));
    expect(report.chosen).toBe('cpu');
    expect(verdict(report, 'wasm')).toMatchObject({ usable: false, reason: 'noWebAssembly' });
    expect(getBackend()).toBe('cpu');
  });

  it('of a named backend is that one or a typed error', async () => {
    expect((await startBackend('cpu', here())).chosen).toBe('cpu');
    await expect(startBackend('webgl', here())).rejects.toMatchObject({
      code: 'backend.unavailable',
      details: { backend: 'webgl', reason: 'noWebGl' },
    });
    await expect(startBackend('webgpu', here({ gpu: gpuOf('lovelace') }))).rejects.toMatchObject({
      code: 'backend.unavailable',
      details: { backend: 'webgpu', reason: 'startFailed no device today' },
    });
  });
});

const clock = {
  now: () => performance.now(),
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

describe('the trial of a backend', () => {
  it('takes the processor some milliseconds and leaves nothing behind', async () => {
    await startBackend('wasm', here());
    const before = memory().numTensors;
    const stepMs = await timeTrial(clock);
    expect(stepMs).toBeGreaterThan(0.1);
    expect(stepMs).toBeLessThan(1000);
    expect(memory().numTensors).toBe(before);
  });

  it('ends without a figure on a device that does not answer', async () => {
    await startBackend('wasm', here());
    Object.defineProperty(currentBackend(), 'read', {
      value: () => new Promise(() => undefined),
      configurable: true,
    });
    expect(await timeTrial({ ...clock, wait: async () => undefined })).toBeNull();
    Reflect.deleteProperty(currentBackend(), 'read');
  });
});

describe('a backend that was given back', () => {
  it('is gone, and can be started again', async () => {
    await startBackend('wasm', here());
    const candidate = await probeWasm(here());
    if (candidate.kind === 'refused') throw new Error(candidate.detail);
    candidate.release();
    expect(engine().registry.wasm).toBeUndefined();
    expect((await startBackend('wasm', here())).chosen).toBe('wasm');
    expect((await square(scalar(2)).data())[0]).toBe(4);
  });
});
