import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendName } from './backend-report';
import { startBackend } from './backends';
import { nodeEnvironment } from './node-environment';
import { type PenaltyFixture, penaltyCases, penaltyError } from './penalty-networks';

const FIXTURE: PenaltyFixture = JSON.parse(
  readFileSync(new URL('./fixtures/penalties.fixture.json', import.meta.url), 'utf8'),
);

/** Float32 against double precision through two differentiations; measured: 5e-5, half of it the fixture's five digits. */
const TOLERANCE = 1e-3;

const BACKENDS = ['cpu', 'wasm'] as const satisfies readonly BackendName[];

describe('with the pack off, stock TensorFlow.js', () => {
  beforeAll(async () => {
    enableProdMode();
    await setBackend('cpu');
  });
  const isRight = async (activation: string): Promise<boolean> => {
    try {
      const error = await penaltyError(FIXTURE, { penalty: 'R1', activation, style: 'plain' });
      return error < TOLERANCE;
    } catch {
      return false;
    }
  };
  it('has R1 right only without a bend, through relu and through softplus', async () => {
    const right: string[] = [];
    for (const activation of Object.keys(FIXTURE.cases.R1)) {
      if (await isRight(activation)) right.push(activation);
    }
    expect(right).toEqual(['linear', 'relu', 'softplus']);
  });
});

describe.each(BACKENDS)('on %s, as by double backward in PyTorch:', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeEnvironment());
  });
  it.each(penaltyCases(FIXTURE))('$penalty through $activation, $style', async (one) => {
    expect(await penaltyError(FIXTURE, one)).toBeLessThan(TOLERANCE);
  });
});
