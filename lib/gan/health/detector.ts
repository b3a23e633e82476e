// What a detector is, and the arithmetic that all of them share. A detector says what it saw, against which threshold, and
// what a textbook would change; it never changes anything.

import type { Observation, SymptomEntry } from '../../schema/health';
import type { ParamRecord } from '../../schema/params';
import type { HealthEvidence } from './probe';

export type Judgement =
  /** There is nothing to judge by, for a reason in words. */
  | { readonly kind: 'notJudged'; readonly reason: string }
  | { readonly kind: 'healthy'; readonly observations: readonly Observation[] }
  | { readonly kind: 'found'; readonly observations: readonly [Observation, ...Observation[]] };

export interface Detector extends SymptomEntry {
  judge(evidence: HealthEvidence): Judgement;
  /** Live settings to change, or null where none of them helps. */
  remedyFor(params: ParamRecord): ParamRecord | null;
}

export const notJudged = (reason: string): Judgement => ({ kind: 'notJudged', reason });

/** Whether the value lies on the suspicious side of its threshold. */
export const isSuspicious = ({ value, threshold, suspicious }: Observation): boolean =>
  suspicious === 'above' ? value > threshold : value < threshold;

/** Found where every observation is suspicious. */
export function judgedBy(...observations: [Observation, ...Observation[]]): Judgement {
  return { kind: observations.every(isSuspicious) ? 'found' : 'healthy', observations };
}

/** Gaps beyond this, in natural logarithms of value over threshold, count as certain. */
const CERTAIN = 1.5;
/** At the threshold itself. */
const BARELY = 0.5;

const odds = (share: number): number => share / (1 - share);

/** How far the least convincing observation lies beyond its threshold: 0.5 at it, 1 at 4.5 times it (of shares: their odds) and beyond. */
export function confidenceOf(observations: readonly Observation[]): number {
  const gaps = observations.map(({ value, threshold, suspicious, share }) => {
    const [seen, limit] = share ? [odds(value), odds(threshold)] : [value, threshold];
    const ratio = suspicious === 'above' ? seen / limit : limit / seen;
    return ratio > 0 ? Math.abs(Math.log(ratio)) : CERTAIN;
  });
  return BARELY + (1 - BARELY) * Math.min(1, Math.min(...gaps) / CERTAIN);
}

/** The last `count` values of a series that are numbers, or null where there are fewer. */
export function lastValues(
  { history }: HealthEvidence,
  id: string,
  count: number,
): readonly number[] | null {
  const values = [...(history.values[id] ?? [])].filter((value) => !Number.isNaN(value));
  return values.length >= count ? values.slice(-count) : null;
}

/** A setting that is a number and live, times a factor; empty where the run has no such setting. */
export function scaled(params: ParamRecord, key: string, factor: number): ParamRecord {
  const value = params[key];
  return typeof value === 'number' ? { [key]: value * factor } : {};
}

/** Settings to these values, where the run has them and they differ. */
export function changed(params: ParamRecord, changes: ParamRecord): ParamRecord {
  return Object.fromEntries(
    Object.entries(changes).filter(([key, value]) => key in params && params[key] !== value),
  );
}

export const orNull = (changes: ParamRecord): ParamRecord | null =>
  Object.keys(changes).length > 0 ? changes : null;
