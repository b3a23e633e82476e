// One line for pages that came over plain http from another machine, where browsers withhold some of what the page uses.

import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import styles from './InsecureLine.module.css';

export function InsecureLine() {
  const [dismissed, setDismissed] = useState(false);
  const { shell, controls } = useTexts();
  if (isSecureContext || dismissed) return null;
  return (
    <div className={styles.line} role="status">
      <p>{shell.insecure}</p>
      <IconButton small label={controls.dismiss} onPress={() => setDismissed(true)}>
        <Icon name="close" />
      </IconButton>
    </div>
  );
}
