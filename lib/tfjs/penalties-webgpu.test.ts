import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PenaltyFixture, penaltyCases, penaltyError } from './penalty-networks';
import { useNodeGpu } from './webgpu/node-gpu';

const FIXTURE: PenaltyFixture = JSON.parse(
  readFileSync(new URL('./fixtures/penalties.fixture.json', import.meta.url), 'utf8'),
);

/** As on the other backends. */
const TOLERANCE = 1e-3;

describe('on WebGPU, as by double backward in PyTorch:', () => {
  useNodeGpu();
  it.each(penaltyCases(FIXTURE))('$penalty through $activation, $style', async (one) => {
    expect(await penaltyError(FIXTURE, one)).toBeLessThan(TOLERANCE);
  });
});
