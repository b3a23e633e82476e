// Steps that read labels – noisy ones, drawn ones, a table that is found – replayed against the same steps run by their own code,
// bit for bit, on WebGPU.

import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../schema/config';
import type { ParamRecord } from '../../schema/params';
import { useNodeGpu } from '../../tfjs/webgpu/node-gpu';
import { buildCatalog } from '../catalog';
import { sha256Hex } from '../sha256';
import { FOUR_BLOBS } from './testing/four-blobs';
import { Trainer } from './trainer';

const STEPS = 10;

const bits = async (architecture: string, params: ParamRecord, replays: boolean) => {
  const config = parseConfig(buildCatalog([]), {
    version: 1,
    seed: 3,
    data: { kind: 'builtin', id: 'ring', params: { modes: 4 } },
    architecture,
    params: { size: 'nano', batchSize: 8, ...params },
  });
  const trainer = await Trainer.create(config, FOUR_BLOBS, { memoryMegabytes: 2000 });
  trainer.replaysSteps = replays;
  for (let i = 0; i < STEPS; i++) trainer.runStep('both');
  const found = { bits: sha256Hex(await trainer.save()), recording: trainer.recording };
  trainer.dispose();
  return found;
};

describe('replayed steps', { timeout: 120_000 }, () => {
  useNodeGpu();

  it.each([
    ['acgan', {}],
    ['rgan', { modelNoise: 'estimated' }],
    ['rgan', { fakeLabels: 'data' }],
    ['rgan', { method: 'racgan', modelNoise: 'learned' }],
  ] as const)('of %s with %j are the same bit for bit', async (architecture, params) => {
    const plain = await bits(architecture, params, false);
    const replayed = await bits(architecture, params, true);
    expect(replayed.recording).toMatchObject({ replayed: STEPS - 3, refusals: {} });
    expect(replayed.bits).toBe(plain.bits);
  });
});
