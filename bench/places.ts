// Where a yardstick can be measured, and the process that measures it there. Every measurement that is compared with
// another runs in a process of its own.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { UsageError } from '../tools/cli/command';
import { ROOT } from '../tools/node-environment';

export const PLACES = [
  'wasm',
  'webgpu',
  'webgpu-null',
  'cpu',
  'chromium-wasm',
  'chromium-webgl',
  'chromium-webgpu',
] as const;
export type Place = (typeof PLACES)[number];

/** @throws UsageError */
export function readPlace(option: string, text: string): Place {
  const place = PLACES.find((name) => name === text);
  if (place === undefined) {
    throw new UsageError(`--${option} must be one of ${PLACES.join(', ')}, but it is "${text}".`);
  }
  return place;
}

const CHROMIUM = 'chromium-';
export const isChromium = (place: Place): boolean => place.startsWith(CHROMIUM);

export type Contender = 'ours' | 'stock';

/** A process as Node's spawn takes it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** Measures a case in this library or in plain TensorFlow.js. */
export function measuring(
  contender: Contender,
  caseId: string,
  place: Place,
  options: readonly string[] = [],
): Command {
  const program = process.execPath;
  if (isChromium(place)) {
    const backend = place.slice(CHROMIUM.length);
    const script = join(ROOT, 'bench/chromium/run.mjs');
    return { program, args: [script, contender, caseId, backend, ...options] };
  }
  const name = contender === 'ours' ? 'bench' : 'stock';
  const script = join(ROOT, 'tools/run.mjs');
  return { program, args: [script, name, '--case', caseId, '--backend', place, ...options] };
}

/** Measures a case in PyTorch. */
export const measuringPyTorch = (caseId: string, python: string, threads: number): Command => ({
  program: python,
  args: [
    join(ROOT, 'bench/pytorch', `${caseId.replaceAll('-', '_')}.py`),
    '--threads',
    String(threads),
  ],
});

export type Summary = Readonly<Record<string, unknown>>;

/**
 * Runs a measurement to its end and returns the object on its last line, out of its `summary` where it has one.
 * @throws UsageError when it cannot be started or fails
 */
export function measureApart({ program, args }: Command): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    const fail = (what: string) => reject(new UsageError(`${program} ${args.join(' ')} ${what}.`));
    child.on('error', ({ message }) => fail(`cannot be started: ${message}`));
    child.on('close', (code) => {
      const line = output.trim().split('\n').at(-1) ?? '';
      if (code !== 0 || line === '') {
        fail(`ended with code ${code}`);
        return;
      }
      const parsed = JSON.parse(line) as Summary;
      resolve((parsed.summary ?? parsed) as Summary);
    });
  });
}
