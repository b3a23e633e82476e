// How figures of measures are written: shares in percent, everything else in three figures.

import type { MetricEntry } from '../../../lib/schema/metrics';
import { formatMeasure, formatSetting } from '../../i18n/number-format';

type Unit = MetricEntry['unit'];

export const percentText = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A dash for what could not be measured. */
export function figureText(value: number | null, unit: Unit): string {
  if (value === null || Number.isNaN(value)) return '–';
  return unit === 'share' ? percentText(value) : formatMeasure(value);
}

/** Two figures say enough of how uncertain a number is; nothing where it did not vary. */
export function spreadText(deviation: number, unit: Unit): string | null {
  if (!(deviation > 0)) return null;
  const scaled = unit === 'share' ? 100 * deviation : deviation;
  const text = formatSetting(Number(scaled.toPrecision(2)));
  return unit === 'share' ? `± ${text} %` : `± ${text}`;
}
