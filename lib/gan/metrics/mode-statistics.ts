// How many modes of a mixture a generator reaches, and how many of its samples are good.
// Source: Srivastava et al. 2017, section 4.1 (arXiv:1705.07761): a sample is of high quality within a few σ of a mode, and
// a mode is covered when such samples exist. Differs: 4 σ, and a mode needs a hundredth of its fair share of the samples,
// so that a stray sample does not count.

import type { PointSource } from '../datasets/source';

/** Distance in σ within which a sample belongs to a mode. */
export const HIGH_QUALITY_SIGMAS = 4;
/** A covered mode holds at least this part of N / modes samples. */
export const COVERED_SHARE = 0.01;

export interface ModeStatistics {
  readonly modes: number;
  readonly covered: number;
  /** In [0, 1]. */
  readonly highQualityShare: number;
  /** Good samples per mode. */
  readonly perMode: readonly number[];
}

/** @param points [N, dim]; null when the source has no modes */
export function modeStatistics(points: Float32Array, source: PointSource): ModeStatistics | null {
  const { modes, dim } = source;
  if (modes === undefined || modes.length === 0) return null;
  const count = points.length / dim;
  const perMode = new Array<number>(modes.length).fill(0);
  let good = 0;
  for (let i = 0; i < count; i++) {
    let nearest = -1;
    let distance = Number.POSITIVE_INFINITY;
    for (const [k, { center, sigma }] of modes.entries()) {
      let squared = 0;
      for (let axis = 0; axis < dim; axis++) {
        squared += ((points[i * dim + axis] ?? 0) - (center[axis] ?? 0)) ** 2;
      }
      const inSigmas = Math.sqrt(squared) / sigma;
      if (inSigmas < distance) {
        distance = inSigmas;
        nearest = k;
      }
    }
    if (distance <= HIGH_QUALITY_SIGMAS) {
      good += 1;
      perMode[nearest] = (perMode[nearest] ?? 0) + 1;
    }
  }
  const needed = Math.max(1, (COVERED_SHARE * count) / modes.length);
  return {
    modes: modes.length,
    covered: perMode.filter((samples) => samples >= needed).length,
    highQualityShare: good / count,
    perMode,
  };
}
