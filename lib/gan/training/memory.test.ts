// A run that goes on for hours must hold at its end what it held at its start. On WebGL the same is tested in Chromium.

import { scalar } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import type { MemoryInUse } from '../../tfjs/memory-in-use';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { noTraffic, watchTraffic } from '../../tfjs/traffic';
import { useNodeGpu } from '../../tfjs/webgpu/node-gpu';
import { type GameId, memoryOverSteps, smallestRun } from './testing/smallest-run';

const STEPS = 2000;
/** Of a convolutional run, whose step takes a tenth of a second on the slowest emulated device. */
const EMULATED_STEPS = 200;

const different = (readings: readonly MemoryInUse[]): readonly MemoryInUse[] =>
  readings.filter((reading) => JSON.stringify(reading) !== JSON.stringify(readings[0]));

async function expectFlat(id: GameId, steps: number): Promise<void> {
  const trainer = await smallestRun(id);
  const readings = await memoryOverSteps(trainer, steps);
  expect(readings).toHaveLength(steps / 10);
  expect(different(readings)).toEqual([]);
  trainer.dispose();
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeEnvironment());
  });

  it('2,000 steps hold the memory of the first ten', { timeout: 60_000 }, () =>
    expectFlat('convolutional', STEPS),
  );

  it('one tensor that is left behind shows', async () => {
    const trainer = await smallestRun('dense');
    const before = await memoryOverSteps(trainer, 10);
    const left = scalar(1);
    const after = await memoryOverSteps(trainer, 20);
    expect(different([...before, ...after])).toHaveLength(1);
    left.dispose();
    trainer.dispose();
  });
});

describe('on webgpu', () => {
  useNodeGpu();

  it('2,000 steps hold the memory of the first ten', { timeout: 120_000 }, () =>
    expectFlat('dense', STEPS),
  );

  it('convolutional steps do so too', { timeout: 120_000 }, () =>
    expectFlat('convolutional', EMULATED_STEPS),
  );

  it('no buffer is made after the first steps', { timeout: 60_000 }, async () => {
    const trainer = await smallestRun('convolutional');
    await memoryOverSteps(trainer, 20);
    const traffic = noTraffic();
    const stop = watchTraffic(traffic);
    for (let turn = 0; turn < 4; turn++) {
      for (let step = 0; step < 10; step++) trainer.runStep('both');
      await trainer.flush();
    }
    stop();
    expect(traffic.dispatches).toBeGreaterThan(0);
    expect(traffic.allocatedBytes).toBe(traffic.freedBytes);
    trainer.dispose();
  });
});
