// What a claim is: a sentence of a paper or of ours, the experiments that could show it wrong, and how their figures are
// judged. A claim states what would refute it before anything is trained.

import type { DataSource } from '../../lib/gan/datasets/source';
import type { Trainer } from '../../lib/gan/training/trainer';
import type { ParamRecord } from '../../lib/schema/params';
import type { SeriesBlock } from '../../lib/schema/series';

/** Data by name: a set of the catalog, or real MNIST, installed or given by --mnist. */
export type EvidenceData = { readonly dataset: string; readonly params?: ParamRecord } | 'mnist';

/** Steps in a row under live settings. */
export interface Phase {
  readonly steps: number;
  readonly set?: ParamRecord;
}

/** One setting that is trained with every seed. */
export interface Arm {
  readonly label: string;
  readonly architecture: string;
  readonly data: EvidenceData;
  readonly params: ParamRecord;
  readonly phases: readonly Phase[];
}

/** What a finished training offers to be measured. */
export interface FinishedRun {
  readonly trainer: Trainer;
  /** What it was trained on. */
  readonly source: DataSource;
  readonly history: SeriesBlock;
  readonly seconds: number;
  /** Metrics of the registry by id; throws for one that these data do not define. */
  metrics(ids: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /**
   * The digits that the independent classifier sees, [N]: the shipped one of our own digits, which never saw a generated image.
   * @param values [N, 28, 28, 1] in [-1, 1]
   */
  digitsSeen(values: Float32Array): Promise<Int32Array>;
  /** Fresh samples for evenly asked classes, by the averaged weights where the run keeps them. */
  requested(count: number): Promise<RequestedSamples>;
}

/** Samples with what was asked for. */
export interface RequestedSamples {
  /** [count, size, size, channels] in [-1, 1]. */
  readonly values: Float32Array;
  /** [count] class indices, as the latent row asked. */
  readonly asked: Int32Array;
  /** Whole latent rows, [count, row width]. */
  readonly rows: readonly (readonly number[])[];
}

/** Figures of an arm by measure, one per seed. */
export type Figures = Readonly<Record<string, readonly number[]>>;

export interface Verdict {
  readonly verdict: 'supported' | 'refuted' | 'undecided';
  /** One sentence with the numbers that decided. */
  readonly because: string;
}

export interface Claim {
  /** Of its file and its row. */
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly refutedBy: string;
  readonly arms: readonly Arm[];
  /** Names of the figures, with their decimals and unit. */
  readonly measures: Readonly<Record<string, MeasureFormat>>;
  measure(run: FinishedRun): Promise<Readonly<Record<string, number>>>;
  /** `figures` – by label of the arm. */
  judge(figures: Readonly<Record<string, Figures>>): Verdict;
  /** Drawn to docs/images beside the section, where a picture says more than the table. */
  readonly chart?: ClaimChart;
  /** For --quick: a share of the steps, so that the harness itself can be tested. Its verdict is not recorded. */
  readonly quickShare: number;
}

/** Means with error bars: a place per arm, a line per measure. */
export interface ClaimChart {
  readonly title: string;
  /** What the places are. */
  readonly across: string;
  /** What the lines measure. */
  readonly up: string;
  readonly places: readonly { readonly label: string; readonly arm: string }[];
  readonly lines: readonly { readonly label: string; readonly measure: string }[];
}

export interface MeasureFormat {
  readonly label: string;
  readonly decimals: number;
}

/** The figures of one arm, or an error that names what is there. */
export function figuresOf(
  figures: Readonly<Record<string, Figures>>,
  arm: string,
  measure: string,
): readonly number[] {
  const values = figures[arm]?.[measure];
  if (values === undefined || values.length === 0) {
    throw new Error(
      `no figure ${measure} of "${arm}"; there are ${Object.keys(figures).join(', ')}`,
    );
  }
  return values;
}
