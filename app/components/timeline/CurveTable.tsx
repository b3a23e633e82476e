// The curves as words and figures: a sentence per curve for screen readers, a table on demand for everyone, and the list of
// changes.

import type { SeriesSpec } from '../../../lib/schema/series';
import { formatCount, formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import type { ChartMark } from './CurveChart';
import styles from './CurveTable.module.css';

export interface CurveSummary {
  readonly spec: SeriesSpec;
  /** Absent before the first step. */
  readonly values: {
    readonly latest: number;
    readonly lowest: number;
    readonly highest: number;
  } | null;
}

export function CurveTable({ summaries }: { readonly summaries: readonly CurveSummary[] }) {
  const { timeline, localise } = useTexts();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{timeline.curve}</th>
          <th scope="col">{timeline.latest}</th>
          <th scope="col">{timeline.lowest}</th>
          <th scope="col">{timeline.highest}</th>
        </tr>
      </thead>
      <tbody>
        {summaries.map(({ spec, values }) => (
          <tr key={spec.id}>
            <th scope="row" title={localise(spec.meaning)}>
              {localise(spec.label)}
            </th>
            {(['latest', 'lowest', 'highest'] as const).map((column) => (
              <td key={column}>{values === null ? '–' : formatMeasure(values[column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ChangeList({ marks }: { readonly marks: readonly ChartMark[] }) {
  const { timeline } = useTexts();
  if (marks.length === 0) return <p className={styles.none}>{timeline.noChanges}</p>;
  return (
    <ul className={styles.changes}>
      {marks.flatMap(({ step, texts }) =>
        texts.map((text) => (
          <li key={`${step}-${text}`}>
            <span className={styles.step}>
              {timeline.step} {formatCount(step)}
            </span>
            {text}
          </li>
        )),
      )}
    </ul>
  );
}

export function CurveSentences({ summaries }: { readonly summaries: readonly CurveSummary[] }) {
  const { timeline, localise } = useTexts();
  return (
    <p className="spoken">
      {summaries
        .map(({ spec, values }) =>
          values === null
            ? timeline.noValues(localise(spec.label))
            : timeline.summary(
                localise(spec.label),
                formatMeasure(values.latest),
                formatMeasure(values.lowest),
                formatMeasure(values.highest),
              ),
        )
        .join(' ')}
    </p>
  );
}
