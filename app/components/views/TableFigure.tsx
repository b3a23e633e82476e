// A table that a run shows: words to the left, figures to the right in columns that line up.

import { useTexts } from '../../i18n/use-texts';
import { classNames } from '../controls/class-names';
import { cellText } from './cell-text';
import type { FigureProps } from './figure';
import styles from './TableFigure.module.css';
import { spokenSummary } from './view-summary';

export function TableFigure({ view, label, fit }: FigureProps<'table'>) {
  const texts = useTexts();
  const { localise } = texts;
  return (
    <section
      className={classNames(styles.scroll, fit === 'contain' && styles.contain)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={spokenSummary(label, view, texts)}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {view.columns.map(({ id, label, numeric }) => (
              <th key={id} scope="col" className={numeric ? styles.numeric : undefined}>
                {localise(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
            <tr key={index}>
              {view.columns.map(({ id, numeric }, column) => (
                <td key={id} className={numeric ? styles.numeric : undefined}>
                  {cellText(row[column], localise)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
