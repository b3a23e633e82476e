// A table of numbers as shades: where the large ones are is seen at once, and each can be read.

import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { classNames } from '../controls/class-names';
import type { FigureProps, ViewOf } from './figure';
import styles from './MatrixFigure.module.css';
import { blocksOf, type ColumnBlock, isDense, matrixCell } from './matrix-cell';
import { spokenSummary } from './view-summary';

export function MatrixFigure({ view, label, fit }: FigureProps<'matrix'>) {
  const texts = useTexts();
  const { localise } = texts;
  return (
    <section
      className={classNames(styles.scroll, fit === 'contain' && styles.contain)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={spokenSummary(label, view, texts)}
    >
      <div className={styles.blocks}>
        {blocksOf(view).map((block) => (
          <Block key={block.first} view={view} block={block} />
        ))}
      </div>
      {view.figures.length > 0 && (
        <dl className={styles.figures}>
          {view.figures.map(({ label: name, value }) => (
            <div key={name}>
              <dt>{localise(name)}</dt>
              <dd>{formatMeasure(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Block({ view, block }: { readonly view: ViewOf<'matrix'>; readonly block: ColumnBlock }) {
  const { localise, views } = useTexts();
  const columns = view.columns.slice(block.first, block.first + block.count);
  const dense = isDense(columns.map(localise));
  return (
    <table
      className={classNames(styles.table, dense && styles.dense)}
      style={{ '--names': Math.max(...view.rows.map((name) => localise(name).length)) }}
    >
      <caption className={styles.caption}>
        {views.matrixAxes(localise(view.rowTitle), localise(block.title))}
      </caption>
      <thead>
        <tr>
          <td className={styles.corner} />
          {columns.map((name) => (
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
            {columns.map((column, index) => (
              <Cell key={column} view={view} row={row} column={block.first + index} dense={dense} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly view: ViewOf<'matrix'>;
  readonly row: number;
  readonly column: number;
  readonly dense: boolean;
}

function Cell({ view, row, column, dense }: CellProps) {
  const { text, share } = matrixCell(view, row, column, dense);
  return (
    <td
      className={classNames(styles.cell, share > 0.55 && styles.dark)}
      style={{ '--share': `${(100 * share).toFixed(0)}%` }}
    >
      {text}
    </td>
  );
}
