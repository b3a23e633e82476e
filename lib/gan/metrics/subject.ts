// What is measured: generated samples, the data they imitate, and what else there is to measure with. Plain arrays and
// functions, so that page, worker and command line fill it in the same way.

import type { MetricEntry, MetricNeed } from '../../schema/metrics';
import type { ImageSource, PointSource } from '../datasets/source';
import type { RandomStream } from '../rng';
import type { FeatureSet } from './features/feature-set';
import type { Images } from './images';
import type { Matrix } from './matrix';

export interface PointSubject {
  readonly kind: 'points';
  readonly source: PointSource;
  /** [N, dim] */
  readonly generated: Matrix;
  /** As many of the data. */
  readonly real: Matrix;
  /** Of the random numbers that measures use. */
  readonly seed: number;
}

/** One latent space of a generator. */
export interface LatentAccess {
  /** So many columns are the space; those behind them, such as the class asked for, are no part of it. */
  readonly dim: number;
  /** [count, dim and more], from the prior or mapped from it. */
  draw(random: RandomStream, count: number): Promise<Matrix>;
  /** G's images of latents, as floats: rounding to bytes would drown the small steps of a path. */
  images(latents: Matrix): Promise<Images>;
}

export interface LabelledSet {
  readonly images: Images;
  /** [images.count]; null without labels. */
  readonly labels: ArrayLike<number> | null;
}

export interface ImageSubject {
  readonly kind: 'images';
  /** The training images are its first `count`. */
  readonly source: ImageSource;
  /** With the classes asked for, or null for an unconditional generator. */
  readonly generated: LabelledSet;
  readonly real: LabelledSet;
  readonly features: FeatureSet | null;
  readonly z: LatentAccess | null;
  readonly w: LatentAccess | null;
  readonly reconstructions: { readonly images: Images; readonly reconstructed: Images } | null;
  readonly seed: number;
}

export type MetricSubject = PointSubject | ImageSubject;

const hasClassifier = (features: FeatureSet | null, classes: number): boolean => {
  const head = features?.heads[0];
  return head?.kind === 'category' && (classes === 0 || head.values.length === classes);
};

const POINT_NEEDS: Readonly<Record<MetricNeed, (subject: PointSubject) => boolean>> = {
  density: ({ source }) => source.density !== undefined,
  modes: ({ source }) => (source.modes?.length ?? 0) > 0,
  real: () => true,
  training: () => false,
  features: () => false,
  classifier: () => false,
  labels: () => false,
  askedClasses: () => false,
  pathZ: () => false,
  pathW: () => false,
  reconstructions: () => false,
};

const IMAGE_NEEDS: Readonly<Record<MetricNeed, (subject: ImageSubject) => boolean>> = {
  density: () => false,
  modes: () => false,
  real: () => true,
  training: () => true,
  features: ({ features }) => features !== null,
  classifier: ({ features, source }) => hasClassifier(features, source.classes.length),
  labels: ({ real }) => real.labels !== null,
  askedClasses: ({ generated }) => generated.labels !== null,
  pathZ: ({ z }) => z !== null,
  pathW: ({ w }) => w !== null,
  reconstructions: ({ reconstructions }) => reconstructions !== null,
};

export { concernsKind as concerns } from '../../schema/metrics';

/** What a measure lacks here; none when it can be taken. */
export function missingNeeds(
  { needs }: MetricEntry,
  subject: MetricSubject,
): readonly MetricNeed[] {
  return needs.filter((need) =>
    subject.kind === 'points' ? !POINT_NEEDS[need](subject) : !IMAGE_NEEDS[need](subject),
  );
}
