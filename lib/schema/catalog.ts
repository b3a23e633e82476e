// Plain data about everything the library offers: what the worker answers to `describe` and `npm run catalog` prints.
// Forms, menus, the URL codec, validation and docs tables derive from it.

import type { DataEntry, DataKind } from './data';
import type { SymptomEntry } from './health';
import type { MetricEntry } from './metrics';
import type { ParamRecord, ParamSpecs } from './params';

export const SIZES = ['nano', 'S', 'M', 'paper'] as const;
export type SizeId = (typeof SIZES)[number];

/** Per kind of data and model size, the values that differ from the specs' defaults. */
export type Presets = Readonly<Partial<Record<DataKind, Readonly<Record<SizeId, ParamRecord>>>>>;

export interface Paper {
  readonly title: string;
  readonly authors: string;
  readonly arxiv: string;
}

export interface ArchitectureEntry {
  readonly id: string;
  readonly label: string;
  readonly year: number;
  readonly paper: Paper;
  readonly branch: 'network' | 'latent' | 'application';
  readonly parents: readonly string[];
  /** One sentence: the idea. */
  readonly summary: string;
  /** What the paper has and this does not, or does otherwise; one sentence each. */
  readonly differences: readonly string[];
  readonly params: ParamSpecs;
  readonly presets: Presets;
}

export interface NamedEntry {
  readonly id: string;
  readonly label: string;
  readonly help: string;
}

export interface LossEntry extends NamedEntry {
  /** In plain text: what D and G minimise, over logits a. */
  readonly formula: string;
  readonly source: string;
}

export interface Catalog {
  readonly architectures: readonly ArchitectureEntry[];
  readonly losses: readonly LossEntry[];
  readonly regularizers: readonly NamedEntry[];
  readonly datasets: readonly DataEntry[];
  readonly metrics: readonly MetricEntry[];
  readonly symptoms: readonly SymptomEntry[];
}
