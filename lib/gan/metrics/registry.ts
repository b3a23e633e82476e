// Every measure of a trained generator by id, as data alone: what it means, which way is better, what it needs and costs. The
// computations start in measure.ts, which is loaded when something is measured.

import type { MetricEntry } from '../../schema/metrics';
import { FEATURE_METRICS } from './entries/features';
import { PIXEL_METRICS } from './entries/pixels';
import { POINT_METRICS } from './entries/points';

export const METRICS = {
  ...POINT_METRICS,
  ...FEATURE_METRICS,
  ...PIXEL_METRICS,
} as const satisfies Readonly<Record<string, MetricEntry>>;

export type MetricId = keyof typeof METRICS;

export const isMetricId = (id: string): id is MetricId => Object.hasOwn(METRICS, id);

/** True where the figure changes with the feature set. */
export const dependsOnFeatures = ({ needs }: MetricEntry): boolean =>
  needs.includes('features') || needs.includes('classifier');

/**
 * The name of a figure, such as "Fréchet distance · digits classifier features". A figure that rests on features never goes
 * without their name, since on others it would be another number.
 */
export function figureName(entry: MetricEntry, features: { readonly name: string } | null): string {
  if (!dependsOnFeatures(entry)) return entry.label;
  if (features === null) throw new Error(`${entry.id} needs a feature set`);
  return `${entry.label} · ${features.name} features`;
}
