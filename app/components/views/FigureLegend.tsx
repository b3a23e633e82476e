// The legend of a plot with lines, bars and dots: one short piece of each as it is drawn.

import type { Role } from '../../../lib/schema/series';
import { useTexts } from '../../i18n/use-texts';
import styles from './FigureLegend.module.css';
import { LINE_DASHES } from './paint-lines';
import { CATEGORY_COLOURS } from './palette';

export interface LegendEntry {
  readonly role: Role;
  readonly label: string;
  /** Number of a class, which then gives it its colour. */
  readonly category?: number;
  readonly sign: 'line' | 'filled' | 'hatched' | 'circle' | 'cross';
}

export function FigureLegend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  const { localise } = useTexts();
  return (
    <ul className={styles.legend}>
      {entries.map(({ role, category, label, sign }) => (
        <li
          key={`${role} ${label} ${sign}`}
          style={{
            '--colour':
              category === undefined
                ? `var(--role-${role})`
                : `var(--category-${category % CATEGORY_COLOURS})`,
          }}
        >
          <svg className={styles.sign} viewBox="0 0 20 12" aria-hidden="true">
            <Sign role={role} sign={sign} />
          </svg>
          {localise(label)}
        </li>
      ))}
    </ul>
  );
}

function Sign({ role, sign }: Pick<LegendEntry, 'role' | 'sign'>) {
  switch (sign) {
    case 'line':
      return (
        <path d="M0 6h20" className={styles.line} strokeDasharray={LINE_DASHES[role].join(' ')} />
      );
    case 'filled':
      return <rect x="4" y="1" width="12" height="10" className={styles.filled} />;
    case 'hatched':
      return (
        <>
          <rect x="4" y="1" width="12" height="10" className={styles.outlined} />
          <path d="M5 10l8-8M9 10l6-6" className={styles.outlined} />
        </>
      );
    case 'circle':
      return <circle cx="10" cy="6" r="3.5" className={styles.dot} />;
    case 'cross':
      return <path d="M7 3l6 6M7 9l6-6" className={styles.line} />;
  }
}
