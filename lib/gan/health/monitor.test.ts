import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../schema/config';
import { defaultsOf } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { buildCatalog } from '../catalog';
import { ring } from '../datasets/points/ring';
import type { DataSource } from '../datasets/source';
import { Trainer } from '../training/trainer';
import { HealthMonitor, STEPS_PER_PROBE } from './monitor';
import { classesAsked, PROBE_SAMPLES } from './probe';

const RING: DataSource = { kind: 'points', dim: 2, ...ring.create(defaultsOf(ring.params)) };

const build = (architecture: string) =>
  Trainer.create(
    parseConfig(buildCatalog([]), {
      version: 1,
      seed: 1,
      architecture,
      data: { kind: 'builtin', id: 'ring' },
      params: { size: 'nano' },
    }),
    RING,
    { memoryMegabytes: 2000 },
  );

/** What the monitor says of classes after so many looks. */
async function classesAfter(trainer: Trainer, looks: number) {
  const monitor = new HealthMonitor(trainer, RING);
  let report = await monitor.observe();
  for (let i = 0; i < looks; i++) {
    for (let step = 0; step < STEPS_PER_PROBE; step++) trainer.runStep('both');
    await trainer.flush();
    report = await monitor.observe();
  }
  return {
    judged: report.judged.find(({ symptom }) => symptom === 'classCollapse'),
    reason: report.notJudged.find(({ symptom }) => symptom === 'classCollapse')?.reason,
  };
}

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

describe('the health of a run', () => {
  it('is judged class by class where the run is asked for classes', async () => {
    const trainer = await build('cgan');
    expect(classesAsked(trainer)).toEqual(Array.from({ length: PROBE_SAMPLES }, (_, i) => i % 8));
    const { judged } = await classesAfter(trainer, 8);
    expect(judged?.observations[0]?.label).toMatch(/^mean distance within class [0-7] /);
    trainer.dispose();
  });

  it('knows no classes where nothing is asked for', async () => {
    const trainer = await build('gan');
    expect(classesAsked(trainer)).toBeNull();
    expect((await classesAfter(trainer, 1)).reason).toBe('the samples have no classes');
    trainer.dispose();
  });
});
