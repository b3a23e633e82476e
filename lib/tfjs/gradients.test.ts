import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream, type RandomStream } from '../gan/rng';
import { type BackendName, startBackend } from './backends';
import { checkGradients, type GradientErrors } from './gradient-check';
import {
  compareWithOracle,
  failingOrder,
  type OracleFigures,
  toleranceOf,
} from './gradient-oracle';
import { STOCK_TABLE, STOCK_TOLERANCE, stockFailures } from './gradient-stock';
import { type Domain, GRADIENT_TABLE, type GradientRow } from './gradient-table';
import { nodeEnvironment } from './node-environment';

// Central differences at step 1e-2 of float32 values near 1: about 1e-5 from rounding and up to 1e-4 · f''' from the step.
const DIFFERENCE_TOLERANCE = 2e-3;

const FIGURES: Readonly<Record<string, OracleFigures>> = JSON.parse(
  readFileSync(new URL('./fixtures/gradient-table.fixture.json', import.meta.url), 'utf8'),
);

const DOMAINS: Readonly<Record<Domain, (count: number, stream: RandomStream) => Float32Array>> = {
  normal: (count, stream) => stream.normals(count),
  // Between 0.1 and 0.9, or between 1.1 and 1.9, on either side.
  apart: (count, stream) =>
    Float32Array.from({ length: count }, () => {
      const size = 0.1 + 0.8 * stream.uniform() + stream.integer(2);
      return stream.uniform() < 0.5 ? -size : size;
    }),
  positive: (count, stream) => Float32Array.from({ length: count }, () => 0.3 + stream.uniform()),
  distinct: (count, stream) =>
    stream.shuffle(Float32Array.from({ length: count }, (_, i) => 0.1 * (i - count / 2) + 0.03)),
};

function differences(row: GradientRow): Promise<GradientErrors> {
  // One stream per row, so that a new row changes no other.
  const stream = createStream(7, row.name);
  const values = DOMAINS[row.domain](
    row.shape.reduce((product, size) => product * size, 1),
    stream,
  );
  return checkGradients(row.f, values, row.shape, { normals: (count) => stream.normals(count) });
}

it('the oracle has the rows of the table and no others', () => {
  const outline = (row: { readonly domain: Domain; readonly shape: readonly number[] }) =>
    `${row.domain} ${row.shape}`;
  expect(Object.fromEntries(GRADIENT_TABLE.map((row) => [row.name, outline(row)]))).toEqual(
    Object.fromEntries(Object.entries(FIGURES).map(([name, row]) => [name, outline(row)])),
  );
  expect(new Set(GRADIENT_TABLE.map(({ name }) => name)).size).toBe(GRADIENT_TABLE.length);
});

const BACKENDS = ['cpu', 'wasm'] as const satisfies readonly BackendName[];

describe.each(BACKENDS)('with the pack off, stock TensorFlow.js on %s', (backend) => {
  beforeAll(async () => {
    enableProdMode();
    setWasmPaths(nodeEnvironment().wasmPaths as string);
    await setBackend(backend);
  });
  for (const row of STOCK_TABLE) {
    const order = stockFailures(backend)[row.name] ?? null;
    it(`${order === null ? 'is right twice' : `fails at order ${order}`} for ${row.name}`, async () => {
      expect(await failingOrder(row.f, FIGURES[row.name]!, STOCK_TOLERANCE)).toBe(order);
    });
  }
});

describe.each(BACKENDS)('with the pack on %s,', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeEnvironment());
  });
  it.each(GRADIENT_TABLE)('$name agrees with central differences at both orders', async (row) => {
    const { first, second } = await differences(row);
    expect(first).toBeLessThan(DIFFERENCE_TOLERANCE);
    expect(second).toBeLessThan(DIFFERENCE_TOLERANCE);
  });
  it.each(GRADIENT_TABLE)('$name agrees with PyTorch in value and both orders', async (row) => {
    const { value, first, second } = await compareWithOracle(row.f, FIGURES[row.name]!);
    expect(Math.max(value, first, second)).toBeLessThan(toleranceOf(backend, row.name));
  });
});
