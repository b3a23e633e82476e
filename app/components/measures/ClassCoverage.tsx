// How often each class is generated beside how often the data have it: a table whose bars show at a glance which classes G
// has dropped. The numbers are the shares behind the entropy of classes.

import type { MeasuredPart } from '../../../lib/schema/metrics';
import { useTexts } from '../../i18n/use-texts';
import styles from './ClassCoverage.module.css';
import { percentText } from './figure-text';
import panel from './MeasuresPanel.module.css';

/** A class below this part of its share in the data hardly appears. */
const HARDLY = 0.1;

interface ClassShare {
  readonly label: string;
  readonly generated: number;
  readonly inData: number;
}

/** The shares per class; none where the parts are something else. */
export const classSharesOf = (parts: readonly MeasuredPart[]): readonly ClassShare[] =>
  parts.flatMap(({ label, value, inData }) =>
    value === null || inData === undefined ? [] : [{ label, generated: value, inData }],
  );

export function ClassCoverage({ shares }: { readonly shares: readonly ClassShare[] }) {
  const { measures, localise } = useTexts();
  const { classes } = measures.figures;
  const largest = Math.max(...shares.flatMap(({ generated, inData }) => [generated, inData]));
  const missing = shares.filter(({ generated, inData }) => generated < HARDLY * inData);
  const across = (share: number): string => `${(100 * share) / largest}%`;
  return (
    <section className={panel.section} aria-labelledby="classes-heading">
      <h3 className={panel.heading} id="classes-heading">
        {classes.heading}
      </h3>
      <p className={styles.verdict}>
        {missing.length === 0
          ? classes.all
          : classes.missing(missing.map(({ label }) => localise(label)))}
      </p>
      <table className={styles.classes} aria-labelledby="classes-heading">
        <thead>
          <tr>
            <th scope="col">{classes.column}</th>
            <td aria-hidden="true" />
            <th scope="col" className={styles.number}>
              <span className={styles.generatedSwatch} aria-hidden="true" />
              {classes.generated}
            </th>
            <th scope="col" className={styles.number}>
              <span className={styles.dataSwatch} aria-hidden="true" />
              {classes.inData}
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ label, generated, inData }) => (
            <tr key={label}>
              <th scope="row">{localise(label)}</th>
              <td className={styles.plot} aria-hidden="true">
                <div className={styles.track}>
                  <span className={styles.generated} style={{ width: across(generated) }} />
                  <span className={styles.data} style={{ insetInlineStart: across(inData) }} />
                </div>
              </td>
              <td className={styles.number}>{percentText(generated)}</td>
              <td className={styles.number}>{percentText(inData)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
