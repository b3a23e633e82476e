// What is known of how good the run is: figures by what was measured, the measures under way, and the last look at its health.

import { createStore } from 'zustand/vanilla';
import type { HealthReport } from '../../lib/schema/health';
import type { FeatureChoice, FeatureSummary, MeasureReport } from '../../lib/schema/metrics';
import type { MeasuringTask } from '../workers/protocol';

/** Steps between measures while training; 0 for by hand only. */
export const SCHEDULES = [0, 500, 1000, 2500] as const;
export type Schedule = (typeof SCHEDULES)[number];

export interface MeasuresState {
  readonly health: HealthReport | null;
  /** Ids that are taken; null for the ones that are taken unless a person chooses. */
  readonly chosen: readonly string[] | null;
  readonly schedule: Schedule;
  /** Of the generated samples, oldest first. */
  readonly history: readonly MeasureReport[];
  /** What other real data score, and noise. */
  readonly floor: MeasureReport | null;
  readonly noise: MeasureReport | null;
  /** What images are seen through. */
  readonly features: FeatureChoice;
  /** The weights that were loaded; they outlive the run. */
  readonly loaded: FeatureSummary | null;
  /** The classifier that was trained on this run's data. */
  readonly trained: FeatureSummary | null;
  readonly busy: {
    readonly of: MeasuringTask;
    readonly share: number;
    readonly since: number;
  } | null;
}

export const NO_MEASURES = {
  health: null,
  history: [],
  floor: null,
  noise: null,
  features: 'usual',
  trained: null,
  busy: null,
} as const;

export const createMeasuresStore = () =>
  createStore<MeasuresState>(() => ({ ...NO_MEASURES, loaded: null, chosen: null, schedule: 0 }));

/** Measures that take seconds at most, and that say most; the others are one press away. */
const USUAL: readonly string[] = [
  'modeCoverage',
  'highQualityShare',
  'js',
  'slicedWasserstein',
  'frechet',
  'precision',
  'recall',
  'classifierScore',
  'classEntropy',
];

export const chosenOf = (
  { chosen }: Pick<MeasuresState, 'chosen'>,
  available: readonly string[],
): readonly string[] => available.filter((id) => (chosen ?? USUAL).includes(id));
