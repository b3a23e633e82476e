// Every measure of the registry against an independent implementation of its formula: numpy, scipy or PyTorch, whose scripts
// stand beside the expected values in fixtures/.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ring } from '../datasets/points/ring';
import type { PointSource } from '../datasets/source';
import { createStream, RandomStream } from '../rng';
import {
  classAccuracy,
  classEntropy,
  classShares,
  confusionMatrix,
  predictedClasses,
} from './class-agreement';
import { gridOf, massOfDensity } from './density-grid';
import { jsDivergence, klDivergence, optimalDiscriminatorLoss, smoothed } from './divergence';
import { unitDistances } from './feature-diversity';
import { frechetDistance } from './frechet-distance';
import type { Images } from './images';
import { inceptionScore, softmaxRows } from './inception-score';
import { blockDistances, cubicKernel } from './kernel-distance';
import { laplacianDistance } from './laplacian-patches';
import { linearSeparability } from './linear-separability';
import { type Matrix, matrixOf, selectRows } from './matrix';
import { gaussianKernel, squaredMmd } from './maximum-mean-discrepancy';
import { modeStatistics } from './mode-statistics';
import { pairSimilarities } from './multi-scale-similarity';
import { memorisedShare, nearestSamples } from './nearest-samples';
import { densityCoverage, precisionRecall } from './neighbour-coverage';
import { perClass } from './per-class';
import { type PathSpace, perceptualPathLength } from './perceptual-path-length';
import { reconstructionError } from './reconstruction-error';
import { METRICS, type MetricId } from './registry';
import { slicedWasserstein } from './sliced-wasserstein';
import { complete, completeAsync } from './slices';

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.fixture.json`, import.meta.url), 'utf8'));
const [points, features, images, measures] = ['points', 'features', 'images', 'measures'].map(
  fixture,
);
const matrix = (values: readonly number[], columns: number): Matrix =>
  matrixOf(Float32Array.from(values), columns);

/** Draws what the oracle drew, in its order. */
class GivenStream extends RandomStream {
  readonly #draws: { readonly [K in 'integers' | 'normals' | 'uniforms']?: number[] };

  constructor(draws: { integers?: number[]; normals?: number[]; uniforms?: number[] }) {
    super([1, 0, 0, 0]);
    this.#draws = draws;
  }

  #next(kind: 'integers' | 'normals' | 'uniforms'): number {
    const value = this.#draws[kind]?.shift();
    if (value === undefined) throw new Error(`the oracle drew fewer ${kind}`);
    return value;
  }

  override integer(): number {
    return this.#next('integers');
  }

  override normal(): number {
    return this.#next('normals');
  }

  override uniform(): number {
    return this.#next('uniforms');
  }
}

const ringMass = (sigma: number): Float64Array => {
  const source: PointSource = { kind: 'points', dim: 2, ...ring.create({ sigma, radius: 2 }) };
  if (source.density === undefined) throw new Error('no density');
  return complete(massOfDensity(gridOf(source), source.density)).mass;
};

const modes = () => {
  const centers: [number, number][] = measures.centers;
  const source: PointSource = {
    kind: 'points',
    dim: 2,
    extent: 3,
    sample: () => new Float32Array(),
    modes: centers.map((center) => ({ center, sigma: measures.sigma })),
  };
  const found = modeStatistics(Float32Array.from(measures.points), source);
  if (found === null) throw new Error('no modes');
  expect(found.perMode).toEqual(measures.perMode);
  return found;
};

const A = matrix(features.a, features.columns);
const B = matrix(features.b, features.columns);
const LOGITS = matrix(measures.logits, 3);
const seen = predictedClasses(LOGITS);

const pathLength = async (space: PathSpace): Promise<number> => {
  const [w1, w2]: number[][][] = [measures.w1, measures.w2];
  const times = (x: readonly number[], w: readonly (readonly number[])[]) =>
    w[0]!.map((_, j) => x.reduce((sum, value, i) => sum + value * w[i]![j]!, 0));
  const { mean } = await completeAsync(
    perceptualPathLength({
      space,
      dim: measures.dim,
      from: matrix(measures.from, measures.dim + 1),
      to: matrix(measures.to, measures.dim + 1),
      features: async ({ rows, columns, values }) => {
        const out = Array.from({ length: rows }, (_, row) => {
          const z = [...values.subarray(row * columns, (row + 1) * columns)];
          return times(times(z, w1!).map(Math.tanh), w2!);
        });
        return matrix(out.flat(), 5);
      },
      random: new GivenStream({ uniforms: [...measures.ts] }),
      batch: 32,
      epsilon: measures.epsilon,
    }),
  );
  return mean;
};

const separability = () =>
  complete(
    linearSeparability(
      matrix(measures.z, 3),
      measures.margins.map((margin: number[]) => Float32Array.from(margin)),
    ),
  );

const pictures = (bytes: readonly number[]): Images => ({
  count: bytes.length / measures.side ** 2,
  side: measures.side,
  channels: 1,
  values: Float32Array.from(bytes, (byte) => byte / 127.5 - 1),
});

const similarities = (): number => {
  const bytes = Buffer.from(images.pixels, 'base64');
  const { count, side, channels } = images;
  const values = Float32Array.from(bytes, (byte) => byte / 127.5 - 1);
  const found = complete(
    pairSimilarities({ count, side, channels, values }, Int32Array.from(images.pairs)),
  );
  return mean(found);
};

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value / values.length, 0);

const copied = (): number =>
  memorisedShare(complete(nearestSamples(matrix(measures.copies, 4), matrix(measures.real, 4))));

const reconstruction = () =>
  reconstructionError(matrix(measures.images, 48), matrix(measures.back, 48));

const neighbours = () => complete(precisionRecall(A, B, 3));
const covered = () => complete(densityCoverage(A, B, 5));

/** Ours and theirs, for every measure there is. */
const ORACLES: Readonly<
  Record<MetricId, () => readonly [ours: number | Promise<number>, theirs: number]>
> = {
  modeCoverage: () => [modes().covered, measures.covered],
  highQualityShare: () => [modes().highQualityShare, measures.highQuality],
  reverseKl: () => [
    klDivergence(smoothed(ringMass(0.1), 2500), smoothed(ringMass(0.05), 2500)),
    points.klWide,
  ],
  forwardKl: () => [
    klDivergence(smoothed(ringMass(0.05), 2500), smoothed(ringMass(0.1), 2500)),
    points.klFromRingToWide,
  ],
  js: () => [jsDivergence(ringMass(0.05), ringMass(0.1)), points.jsWide],
  optimalLoss: () => [
    optimalDiscriminatorLoss(jsDivergence(measures.p, measures.q)),
    measures.optimalLoss,
  ],
  mmd: () => [complete(squaredMmd(A, B, gaussianKernel(1.3))), features.mmd],
  slicedWasserstein: () => [
    complete(
      slicedWasserstein(
        matrix(measures.points, 2),
        matrix(measures.other, 2),
        matrix(measures.directions, 2),
        1,
      ),
    ),
    measures.sliced,
  ],
  frechet: () => [complete(frechetDistance(A, B)), features.frechet],
  kernelDistance: () => {
    const first = selectRows(
      A,
      Int32Array.from({ length: 50 }, (_, i) => i),
    );
    const random = createStream(1, 'blocks');
    const options = { kernel: cubicKernel, blockSize: 50, random };
    return [mean(complete(blockDistances(first, B, options))), features.kid];
  },
  precision: () => [neighbours().precision, features.precisionRecall[0]],
  recall: () => [neighbours().recall, features.precisionRecall[1]],
  density: () => [covered().density, features.densityCoverage[0]],
  coverage: () => [covered().coverage, features.densityCoverage[1]],
  intraFrechet: () => {
    const found = complete(
      perClass(
        { features: matrix(measures.real, 4), labels: measures.realLabels },
        { features: matrix(measures.fake, 4), labels: measures.asked },
        { classes: 3, atLeast: 10, measure: frechetDistance },
      ),
    );
    for (const [k, value] of found.values.entries()) {
      expect(value! / measures.intraPerClass[k]).toBeCloseTo(1, 3);
    }
    return [found.mean ?? Number.NaN, measures.intraFrechet];
  },
  featureDiversity: () => [
    mean(unitDistances(A, Int32Array.from([0, 1, 1, 2, 2, 3, 3, 4, 4, 5]))),
    mean(features.unitDistances),
  ],
  memorisedFeatures: () => [copied(), measures.memorised],
  classifierScore: () => [
    inceptionScore(softmaxRows(matrix(features.logits, features.classes))),
    features.inceptionScore,
  ],
  classEntropy: () => [classEntropy(classShares(seen, 3)), measures.classEntropy],
  classAccuracy: () => {
    expect([...confusionMatrix(measures.asked, seen, 3)]).toEqual(measures.confusion);
    return [classAccuracy(measures.asked, seen), measures.classAccuracy];
  },
  pathLengthZ: () => [pathLength('z'), measures.pathLengthZ],
  pathLengthW: () => [pathLength('w'), measures.pathLengthW],
  separabilityZ: () => [separability(), measures.separability],
  separabilityW: () => [separability(), measures.separability],
  laplacianDistance: () => {
    const random = new GivenStream({
      integers: [...measures.places],
      normals: [...measures.normals],
    });
    const options = { patchesPerImage: measures.patches, directions: 7, random };
    const found = complete(
      laplacianDistance(pictures(measures.sharp), pictures(measures.blurred), options),
    );
    return [found.mean, measures.laplacian];
  },
  msSsim: () => [similarities(), mean(images.similarities)],
  msSsimWithin: () => [similarities(), mean(images.similarities)],
  memorisedPixels: () => [copied(), measures.memorised],
  reconstructionError: () => [reconstruction().meanSquared, measures.reconstructionError],
  reconstructionRatio: () => [reconstruction().ratio, measures.reconstructionRatio],
};

it.each(Object.keys(METRICS) as MetricId[])(
  'the formula of %s agrees with an independent implementation to a thousandth',
  async (id) => {
    const [ours, theirs] = ORACLES[id]();
    expect(Math.abs((await ours) / theirs - 1)).toBeLessThan(1e-3);
  },
);
