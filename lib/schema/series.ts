// What a run plots. A series is one number per step; the page groups series by chart and never names an architecture.

import type { ParamValue } from './params';

/** Whose number it is; the page gives each role one colour everywhere. */
export type Role = 'real' | 'fake' | 'g' | 'd' | 'encoder' | 'neutral';

/** Charts in the order in which the timeline shows them. */
export const CHARTS = ['loss', 'probability', 'gradient', 'other'] as const;
export type ChartId = (typeof CHARTS)[number];

export interface SeriesSpec {
  readonly id: string;
  readonly label: string;
  readonly chart: ChartId;
  readonly role: Role;
  /** Empty for a pure number. */
  readonly unit: string;
  /** One line for a learner. */
  readonly meaning: string;
  /** A value worth comparing with, such as 2 log 2 at the equilibrium. */
  readonly reference?: { readonly value: number; readonly label: string };
}

/** Consecutive values of every series. `steps[i]` is the step of `values[id][i]`. */
export interface SeriesBlock {
  readonly steps: Int32Array;
  readonly values: Readonly<Record<string, Float32Array>>;
}

/** A live change of one setting, drawn as a mark on the curves. */
export interface ChangeMark {
  /** The first step that used the new value. */
  readonly step: number;
  readonly key: string;
  readonly from: ParamValue;
  readonly to: ParamValue;
}
