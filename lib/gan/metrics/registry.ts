// Measures of a trained generator, by id. Each works on plain arrays.

import type { NamedEntry } from '../../schema/catalog';
import type { PointSource } from '../datasets/source';
import { modeStatistics } from './mode-statistics';

export interface PointMetric extends NamedEntry {
  /** Of generated points [N, dim] against a source that knows its modes; null where it does not. */
  measure(points: Float32Array, source: PointSource): number | null;
}

export const METRICS = {
  modeCoverage: {
    id: 'modeCoverage',
    label: 'Modes covered',
    help: 'Modes that at least a hundredth of a fair share of the samples came within 4 σ of.',
    measure: (points, source) => modeStatistics(points, source)?.covered ?? null,
  },
  highQualityShare: {
    id: 'highQualityShare',
    label: 'High-quality samples',
    help: 'Share of the samples that lie within 4 σ of a mode.',
    measure: (points, source) => modeStatistics(points, source)?.highQualityShare ?? null,
  },
} as const satisfies Readonly<Record<string, PointMetric>>;
