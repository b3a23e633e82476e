// The smallest data on which a game with classes can win or lose: four Gaussian blobs on a circle of radius 2, one class each. A
// few hundred steps of nano nets tell whether samples are of the class that was asked for.

import { parseConfig } from '../../../schema/config';
import { defaultsOf, type ParamRecord } from '../../../schema/params';
import { buildCatalog } from '../../catalog';
import { pointClasses } from '../../datasets/classes';
import { ring } from '../../datasets/points/ring';
import type { PointSource } from '../../datasets/source';
import { classAccuracy } from '../../metrics/class-agreement';
import { Trainer } from '../trainer';

const CLASSES = 4;
const DATA = { modes: CLASSES, sigma: 0.1 } as const;
const ASKED = 400;

export const FOUR_BLOBS: PointSource = {
  kind: 'points',
  dim: 2,
  ...ring.create({ ...defaultsOf(ring.params), ...DATA }),
};

/** A nano run of `steps` steps; the caller disposes it. Queued steps are read back now and then, as the page does. */
export async function trainedOnBlobs(
  architecture: string,
  params: ParamRecord,
  seed: number,
  steps: number,
): Promise<Trainer> {
  const config = parseConfig(buildCatalog([]), {
    version: 1,
    seed,
    data: { kind: 'builtin', id: 'ring', params: DATA },
    architecture,
    params: { size: 'nano', ...params },
  });
  const trainer = await Trainer.create(config, FOUR_BLOBS, { memoryMegabytes: 2000 });
  for (let step = 1; step <= steps; step++) {
    trainer.runStep('both');
    if (step % 50 === 0 || step === steps) await trainer.flush();
  }
  return trainer;
}

interface Asked {
  /** Class asked for, [N]. */
  readonly asked: Int32Array;
  /** Blob that the sample is nearest to, [N]. */
  readonly seen: Int32Array;
}

/** Fresh samples of a run whose latent is z and then the class, asked for each class in turn. */
async function askedOfBlobs(trainer: Trainer): Promise<Asked> {
  const rows = trainer.latents({ kind: 'fixed', first: 0, count: ASKED });
  const view = await trainer.generate(
    { kind: 'vectors', z: rows },
    { weights: 'live', norm: 'batch' },
  );
  if (view.kind !== 'field') throw new Error(`points came as ${view.kind}`);
  const seen = pointClasses(FOUR_BLOBS, view.clouds[0]?.xy ?? new Float32Array(0));
  if (seen === null) throw new Error('the blobs have no classes');
  return { asked: Int32Array.from(rows, (row) => row.slice(-CLASSES).indexOf(1)), seen };
}

/** Share of samples that are of the class asked for. */
export async function blobAccuracy(trainer: Trainer): Promise<number> {
  const { asked, seen } = await askedOfBlobs(trainer);
  return classAccuracy(asked, seen);
}
