// How the measures that rest on features are computed from a workbench.

import {
  classAccuracy,
  classEntropy,
  classShares,
  confusionMatrix,
  predictedClasses,
} from './class-agreement';
import { gaussianOf } from './covariance';
import type { FEATURE_METRICS } from './entries/features';
import { randomPairs, unitDistances } from './feature-diversity';
import { type Figure, figure, shareFigure } from './figure';
import { frechetDistance, gaussianFrechetDistance } from './frechet-distance';
import { inceptionScore, softmaxRows } from './inception-score';
import { blockDistances, cubicKernel } from './kernel-distance';
import { linearSeparability } from './linear-separability';
import { firstColumns, type Matrix, selectRows } from './matrix';
import { memorisedShare } from './nearest-samples';
import { perClass } from './per-class';
import { PATH_EPSILON, type PathSpace, perceptualPathLength } from './perceptual-path-length';
import type { AsyncSlices } from './slices';
import { bootstrap, spreadOfMean } from './spread';
import type { LatentAccess } from './subject';
import type { ImageBench } from './workbench';

const FRECHET_RESAMPLES = 8;
const SCORE_RESAMPLES = 20;
const KERNEL_BLOCK = 256;
const PAIRS = 2000;
/** Below this many images a class has no covariance worth the name. */
const IMAGES_PER_CLASS = 50;
const PATH_PAIRS = 500;
const PATH_BATCH = 32;
const SEPARABILITY_SAMPLES = 2000;

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function latentsOf(bench: ImageBench, space: PathSpace): LatentAccess {
  const access = bench.subject[space];
  if (access === null) throw new Error(`the generator has no ${space}`);
  return access;
}

const pathMeasure = (space: PathSpace) =>
  async function* (bench: ImageBench): AsyncSlices<Figure> {
    const latents = latentsOf(bench, space);
    const random = bench.random(`path ${space}`);
    const { mean, lengths } = yield* perceptualPathLength({
      space,
      from: await latents.draw(random, PATH_PAIRS),
      to: await latents.draw(random, PATH_PAIRS),
      dim: latents.dim,
      features: async (rows) => (await bench.set.extract(await latents.images(rows))).features,
      random,
      batch: PATH_BATCH,
      epsilon: PATH_EPSILON,
    });
    return figure(mean, { spread: spreadOfMean(lengths) });
  };

/** Per class, how much more likely it is than the best other one, [N] each. */
function classMargins({ rows, columns, values }: Matrix): Float32Array[] {
  return Array.from({ length: columns }, (_, k) =>
    Float32Array.from({ length: rows }, (_, row) => {
      let other = Number.NEGATIVE_INFINITY;
      for (let l = 0; l < columns; l++) {
        if (l !== k) other = Math.max(other, values[row * columns + l] ?? 0);
      }
      return (values[row * columns + k] ?? 0) - other;
    }),
  );
}

const separabilityMeasure = (space: PathSpace) =>
  async function* (bench: ImageBench): AsyncSlices<Figure> {
    const latents = latentsOf(bench, space);
    const rows = await latents.draw(bench.random(`separability ${space}`), SEPARABILITY_SAMPLES);
    const logits = new Float32Array(rows.rows * bench.classes.length);
    for (let from = 0; from < rows.rows; from += PATH_BATCH) {
      const to = Math.min(rows.rows, from + PATH_BATCH);
      const part = selectRows(
        rows,
        Int32Array.from({ length: to - from }, (_, i) => from + i),
      );
      const found = await bench.logitsOf(await latents.images(part));
      logits.set(found.values, from * bench.classes.length);
      yield to / rows.rows / 2;
    }
    const columns = bench.classes.length;
    const margins = classMargins({ rows: rows.rows, columns, values: logits });
    return figure(yield* linearSeparability(firstColumns(rows, latents.dim), margins));
  };

/** Classes of the real images by their labels, or by the classifier where they have none. */
async function* realClasses(bench: ImageBench): AsyncSlices<Int32Array> {
  const { labels } = bench.subject.real;
  return labels === null ? predictedClasses(yield* bench.logits('real')) : Int32Array.from(labels);
}

type FeatureMeasure = (bench: ImageBench) => AsyncSlices<Figure>;

export const FEATURE_MEASURES: Readonly<Record<keyof typeof FEATURE_METRICS, FeatureMeasure>> = {
  async *frechet(bench) {
    const real = yield* bench.gaussian('real');
    const value = yield* gaussianFrechetDistance(real, yield* bench.gaussian('generated'));
    const features = yield* bench.features('generated');
    const spread = yield* bootstrap(features.rows, {
      resamples: FRECHET_RESAMPLES,
      random: bench.random('frechet'),
      *statistic(indices) {
        const resampled = yield* gaussianOf(selectRows(features, indices));
        return yield* gaussianFrechetDistance(real, resampled);
      },
    });
    return figure(value, { spread });
  },

  async *kernelDistance(bench) {
    const real = yield* bench.features('real');
    const generated = yield* bench.features('generated');
    const blockSize = Math.min(KERNEL_BLOCK, Math.floor(Math.min(real.rows, generated.rows) / 2));
    const options = { kernel: cubicKernel, blockSize, random: bench.random('kernelDistance') };
    const blocks = yield* blockDistances(real, generated, options);
    return figure(meanOf(blocks), { spread: spreadOfMean(blocks) });
  },

  async *precision(bench) {
    const { precision } = yield* bench.precisionRecall();
    return shareFigure(precision, bench.subject.generated.images.count);
  },

  async *recall(bench) {
    const { recall } = yield* bench.precisionRecall();
    return shareFigure(recall, bench.subject.real.images.count);
  },

  async *density(bench) {
    return figure((yield* bench.densityCoverage()).density);
  },

  async *coverage(bench) {
    const { coverage } = yield* bench.densityCoverage();
    return shareFigure(coverage, bench.subject.real.images.count);
  },

  async *intraFrechet(bench) {
    const { real, generated, source } = bench.subject;
    const labelled = (features: Matrix, labels: ArrayLike<number> | null) => {
      if (labels === null) throw new Error('the images have no labels');
      return { features, labels };
    };
    const { mean, values } = yield* perClass(
      labelled(yield* bench.features('real'), real.labels),
      labelled(yield* bench.features('generated'), generated.labels),
      { classes: source.classes.length, atLeast: IMAGES_PER_CLASS, measure: frechetDistance },
    );
    const parts = values.map((value, k) => ({ label: source.classes[k] ?? String(k), value }));
    return figure(mean, { parts });
  },

  async *featureDiversity(bench) {
    const features = yield* bench.features('generated');
    const pairs = randomPairs(bench.random('featureDiversity'), features.rows, PAIRS);
    const distances = unitDistances(features, pairs);
    return figure(meanOf(distances), { spread: spreadOfMean(distances) });
  },

  async *memorisedFeatures(bench) {
    const found = yield* bench.featureNeighbours();
    return shareFigure(memorisedShare(found), found.distance.length);
  },

  async *classifierScore(bench) {
    const probabilities = softmaxRows(yield* bench.logits('generated'));
    const spread = yield* bootstrap(probabilities.rows, {
      resamples: SCORE_RESAMPLES,
      random: bench.random('classifierScore'),
      *statistic(indices) {
        yield 1;
        return inceptionScore(selectRows(probabilities, indices));
      },
    });
    return figure(inceptionScore(probabilities), { spread });
  },

  async *classEntropy(bench) {
    const seen = predictedClasses(yield* bench.logits('generated'));
    const { classes } = bench;
    const shares = classShares(seen, classes.length);
    const spread = yield* bootstrap(seen.length, {
      resamples: SCORE_RESAMPLES,
      random: bench.random('classEntropy'),
      *statistic(indices) {
        yield 1;
        const drawn = Int32Array.from(indices, (i) => seen[i] ?? 0);
        return classEntropy(classShares(drawn, classes.length));
      },
    });
    const inData = classShares(yield* realClasses(bench), classes.length);
    const parts = classes.map((label, k) => ({
      label,
      value: shares[k] ?? 0,
      inData: inData[k] ?? 0,
    }));
    return figure(classEntropy(shares), { spread, parts });
  },

  async *classAccuracy(bench) {
    const seen = predictedClasses(yield* bench.logits('generated'));
    const asked = bench.subject.generated.labels;
    if (asked === null) throw new Error('no class was asked for');
    const { classes } = bench;
    const counts = confusionMatrix(asked, seen, classes.length);
    const confusion = classes.map((_, k) => [
      ...counts.subarray(k * classes.length, (k + 1) * classes.length),
    ]);
    const parts = classes.map((label, k) => {
      const row = confusion[k] ?? [];
      const total = row.reduce((sum, count) => sum + count, 0);
      return { label, value: total === 0 ? null : (row[k] ?? 0) / total };
    });
    return shareFigure(classAccuracy(asked, seen), seen.length, { parts, confusion });
  },

  pathLengthZ: pathMeasure('z'),
  pathLengthW: pathMeasure('w'),
  separabilityZ: separabilityMeasure('z'),
  separabilityW: separabilityMeasure('w'),
};
