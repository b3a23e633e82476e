// How the measures of points are computed from a workbench.

import { jsDivergence, klDivergence, optimalDiscriminatorLoss, smoothed } from './divergence';
import type { POINT_METRICS } from './entries/points';
import { type Figure, figure, shareFigure } from './figure';
import { blockDistances } from './kernel-distance';
import { type Matrix, selectRows } from './matrix';
import { gaussianKernel, medianDistance, squaredMmd } from './maximum-mean-discrepancy';
import { modeStatistics } from './mode-statistics';
import { randomDirections, slicedWasserstein } from './sliced-wasserstein';
import type { AsyncSlices } from './slices';
import { bootstrap, spreadOfMean } from './spread';
import type { PointBench } from './workbench';

const RESAMPLES = 20;
const DIRECTIONS = 64;
const MMD_BLOCK = 250;
/** The median distance is found in this many points; more do not move it. */
const MEDIAN_ROWS = 500;

function modesOf({ subject }: PointBench) {
  const found = modeStatistics(subject.generated.values, subject.source);
  if (found === null) throw new Error('the source has no modes');
  return found;
}

/** A function of the masses of data and of G, with its bootstrap over G's samples. */
const massMeasure = (
  name: string,
  of: (real: Float64Array, generated: Float64Array, samples: number) => number,
) =>
  async function* (bench: PointBench): AsyncSlices<Figure> {
    const real = (yield* bench.realMass()).mass;
    const { generated } = bench.subject;
    const at = (points: Matrix): number =>
      of(real, bench.generatedMass(points).mass, generated.rows);
    const spread = yield* bootstrap(generated.rows, {
      resamples: RESAMPLES,
      random: bench.random(name),
      *statistic(indices) {
        yield 1;
        return at(selectRows(generated, indices));
      },
    });
    return figure(at(generated), { spread });
  };

type PointMeasure = (bench: PointBench) => AsyncSlices<Figure>;

export const POINT_MEASURES: Readonly<Record<keyof typeof POINT_METRICS, PointMeasure>> = {
  async *modeCoverage(bench) {
    yield 0;
    const { covered, perMode } = modesOf(bench);
    const parts = perMode.map((value, mode) => ({ label: String(mode + 1), value }));
    return figure(covered, { parts });
  },

  async *highQualityShare(bench) {
    yield 0;
    return shareFigure(modesOf(bench).highQualityShare, bench.subject.generated.rows);
  },

  reverseKl: massMeasure('reverseKl', (real, generated, samples) =>
    klDivergence(generated, smoothed(real, samples)),
  ),

  forwardKl: massMeasure('forwardKl', (real, generated, samples) =>
    klDivergence(real, smoothed(generated, samples)),
  ),

  js: massMeasure('js', jsDivergence),

  optimalLoss: massMeasure('optimalLoss', (real, generated) =>
    optimalDiscriminatorLoss(jsDivergence(real, generated)),
  ),

  async *mmd(bench) {
    const { real, generated } = bench.subject;
    const few = Int32Array.from({ length: Math.min(real.rows, MEDIAN_ROWS) }, (_, i) => i);
    const kernel = gaussianKernel(yield* medianDistance(selectRows(real, few)));
    const value = yield* squaredMmd(real, generated, kernel);
    const blockSize = Math.min(MMD_BLOCK, Math.floor(Math.min(real.rows, generated.rows) / 2));
    const options = { kernel, blockSize, random: bench.random('mmd') };
    const blocks = yield* blockDistances(real, generated, options);
    return figure(value, { spread: spreadOfMean(blocks) });
  },

  async *slicedWasserstein(bench) {
    const { real, generated } = bench.subject;
    const random = bench.random('slicedWasserstein');
    const directions = randomDirections(random, DIRECTIONS, real.columns);
    const value = yield* slicedWasserstein(real, generated, directions, 1);
    const spread = yield* bootstrap(generated.rows, {
      resamples: RESAMPLES / 2,
      random,
      statistic: (indices) =>
        slicedWasserstein(real, selectRows(generated, indices), directions, 1),
    });
    return figure(value, { spread });
  },
};
