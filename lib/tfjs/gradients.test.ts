import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode, setBackend, logSoftmax as stockLogSoftmax } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream, type RandomStream } from '../gan/rng';
import { type BackendName, startBackend } from './backends';
import { checkGradients, type GradientErrors } from './gradient-check';
import { type Domain, GRADIENT_TABLE, type GradientRow } from './gradient-table';
import { nodeEnvironment } from './node-environment';

// Central differences at step 1e-2 of float32 values near 1: about 1e-5 from rounding and up to 1e-4 · f''' from the step.
// The faults of stock TensorFlow.js that are wrong numbers, not exceptions, are all above 2e-2.
const TOLERANCE = 2e-3;

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

function check(row: GradientRow, orders: 1 | 2): Promise<GradientErrors> {
  // One stream per row, so that a new row changes no other.
  const stream = createStream(7, row.name);
  const values = DOMAINS[row.domain](
    row.shape.reduce((product, size) => product * size, 1),
    stream,
  );
  return checkGradients(row.f, values, row.shape, {
    normals: (count) => stream.normals(count),
    orders,
  });
}

const STOCK_LOG_SOFTMAX: GradientRow = {
  name: 'logSoftmax',
  domain: 'normal',
  shape: [3, 4],
  stockFails: 2,
  f: (x) => stockLogSoftmax(x),
};

/** The lowest order that fails, by exception or by value. */
async function failingOrder(row: GradientRow): Promise<1 | 2 | null> {
  for (const orders of [1, 2] as const) {
    try {
      const { first, second } = await check(row, orders);
      if (Math.max(first, second) > TOLERANCE) return orders;
    } catch {
      return orders;
    }
  }
  return null;
}

describe('with the pack off, stock TensorFlow.js on cpu', () => {
  beforeAll(async () => {
    enableProdMode();
    await setBackend('cpu');
  });
  for (const row of [
    ...GRADIENT_TABLE.filter(({ name }) => name !== 'logSoftmax'),
    STOCK_LOG_SOFTMAX,
  ]) {
    const verdict = row.stockFails === null ? 'is right twice' : `fails at order ${row.stockFails}`;
    it(`${verdict} for ${row.name}`, async () => {
      expect(await failingOrder(row)).toBe(row.stockFails);
    });
  }
});

for (const backend of ['cpu', 'wasm'] satisfies BackendName[]) {
  describe(`with the pack on ${backend}, central differences agree at both orders`, () => {
    beforeAll(async () => {
      await startBackend(backend, nodeEnvironment());
    });
    it.each(GRADIENT_TABLE)('for $name', async (row) => {
      const { first, second } = await check(row, 2);
      expect(first).toBeLessThan(TOLERANCE);
      expect(second).toBeLessThan(TOLERANCE);
    });
  });
}
