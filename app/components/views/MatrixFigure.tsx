// A table of numbers as shades: where the large ones are is seen at once, and each can be read.

import { useTexts } from '../../i18n/use-texts';
import { classNames } from '../controls/class-names';
import type { FigureProps, ViewOf } from './figure';
import styles from './MatrixFigure.module.css';
import { matrixCell } from './matrix-cell';
import { spokenSummary } from './view-summary';

export function MatrixFigure({ view, label, fit }: FigureProps<'matrix'>) {
  const texts = useTexts();
  const { localise, views } = texts;
  return (
    <section
      className={classNames(styles.scroll, fit === 'contain' && styles.contain)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={spokenSummary(label, view, texts)}
    >
      <table className={styles.table}>
        <caption className={styles.caption}>
          {views.matrixAxes(localise(view.rowTitle), localise(view.columnTitle))}
        </caption>
        <thead>
          <tr>
            <td className={styles.corner} />
            {view.columns.map((name) => (
              <th key={name} scope="col">
                {localise(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((name, row) => (
            <tr key={name}>
              <th scope="row">{localise(name)}</th>
              {view.columns.map((column, index) => (
                <Cell key={column} view={view} row={row} column={index} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {view.figures.length > 0 && (
        <dl className={styles.figures}>
          {view.figures.map(({ label: name, value }) => (
            <div key={name}>
              <dt>{localise(name)}</dt>
              <dd>{value.toFixed(2)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

interface CellProps {
  readonly view: ViewOf<'matrix'>;
  readonly row: number;
  readonly column: number;
}

function Cell({ view, row, column }: CellProps) {
  const { text, share } = matrixCell(view, row, column);
  return (
    <td
      className={classNames(styles.cell, share > 0.55 && styles.dark)}
      style={{ '--share': `${(100 * share).toFixed(0)}%` }}
    >
      {text}
    </td>
  );
}
