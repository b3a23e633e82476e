import { describe, expect, it } from 'vitest';
import type { AdapterStanding } from './adapter-standing';
import { type Candidate, RefusedError } from './backend-candidate';
import { type ChoicePorts, chooseBackend } from './backend-choice';
import type { BackendName, RefusalReason } from './backend-report';

interface Machine {
  readonly webgpu?: AdapterStanding;
  readonly webgl?: AdapterStanding;
  readonly wasm?: 'missing';
  /** Milliseconds of a trial step; null does not get warm, an error breaks in the trial. Without any there is no clock. */
  readonly stepMs?: Partial<Record<BackendName, number | null | Error>>;
  readonly failing?: readonly BackendName[];
}

/** A machine whose backends only take notes. */
function machineOf({ webgpu, webgl, wasm, stepMs, failing = [] }: Machine) {
  const log: string[] = [];
  let current: BackendName | null = null;
  const standings: Readonly<Partial<Record<BackendName, AdapterStanding | undefined>>> = {
    webgpu,
    webgl,
    wasm: wasm === 'missing' ? undefined : 'proven',
    cpu: 'proven',
  };
  const missing: Readonly<Record<BackendName, RefusalReason>> = {
    webgpu: 'noWebGpu',
    webgl: 'noWebGl',
    wasm: 'noWebAssembly',
    cpu: 'startFailed',
  };
  const ports: ChoicePorts = {
    async probe(backend): Promise<Candidate> {
      const standing = standings[backend];
      if (standing === undefined) {
        return { kind: 'refused', backend, reason: missing[backend], detail: '' };
      }
      return {
        kind: 'ready',
        backend,
        standing,
        adapter: `a ${backend}`,
        async start() {
          if (failing.includes(backend)) throw new RefusedError('halfPrecision', 'sixteen bits');
          log.push(`start ${backend}`);
          current = backend;
        },
        release: () => log.push(`release ${backend}`),
      };
    },
    untouched: (backend) => ({ backend, usable: true, reason: 'notChosen', detail: '' }),
    async resume(backend) {
      current = backend;
    },
    timeStep: stepMs
      ? async () => {
          log.push(`time ${current}`);
          const ms = stepMs[current!];
          if (ms instanceof Error) throw ms;
          return ms ?? null;
        }
      : null,
  };
  return { ports, log, current: () => current };
}

/** The whole verdict on a machine in short. */
async function verdictOn(machine: Machine) {
  const { ports, log, current } = machineOf(machine);
  const report = await chooseBackend('auto', ports);
  expect(current()).toBe(report.chosen);
  const reasons = report.considered.map(({ backend, reason }) => `${backend}: ${reason}`);
  return { ...report, reasons, log };
}

describe('the automatic choice', () => {
  const slow = { webgpu: 20, webgl: 30, wasm: 10 };
  const fast = { webgpu: 2, webgl: 3, wasm: 10 };

  it.each<[string, Machine, BackendName, readonly string[], readonly string[]]>([
    [
      'takes a proven device without a trial, and does not even load anything else',
      { webgpu: 'proven', webgl: 'unproven', stepMs: slow },
      'webgpu',
      ['webgpu: null', 'webgl: notChosen', 'wasm: notChosen', 'cpu: notChosen'],
      ['start webgpu'],
    ],
    [
      'takes an unproven device that is faster than wasm',
      { webgpu: 'unproven', webgl: 'unproven', stepMs: fast },
      'webgpu',
      ['webgpu: null', 'webgl: notChosen', 'wasm: slower', 'cpu: notChosen'],
      ['start webgpu', 'time webgpu', 'start wasm', 'time wasm', 'release wasm'],
    ],
    [
      'takes wasm where it is faster than an unproven device',
      { webgpu: 'unproven', webgl: 'unproven', stepMs: slow },
      'wasm',
      ['webgpu: slower', 'webgl: notChosen', 'wasm: null', 'cpu: notChosen'],
      ['start webgpu', 'time webgpu', 'start wasm', 'time wasm', 'start wasm', 'release webgpu'],
    ],
    [
      'holds the trial between WebGL and wasm where there is no WebGPU',
      { webgl: 'unproven', stepMs: slow },
      'wasm',
      ['webgpu: noWebGpu', 'webgl: slower', 'wasm: null', 'cpu: notChosen'],
      ['start webgl', 'time webgl', 'start wasm', 'time wasm', 'start wasm', 'release webgl'],
    ],
    [
      'likewise where WebGPU is emulated, on which no time is spent',
      { webgpu: 'software', webgl: 'unproven', stepMs: fast },
      'webgl',
      ['webgpu: softwareAdapter', 'webgl: null', 'wasm: slower', 'cpu: notChosen'],
      ['start webgl', 'time webgl', 'start wasm', 'time wasm', 'release webgpu', 'release wasm'],
    ],
    [
      'takes wasm before emulated graphics without starting or timing them',
      { webgpu: 'software', webgl: 'software', stepMs: slow },
      'wasm',
      ['webgpu: softwareAdapter', 'webgl: softwareRenderer', 'wasm: null', 'cpu: notChosen'],
      ['start wasm', 'release webgpu', 'release webgl'],
    ],
    [
      'takes wasm when a device does not get ready in time, without timing wasm',
      { webgpu: 'unproven', stepMs: { webgpu: null, wasm: 10 } },
      'wasm',
      ['webgpu: slower', 'webgl: notChosen', 'wasm: null', 'cpu: notChosen'],
      ['start webgpu', 'time webgpu', 'start wasm', 'release webgpu'],
    ],
    [
      'keeps a device that does not get ready in time where wasm is missing',
      { webgpu: 'unproven', wasm: 'missing', stepMs: { webgpu: null } },
      'webgpu',
      ['webgpu: null', 'webgl: notChosen', 'wasm: noWebAssembly', 'cpu: notChosen'],
      ['start webgpu', 'time webgpu', 'start webgpu'],
    ],
    [
      'refuses a device that breaks in the trial',
      { webgpu: 'unproven', stepMs: { webgpu: new Error('it broke'), wasm: 10 } },
      'wasm',
      ['webgpu: startFailed', 'webgl: notChosen', 'wasm: null', 'cpu: notChosen'],
      ['start webgpu', 'time webgpu', 'release webgpu', 'start wasm'],
    ],
    [
      'takes an unproven device unseen where wasm is missing',
      { webgpu: 'unproven', wasm: 'missing', stepMs: fast },
      'webgpu',
      ['webgpu: null', 'webgl: notChosen', 'wasm: noWebAssembly', 'cpu: notChosen'],
      ['start webgpu', 'time webgpu'],
    ],
    [
      'takes an unproven device unseen where there is no clock',
      { webgpu: 'unproven' },
      'webgpu',
      ['webgpu: null', 'webgl: notChosen', 'wasm: notChosen', 'cpu: notChosen'],
      ['start webgpu'],
    ],
    [
      'goes on to WebGL when WebGPU does not start, and gives back what it took',
      { webgpu: 'unproven', webgl: 'unproven', failing: ['webgpu'] },
      'webgl',
      ['webgpu: halfPrecision', 'webgl: null', 'wasm: notChosen', 'cpu: notChosen'],
      ['release webgpu', 'start webgl'],
    ],
    [
      'takes emulated graphics before plain JavaScript',
      { webgpu: 'software', webgl: 'software', wasm: 'missing' },
      'webgpu',
      ['webgpu: null', 'webgl: softwareRenderer', 'wasm: noWebAssembly', 'cpu: notChosen'],
      ['start webgpu', 'release webgl'],
    ],
    [
      'is cpu when all else is missing',
      { wasm: 'missing', stepMs: slow },
      'cpu',
      ['webgpu: noWebGpu', 'webgl: noWebGl', 'wasm: noWebAssembly', 'cpu: null'],
      ['start cpu'],
    ],
  ])('%s', async (_, machine, chosen, reasons, log) => {
    const verdict = await verdictOn(machine);
    expect(verdict.chosen).toBe(chosen);
    expect(verdict.reasons).toEqual(reasons);
    expect(verdict.log).toEqual(log);
  });

  it('reports the figures of a trial, on both sides', async () => {
    const { considered } = await verdictOn({ webgl: 'unproven', stepMs: slow });
    expect(considered.map(({ trial }) => trial?.stepMs)).toEqual([undefined, 30, 10, undefined]);
    const late = await verdictOn({ webgpu: 'unproven', stepMs: { webgpu: null } });
    expect(late.considered[0]).toMatchObject({ reason: 'slower', trial: { stepMs: null } });
  });
});

describe('a named backend', () => {
  it('is started without a trial, emulated or not, and nothing else is touched', async () => {
    const { ports, log } = machineOf({ webgl: 'software', stepMs: { webgl: 90, wasm: 1 } });
    const report = await chooseBackend('webgl', ports);
    expect(report).toMatchObject({ chosen: 'webgl', software: true, adapter: 'a webgl' });
    expect(log).toEqual(['start webgl']);
  });

  it('that does not work is a typed error with the reason', async () => {
    const { ports } = machineOf({ webgl: 'unproven', failing: ['webgl'] });
    await expect(chooseBackend('webgl', ports)).rejects.toMatchObject({
      code: 'backend.unavailable',
      details: { backend: 'webgl', reason: 'halfPrecision sixteen bits' },
    });
  });
});
