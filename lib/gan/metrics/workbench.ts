// What several measures of one subject share, computed once and when first asked for: features, distances, densities.

import { createStream, type RandomStream } from '../rng';
import { fromBytes } from '../views/pixels';
import { type Gaussian, gaussianOf } from './covariance';
import { type DensityGrid, gridOf, massOfDensity, massOfSamples } from './density-grid';
import {
  EXTRACT_BATCH,
  extractAll,
  type FeatureSet,
  type Features,
  headOutputs,
} from './features/feature-set';
import { type Images, pixelRows } from './images';
import type { Matrix } from './matrix';
import { type NearestSamples, noNeighbours, takeNeighbours } from './nearest-samples';
import {
  type DensityCoverage,
  densityCoverage,
  type PrecisionRecall,
  precisionRecall,
} from './neighbour-coverage';
import type { AsyncSlices } from './slices';
import type { ImageSubject, PointSubject } from './subject';

type Side = 'real' | 'generated';

/** Pixel distances are taken of at most this many generated images: each costs a pass over all training images. */
export const MAX_PIXEL_NEIGHBOURS = 100;

/** Results by name, each computed at most once. */
class Memo {
  readonly #found = new Map<string, unknown>();

  async *once<T>(name: string, compute: () => AsyncSlices<T>): AsyncSlices<T> {
    if (!this.#found.has(name)) this.#found.set(name, yield* compute());
    // Stored under this name by the line above and by nothing else.
    return this.#found.get(name) as T;
  }
}

export class PointBench {
  readonly kind = 'points';
  readonly subject: PointSubject;
  readonly #memo = new Memo();

  constructor(subject: PointSubject) {
    this.subject = subject;
  }

  /** The same at every call. */
  random(name: string): RandomStream {
    return createStream(this.subject.seed, `metric ${name}`);
  }

  /** Masses of the exact density. */
  realMass(): AsyncSlices<DensityGrid> {
    const { source } = this.subject;
    return this.#memo.once('realMass', async function* () {
      if (source.density === undefined) throw new Error('the density is not known');
      return yield* massOfDensity(gridOf(source), source.density);
    });
  }

  generatedMass(points = this.subject.generated): DensityGrid {
    return massOfSamples(gridOf(this.subject.source), points);
  }
}

export class ImageBench {
  readonly kind = 'images';
  readonly subject: ImageSubject;
  readonly #memo = new Memo();

  constructor(subject: ImageSubject) {
    this.subject = subject;
  }

  /** The same at every call. */
  random(name: string): RandomStream {
    return createStream(this.subject.seed, `metric ${name}`);
  }

  get set(): FeatureSet {
    const { features } = this.subject;
    if (features === null) throw new Error('there is no feature set');
    return features;
  }

  /** Names of the classes that the feature set tells apart. */
  get classes(): readonly string[] {
    const [head] = this.set.heads;
    if (head?.kind !== 'category') throw new Error(`${this.set.id} has no classifier`);
    return head.values;
  }

  extracted(side: Side): AsyncSlices<Features> {
    const { set, subject } = this;
    return this.#memo.once(`features ${side}`, () => extractAll(set, subject[side].images));
  }

  async *features(side: Side): AsyncSlices<Matrix> {
    return (yield* this.extracted(side)).features;
  }

  /** Logits of the class head. */
  async *logits(side: Side): AsyncSlices<Matrix> {
    const { outputs } = yield* this.extracted(side);
    if (outputs === null) throw new Error(`${this.set.id} has no classifier`);
    return headOutputs(this.set, outputs, 0);
  }

  /** Logits of other images than the subject's. */
  async logitsOf(images: Images): Promise<Matrix> {
    const { outputs } = await this.set.extract(images);
    if (outputs === null) throw new Error(`${this.set.id} has no classifier`);
    return headOutputs(this.set, outputs, 0);
  }

  async *gaussian(side: Side): AsyncSlices<Gaussian> {
    const features = yield* this.features(side);
    return yield* this.#memo.once(`gaussian ${side}`, async function* () {
      return yield* gaussianOf(features);
    });
  }

  async *precisionRecall(): AsyncSlices<PrecisionRecall> {
    const real = yield* this.features('real');
    const generated = yield* this.features('generated');
    return yield* this.#memo.once('precisionRecall', async function* () {
      return yield* precisionRecall(real, generated);
    });
  }

  async *densityCoverage(): AsyncSlices<DensityCoverage> {
    const real = yield* this.features('real');
    const generated = yield* this.features('generated');
    return yield* this.#memo.once('densityCoverage', async function* () {
      return yield* densityCoverage(real, generated);
    });
  }

  /** The training images nearest in pixels, of the first MAX_PIXEL_NEIGHBOURS generated ones. */
  pixelNeighbours(): AsyncSlices<NearestSamples> {
    const { images } = this.subject.generated;
    const all = pixelRows(images);
    const rows = Math.min(all.rows, MAX_PIXEL_NEIGHBOURS);
    const generated = { ...all, rows, values: all.values.subarray(0, rows * all.columns) };
    return this.#memo.once('pixelNeighbours', () =>
      this.#nearest(generated, async (part) => pixelRows(part)),
    );
  }

  /** The training images nearest in features. */
  async *featureNeighbours(): AsyncSlices<NearestSamples> {
    const generated = yield* this.features('generated');
    return yield* this.#memo.once('featureNeighbours', () =>
      this.#nearest(generated, async (part) => (await this.set.extract(part)).features),
    );
  }

  async *#nearest(
    generated: Matrix,
    rowsOf: (part: Images) => Promise<Matrix>,
  ): AsyncSlices<NearestSamples> {
    const { source } = this.subject;
    const { size: side, channels, pixels, count } = source;
    const area = side * side * channels;
    const found = noNeighbours(generated.rows);
    for (let from = 0; from < count; from += EXTRACT_BATCH) {
      const part = Math.min(EXTRACT_BATCH, count - from);
      const values = new Float32Array(part * area);
      fromBytes(pixels.subarray(from * area, (from + part) * area), values, 0);
      const training = await rowsOf({ count: part, side, channels, values });
      const share = (done: number) => (from + part * done) / count;
      for (const done of takeNeighbours(found, generated, training, from)) yield share(done);
    }
    return found;
  }
}

export type Workbench = PointBench | ImageBench;
