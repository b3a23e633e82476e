// Takes measures of a subject one after another, in slices: what can be taken, in what order, under which name. Knows no worker
// and no clock; the caller's pace decides when to pause.

import type { MetricNeed } from '../../schema/metrics';
import { FEATURE_MEASURES } from './feature-measures';
import type { Figure } from './figure';
import { PIXEL_MEASURES } from './pixel-measures';
import { POINT_MEASURES } from './point-measures';
import { dependsOnFeatures, figureName, METRICS, type MetricId } from './registry';
import { type AsyncSlices, advancing, stretchAsync } from './slices';
import { concerns, type MetricSubject, missingNeeds } from './subject';
import { ImageBench, PointBench, type Workbench } from './workbench';

export interface MeasuredFigure extends Figure {
  readonly kind: 'measured';
  readonly id: MetricId;
  /** With the feature set's name where the figure rests on features. */
  readonly name: string;
  /** Name of the feature set; null where the figure rests on none. */
  readonly features: string | null;
  /** Generated samples. */
  readonly samples: number;
  /** True when there were fewer samples than the measure asks for. */
  readonly tooFew: boolean;
}

export type MeasuredMetric =
  | MeasuredFigure
  /** It cannot be taken of this subject. */
  | {
      readonly kind: 'missing';
      readonly id: MetricId;
      /** Empty when it is a measure of another kind of data. */
      readonly needs: readonly MetricNeed[];
    };

/** Of one measure, on a workbench that may have served others. */
function figureOf(id: MetricId, bench: Workbench): AsyncSlices<Figure> {
  const wrong = (): never => {
    throw new Error(`${id} does not measure ${bench.kind}`);
  };
  if (id in POINT_MEASURES) {
    return bench.kind === 'points'
      ? POINT_MEASURES[id as keyof typeof POINT_MEASURES](bench)
      : wrong();
  }
  if (bench.kind === 'points') return wrong();
  return id in FEATURE_MEASURES
    ? FEATURE_MEASURES[id as keyof typeof FEATURE_MEASURES](bench)
    : PIXEL_MEASURES[id as keyof typeof PIXEL_MEASURES](bench);
}

/** The measures that can be taken of a subject, in the registry's order. */
export function availableMetrics(subject: MetricSubject): readonly MetricId[] {
  return (Object.keys(METRICS) as MetricId[]).filter(
    (id) => concerns(METRICS[id], subject.kind) && missingNeeds(METRICS[id], subject).length === 0,
  );
}

/** Yields the share done; shared work such as features is done once, within the first measure that needs it. */
export async function* measureAll(
  ids: readonly MetricId[],
  subject: MetricSubject,
): AsyncSlices<readonly MeasuredMetric[]> {
  const bench = subject.kind === 'points' ? new PointBench(subject) : new ImageBench(subject);
  const samples =
    subject.kind === 'points' ? subject.generated.rows : subject.generated.images.count;
  const features = subject.kind === 'points' ? null : subject.features;
  const found: MeasuredMetric[] = [];
  const total = ids.reduce((sum, id) => sum + METRICS[id].cost.milliseconds, 0);
  let done = 0;
  for (const id of ids) {
    const entry = METRICS[id];
    const applies = concerns(entry, subject.kind);
    const needs = applies ? missingNeeds(entry, subject) : [];
    if (!applies || needs.length > 0) {
      found.push({ kind: 'missing', id, needs });
      continue;
    }
    const next = done + entry.cost.milliseconds / total;
    const taken = yield* stretchAsync(advancing(figureOf(id, bench)), done, next);
    done = next;
    found.push({
      kind: 'measured',
      id,
      name: figureName(entry, features),
      features: dependsOnFeatures(entry) ? (features?.name ?? null) : null,
      samples,
      tooFew: samples < entry.minimumSamples,
      ...taken,
    });
  }
  return found;
}
