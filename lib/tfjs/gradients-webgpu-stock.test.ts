import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { failingOrder, type OracleFigures } from './gradient-oracle';
import { STOCK_TABLE, STOCK_TOLERANCE, stockFailures } from './gradient-stock';
import { provideGpu } from './webgpu/node-gpu';

const FIGURES: Readonly<Record<string, OracleFigures>> = JSON.parse(
  readFileSync(new URL('./fixtures/gradient-table.fixture.json', import.meta.url), 'utf8'),
);

describe('with the pack off, stock TensorFlow.js on WebGPU', () => {
  beforeAll(async () => {
    enableProdMode();
    await provideGpu();
    // It looks for a device when it is loaded.
    await import('@tensorflow/tfjs-backend-webgpu');
    await setBackend('webgpu');
  });
  for (const row of STOCK_TABLE) {
    const order = stockFailures('webgpu')[row.name] ?? null;
    it(`${order === null ? 'is right twice' : `fails at order ${order}`} for ${row.name}`, async () => {
      expect(await failingOrder(row.f, FIGURES[row.name]!, STOCK_TOLERANCE)).toBe(order);
    });
  }
});
