// The yardsticks are what their PyTorch twins are: as many trainable numbers, counted there by
// sum(p.numel() for p in net.parameters()), and steps whose losses are finite.

import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../lib/tfjs/backends';
import { nodeEnvironment } from '../../lib/tfjs/node-environment';
import { createTrainer } from './bench-case';
import { CASE_IDS, CASES, type CaseId } from './registry';

const PARAMETERS: Readonly<Record<CaseId, Readonly<Record<string, number>>>> = {
  dcgan28: { G: 234_177, D: 36_513 },
  mlp: { G: 33_666, D: 33_537 },
  'resnet-gp': { D: 66_849 },
};

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

test.each(CASE_IDS)('%s has the parameters of its twin and trains', async (id) => {
  const trainer = await createTrainer(CASES[id]);
  const { networks } = trainer.describe();
  expect(Object.fromEntries(networks.map(({ name, parameters }) => [name, parameters]))).toEqual(
    PARAMETERS[id],
  );
  trainer.runStep('both');
  const { values } = await trainer.flush();
  expect(values.lossD?.every(Number.isFinite)).toBe(true);
  trainer.dispose();
});
