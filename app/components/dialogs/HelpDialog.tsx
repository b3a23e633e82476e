// What the page shows, what the colours mean, and the keys.

import { useTexts } from '../../i18n/use-texts';
import { Dialog } from '../controls/Dialog';
import { SHORTCUTS } from '../shell/shortcuts';
import styles from './HelpDialog.module.css';

const COLOURS = ['real', 'fake', 'd', 'encoder'] as const;

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { dialogs } = useTexts();
  const { help } = dialogs;
  return (
    <Dialog heading={help.heading} onClose={onClose}>
      <p className={styles.introduction}>{help.introduction}</p>
      <p className={styles.private}>{help.private}</p>
      <h3 className={styles.subheading}>{help.colours}</h3>
      <ul className={styles.colours}>
        {COLOURS.map((role) => (
          <li key={role}>
            <span
              className={styles.swatch}
              style={{ background: `var(--role-${role})` }}
              aria-hidden="true"
            />
            {help.colourMeanings[role]}
          </li>
        ))}
      </ul>
      <h3 className={styles.subheading}>{help.shortcuts}</h3>
      <dl className={styles.keys}>
        {SHORTCUTS.map(({ id, shown }) => (
          <div key={id}>
            <dt>
              <kbd>{shown === 'Space' ? help.space : shown}</kbd>
            </dt>
            <dd>{help.keys[id]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
