// The command line from outside, as scripts see it: exit codes, lines of JSON, files. Nano models only.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../node-environment';

interface Result {
  readonly code: number;
  readonly lines: readonly Record<string, unknown>[];
  readonly stderr: string;
}

function run(...args: readonly string[]): Promise<Result> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'tools/run.mjs'), ...args], (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '');
      resolve({
        code: error ? Number(error.code) : 0,
        lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
        stderr,
      });
    });
  });
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'gan-playground-'));
const RING = ['--architecture', 'gan', '--dataset', 'ring', '--set', 'size=nano'] as const;
const series = ({ lines }: Result) => lines.filter((line) => 'series' in line);

describe('wrong input ends with code 2, one line, and nothing written', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    'an unknown option': ['train', ...RING, '--stpes', '5'],
    'a setting out of range': ['train', ...RING, '--set', 'batchSize=-4'],
    'a file that is no run': ['train', '--resume', join(ROOT, 'package.json')],
    'no such command': ['trian'],
  };
  test('in every case of the table', { timeout: 60_000 }, async () => {
    for (const [name, args] of Object.entries(cases)) {
      const out = join(folder(), 'out');
      const { code, lines, stderr } = await run(
        ...args,
        ...(args[0] === 'train' ? ['--steps', '1', '--out', out] : []),
      );
      expect({ name, code, lines }).toEqual({ name, code: 2, lines: [] });
      expect(stderr.trim().split('\n'), `${name}: ${stderr}`).toHaveLength(1);
      expect(existsSync(out), name).toBe(false);
    }
  });
});

test('the catalog lists architectures, losses, regularizers, datasets, metrics and symptoms by id', async () => {
  const { code, lines } = await run('catalog');
  expect(code).toBe(0);
  const [catalog] = lines as Record<string, { readonly id: string }[]>[];
  expect(Object.keys(catalog ?? {})).toEqual([
    'architectures',
    'losses',
    'regularizers',
    'datasets',
    'metrics',
    'symptoms',
  ]);
  for (const entries of Object.values(catalog ?? {})) {
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.every(({ id }) => typeof id === 'string')).toBe(true);
  }
});

test('a run stopped after 10 of 20 steps and resumed gives the files of one that was not', async () => {
  const out = folder();
  const to = (name: string) => ['--out', join(out, name)];
  const whole = await run('train', ...RING, '--steps', '20', ...to('whole'));
  const first = await run('train', ...RING, '--steps', '10', ...to('first'));
  const checkpoint = join(out, 'first', 'checkpoint.safetensors');
  const second = await run('train', '--resume', checkpoint, '--steps', '10', ...to('second'));
  expect([whole.code, first.code, second.code]).toEqual([0, 0, 0]);
  expect([...series(first), ...series(second)]).toEqual(series(whole));
  expect(whole.lines.at(-1)).toMatchObject({ summary: { step: 20, backend: 'wasm' } });
  const names = ['checkpoint.safetensors', 'experiment.json', 'samples.png', 'series.csv'];
  expect(readdirSync(join(out, 'whole')).sort()).toEqual(names);
  for (const name of names) {
    const [a, b] = ['whole', 'second'].map((run) => readFileSync(join(out, run, name)));
    expect(a?.equals(b ?? Buffer.alloc(0)), name).toBe(true);
  }
  const { code, lines } = await run('evaluate', '--checkpoint', checkpoint);
  expect(code).toBe(0);
  expect(lines).toMatchObject([
    { summary: { step: 10, metrics: { modeCoverage: expect.any(Number) } } },
  ]);
});

test('a run that diverges ends with code 3 and keeps its last good state', async () => {
  const out = folder();
  const settings = ['optimizer=sgd', 'lrD=1', 'lrG=1', 'loss=wasserstein'].flatMap((set) => [
    '--set',
    set,
  ]);
  const { code, lines, stderr } = await run(
    'train',
    ...RING,
    ...settings,
    '--steps',
    '400',
    '--out',
    out,
  );
  expect(stderr).toMatch(/no longer a finite number/);
  expect(code).toBe(3);
  expect(lines.at(-1)).toMatchObject({ summary: { diverged: { step: expect.any(Number) } } });
  const again = await run('evaluate', '--checkpoint', join(out, 'checkpoint.safetensors'));
  expect(again.code).toBe(0);
});

test('own files are read as in the page, images and labels together', async () => {
  const out = folder();
  const idx = (magic: number, dims: readonly number[], length: number) => {
    const header = Buffer.alloc(4 * (1 + dims.length));
    for (const [i, value] of [magic, ...dims].entries()) header.writeUInt32BE(value, 4 * i);
    return Buffer.concat([header, Buffer.from(Array.from({ length }, (_, i) => i % 10))]);
  };
  const images = join(out, 'train-images-idx3-ubyte');
  const labels = join(out, 'train-labels-idx1-ubyte');
  writeFileSync(images, idx(0x803, [40, 28, 28], 40 * 784));
  writeFileSync(labels, idx(0x801, [40], 40));
  const dcgan = ['train', '--architecture', 'dcgan', '--set', 'size=nano', '--steps', '2'];
  const { code, lines, stderr } = await run(...dcgan, '--data', images, '--data', labels);
  expect(code, stderr).toBe(0);
  expect(lines.at(-1)).toMatchObject({ summary: { data: 'own', step: 2 } });
  writeFileSync(labels, idx(0x801, [39], 39));
  const wrong = await run(...dcgan, '--data', images, '--data', labels);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/40 images but 39 labels/);
});

test('bench reports time and work per step', async () => {
  const args = ['--set', 'size=nano', '--steps', '2', '--warmup', '1', '--repeats', '2'];
  const { code, lines } = await run('bench', '--architecture', 'gan', ...args);
  expect(code).toBe(0);
  const { summary } = lines.at(-1) as { summary: Record<string, number> };
  for (const key of ['msPerStep', 'imagesPerSecond', 'kernelsPerStep', 'gflopPerStep']) {
    expect(summary[key], key).toBeGreaterThan(0);
  }
  expect(summary).toMatchObject({ dispatchesPerStep: 0, leakedTensorsPerStep: 0 });
  expect(summary.uploadsPerStep).toBeGreaterThanOrEqual(0);
});
