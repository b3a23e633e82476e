// The classes that G was asked for against the classes that an independent classifier sees: a table whose shades show where
// the two part, with the share of each row in numbers.

import { useTexts } from '../../i18n/use-texts';
import styles from './ConfusionTable.module.css';
import panel from './MeasuresPanel.module.css';

/** Shades end where the text on them would be hard to read. */
const DARKEST_PERCENT = 55;

interface ConfusionProps {
  readonly classes: readonly string[];
  /** Images per class asked for (row) and class seen (column). */
  readonly counts: readonly (readonly number[])[];
}

export function ConfusionTable({ classes, counts }: ConfusionProps) {
  const { measures, localise } = useTexts();
  const { confusion } = measures.figures;
  return (
    <div className={panel.section}>
      <h3 className={panel.heading} id="confusion-heading">
        {confusion.heading}
      </h3>
      <p className={panel.faint}>{confusion.help}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={panel.scroll} aria-labelledby="confusion-heading" tabIndex={0}>
        <table className={styles.confusion} aria-labelledby="confusion-heading">
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {confusion.corner}
              </th>
              {classes.map((label) => (
                <th key={label} scope="col">
                  {localise(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((label, row) => {
              const seen = counts[row] ?? [];
              const total = seen.reduce((sum, count) => sum + count, 0);
              return (
                <tr key={label}>
                  <th scope="row">{localise(label)}</th>
                  {classes.map((other, column) => {
                    const share = total === 0 ? 0 : (seen[column] ?? 0) / total;
                    const shade = `${Math.round(DARKEST_PERCENT * share)}%`;
                    return (
                      <td
                        key={other}
                        className={row === column ? styles.right : undefined}
                        style={{
                          background: `color-mix(in srgb, var(--role-fake) ${shade}, transparent)`,
                        }}
                      >
                        {share === 0 ? '' : Math.round(100 * share)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}
