// What can be wrong with a run, as data: the library finds it, the wire carries it, the page says it in words and offers the
// remedy. Nothing here repairs anything.

import type { NamedEntry } from './catalog';
import type { ParamRecord } from './params';

export const SYMPTOMS = [
  'discriminatorTooStrong',
  'vanishingGradient',
  'modeCollapse',
  'classCollapse',
  'oscillation',
  'memorisation',
  'explodingGradient',
  'deadUnits',
] as const;
export type SymptomId = (typeof SYMPTOMS)[number];

/** One number that a detector looked at. */
export interface Observation {
  /** English, in words; the page translates it. */
  readonly label: string;
  readonly value: number;
  readonly threshold: number;
  /** The side of the threshold that speaks for the symptom. */
  readonly suspicious: 'above' | 'below';
  /** A share of one, of which 0.999 is much more than 0.99. */
  readonly share?: true;
}

export interface Finding {
  readonly symptom: SymptomId;
  /** In (0, 1]: how far beyond its thresholds, and for how long. Not a probability. */
  readonly confidence: number;
  /** Every number that had to be beyond its threshold. */
  readonly observations: readonly Observation[];
  /** Live settings that a textbook would change, or null where none of them helps. */
  readonly remedy: ParamRecord | null;
}

/** The state of a run's health after a probe. */
export interface HealthReport {
  readonly step: number;
  readonly findings: readonly Finding[];
  /** Every symptom that was judged, with all that was seen; the findings among them. */
  readonly judged: readonly {
    readonly symptom: SymptomId;
    readonly observations: readonly Observation[];
  }[];
  /** Symptoms that this run cannot show or that need more steps, with the reason in words. */
  readonly notJudged: readonly { readonly symptom: SymptomId; readonly reason: string }[];
}

export interface SymptomEntry extends NamedEntry {
  readonly id: SymptomId;
  /** What a textbook advises. */
  readonly remedy: string;
}
