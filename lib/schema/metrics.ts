// What a measure of a trained generator is, as plain data: what the catalog lists, so that a page or a table can say what a
// figure means before it is computed. Formulas live in lib/gan/metrics.

import type { NamedEntry } from './catalog';
import type { DataKind } from './data';

/** What a measure needs besides generated samples. */
export const METRIC_NEEDS = [
  /** Data whose exact density is known. */
  'density',
  /** Data that say where their modes are. */
  'modes',
  /** Real samples to compare with. */
  'real',
  /** All training images, to look for copies. */
  'training',
  /** A feature set. */
  'features',
  /** A feature set with a classifier. */
  'classifier',
  /** Labels of the real images. */
  'labels',
  /** The class that each generated image was asked for. */
  'askedClasses',
  /** A generator to walk through: images of any z. */
  'pathZ',
  /** The same for w. */
  'pathW',
  /** Real images and what encoder and generator make of them. */
  'reconstructions',
] as const;
export type MetricNeed = (typeof METRIC_NEEDS)[number];

export type MetricSpread =
  /** Standard deviation over resampled samples. */
  | 'bootstrap'
  /** Standard error of a mean over samples, pairs or blocks. */
  | 'standardError'
  /** None is given: run it with another seed. */
  | 'repeats';

export interface MetricEntry extends NamedEntry {
  /** What is measured: points, pictures, or what a classifier says about them. */
  readonly what: 'points' | 'images' | 'labels';
  /** Empty for a plain number. */
  readonly unit: '' | 'nats' | 'modes' | 'share' | 'data units';
  /** Which way is better; 'data' when the value of real samples is the aim. */
  readonly direction: 'lower' | 'higher' | 'data';
  /** Null where there is no bound. */
  readonly range: readonly [lowest: number | null, highest: number | null];
  /** Fewer give a figure that mostly measures how few there were. */
  readonly minimumSamples: number;
  /** How the figure moves with the number of samples, in one sentence. */
  readonly bias: string;
  readonly spread: MetricSpread;
  readonly cost: {
    /** Time grows with this power of the number of samples. */
    readonly power: 0 | 1 | 2;
    /** Of 2,048 digits without sampling and features, on one core of a shared x86-64 machine; to compare measures by. */
    readonly milliseconds: number;
  };
  readonly needs: readonly MetricNeed[];
  /** When the generated samples are the data's own; null where it depends on the data. Two real sets differ a little more. */
  readonly ideal: number | null;
  /** Authors, year and place of the formula. */
  readonly citation: string;
}

/** True for measures of this kind of data at all. */
export const concernsKind = ({ what }: MetricEntry, kind: DataKind): boolean =>
  (what === 'points') === (kind === 'points');

/**
 * What images are seen through: the features that the library has for these data, a network whose weights a person loaded, or
 * a classifier trained on the run's own data.
 */
export const FEATURE_CHOICES = ['usual', 'loaded', 'trained'] as const;
export type FeatureChoice = (typeof FEATURE_CHOICES)[number];

/** A feature network that a person brought or had trained. */
export interface FeatureSummary {
  /** As it stands in the names of its figures. */
  readonly name: string;
  /** How many numbers it makes of an image. */
  readonly dims: number;
  /** Empty where it tells none apart. */
  readonly classes: readonly string[];
  /** What it knows of images that it has not seen; null for one that nobody asked. */
  readonly accuracy: { readonly share: number; readonly images: number } | null;
}

/** What stands in the place of generated samples: themselves, the best that there can be, or the worst. */
export const MEASURE_OF = ['generated', 'real', 'noise'] as const;
export type MeasureOf = (typeof MEASURE_OF)[number];

export interface MeasuredPart {
  readonly label: string;
  /** Null where there were too few samples for it. */
  readonly value: number | null;
  /** What the data have in its place, where a part is a share of the samples. */
  readonly inData?: number;
}

/** One figure of a report, or why it is missing. */
export type ReportedMeasure =
  | {
      readonly kind: 'measured';
      readonly id: string;
      /** With the feature set's name where the figure rests on features. */
      readonly name: string;
      /** Of the feature set; null where the figure rests on none. */
      readonly features: string | null;
      /** Null where no part could be measured. */
      readonly value: number | null;
      /** How far other samples would move it. */
      readonly spread: {
        readonly standardDeviation: number;
        readonly method: 'bootstrap' | 'standardError';
      } | null;
      /** Per class, per scale; empty for a plain number. */
      readonly parts: readonly MeasuredPart[];
      /** Images per class asked for (row) and class seen (column), in the order of the parts; null for other measures. */
      readonly confusion: readonly (readonly number[])[] | null;
      readonly samples: number;
      /** True when there were fewer samples than the measure asks for. */
      readonly tooFew: boolean;
    }
  | { readonly kind: 'missing'; readonly id: string; readonly needs: readonly MetricNeed[] };

export interface MeasureReport {
  readonly step: number;
  readonly of: MeasureOf;
  readonly measured: readonly ReportedMeasure[];
}
