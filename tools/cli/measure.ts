// Measures of a trained generator by id, on samples that are the same at every call.

import type { PointSource } from '../../lib/gan/datasets/source';
import { SAMPLE_PRIOR } from '../../lib/gan/latent/prior';
import { METRICS } from '../../lib/gan/metrics/registry';
import { createStream } from '../../lib/gan/rng';
import type { Trainer } from '../../lib/gan/training/trainer';

/** Source: Srivastava et al. 2017, section 4.1, count modes in 2,500 samples (arXiv:1705.07761). */
const SAMPLES = 2500;
const ROWS_PER_REQUEST = 500;

/** Points of G for fresh z, [SAMPLES, dim]; by its averaged weights where the run keeps them. */
async function samplePoints(trainer: Trainer, dim: 1 | 2): Promise<Float32Array> {
  const weights = trainer.config.params.gEma === true ? 'ema' : 'live';
  const [latent] = trainer.describe().latents;
  if (latent === undefined) throw new Error('the run has no z');
  const random = createStream(trainer.config.seed, 'metrics');
  const points = new Float32Array(SAMPLES * dim);
  for (let from = 0; from < SAMPLES; from += ROWS_PER_REQUEST) {
    const flat = SAMPLE_PRIOR[latent.prior](random, ROWS_PER_REQUEST, latent.dim);
    const z = Array.from({ length: ROWS_PER_REQUEST }, (_, row) => [
      ...flat.subarray(row * latent.dim, (row + 1) * latent.dim),
    ]);
    const view = await trainer.generate({ kind: 'vectors', z }, { weights, norm: 'batch' });
    const xy = view.kind === 'field' ? view.clouds[0]?.xy : undefined;
    if (xy === undefined) throw new Error('the run generates no points');
    // A cloud has two coordinates per point whatever the dimension.
    points.set(dim === 2 ? xy : xy.filter((_, i) => i % 2 === 0), from * dim);
  }
  return points;
}

/** Values by metric id; null where the data do not define one. */
export async function measure(
  trainer: Trainer,
  source: PointSource,
  ids: readonly string[],
): Promise<Readonly<Record<string, number | null>>> {
  const points = await samplePoints(trainer, source.dim);
  return Object.fromEntries(
    Object.values(METRICS)
      .filter(({ id }) => ids.includes(id))
      .map(({ id, measure: of }) => [id, of(points, source)]),
  );
}
