// What a run gives to measure, from the architectures that there are: classes asked for, a walk through z, what comes back.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../schema/config';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { buildCatalog } from '../catalog';
import type { ImageSource } from '../datasets/source';
import { createStream } from '../rng';
import { Trainer } from '../training/trainer';
import { randomFeatures } from './features/random-features';
import { measureRun } from './measure-run';
import { generatedImages, reconstructionsOf, zAccess } from './run-samples';
import { completeAsync } from './slices';

const COUNT = 300;
const random = createStream(1, 'pixels');
const source: ImageSource = {
  kind: 'images',
  size: 28,
  channels: 1,
  count: COUNT,
  total: COUNT,
  pixels: Uint8Array.from({ length: COUNT * 784 }, () => random.integer(256)),
  labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 10),
  classes: Array.from({ length: 10 }, (_, i) => String(i)),
  factors: [],
  factorValues: null,
};

const trainerOf = (architecture: string): Promise<Trainer> =>
  Trainer.create(
    parseConfig(buildCatalog([]), {
      version: 1,
      seed: 1,
      architecture,
      data: { kind: 'builtin', id: 'digits', params: {} },
      params: { size: 'nano' },
    }),
    source,
    { memoryMegabytes: 2000 },
  );

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

describe('what a run gives to measure', () => {
  it('are the classes that a conditional G was asked for, and none of an unconditional one', async () => {
    const conditional = await trainerOf('cgan');
    const { labels } = await completeAsync(generatedImages(conditional, source, 200));
    expect(new Set(labels)).toEqual(new Set(source.classes.map(Number)));
    conditional.dispose();
    const plain = await trainerOf('gan');
    expect((await completeAsync(generatedImages(plain, source, 64))).labels).toBeNull();
    plain.dispose();
  });

  it('is a walk through z in floats, finer than bytes, with the class beside it', async () => {
    const trainer = await trainerOf('cgan');
    const z = zAccess(trainer, source);
    if (z === null) throw new Error('the run has no z');
    const rows = await z.draw(createStream(1, 'walk'), 4);
    expect(rows.columns).toBe(z.dim + 10);
    const { values } = await z.images(rows);
    const moved = { ...rows, values: rows.values.map((v, i) => (i === 0 ? v + 1e-3 : v)) };
    const after = (await z.images(moved)).values;
    const steps = values.map((value, i) => Math.abs(value - after[i]!));
    expect(Math.max(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(1 / 255);
    trainer.dispose();
  });

  it('is nothing back where there is no encoder', async () => {
    const trainer = await trainerOf('gan');
    const { images } = await completeAsync(generatedImages(trainer, source, 8));
    expect(await completeAsync(reconstructionsOf(trainer, images))).toBeNull();
    trainer.dispose();
  });

  it('lets the path length of any image run be measured, and says what separability lacks', async () => {
    const trainer = await trainerOf('gan');
    const { measured } = await completeAsync(
      measureRun(trainer, source, {
        ids: ['pathLengthZ', 'separabilityZ'],
        of: 'generated',
        features: async () => randomFeatures(1),
      }),
    );
    const [length, planes] = measured;
    if (length?.kind !== 'measured') throw new Error('no path length');
    expect(length.value).toBeGreaterThan(0);
    expect(planes).toEqual({ kind: 'missing', id: 'separabilityZ', needs: ['classifier'] });
    trainer.dispose();
  });
});
