// The names of a chart's curves with their line and latest value; what each means is a hover or a screen reader away.

import type { SeriesSpec } from '../../../lib/schema/series';
import { formatMeasure, withUnit } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import styles from './CurveLegend.module.css';
import { linesOf } from './role-line';

export interface CurveLegendProps {
  readonly heading: string;
  readonly specs: readonly SeriesSpec[];
  /** By series id; null before it was measured. */
  readonly latest: Readonly<Record<string, number | null>>;
}

export function CurveLegend({ heading, specs, latest }: CurveLegendProps) {
  const { localise } = useTexts();
  const lines = linesOf(specs);
  const references = [
    ...new Set(
      specs.flatMap(({ reference }) => (reference === undefined ? [] : [reference.label])),
    ),
  ];
  return (
    <div className={styles.legend}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{heading}</h3>
        {references.map((label) => (
          <span key={label} className={styles.reference}>
            <svg className={styles.sample} viewBox="0 0 18 4" aria-hidden="true">
              <line x1="1" y1="2" x2="18" y2="2" stroke="currentcolor" strokeDasharray="1 3" />
            </svg>
            {localise(label)}
          </span>
        ))}
      </div>
      <ul className={styles.curves}>
        {specs.map(({ id, label, meaning, unit }) => {
          const line = lines.get(id);
          const value = latest[id] ?? null;
          return (
            <li key={id} className={styles.curve} title={localise(meaning)}>
              <svg className={styles.sample} viewBox="0 0 18 4" aria-hidden="true">
                <line
                  x1="0"
                  y1="2"
                  x2="18"
                  y2="2"
                  stroke={line?.stroke}
                  strokeDasharray={line?.dash}
                />
              </svg>
              <span style={{ color: line?.ink }}>{localise(label)}</span>
              <span className={styles.value}>
                {value === null ? '' : withUnit(formatMeasure(value), unit)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
