// A message in the page: what happened, and what can be done about it. The tone is doubled by an icon.

import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { classNames } from './class-names';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import styles from './Notice.module.css';

export type Tone = 'info' | 'warning' | 'error';

export interface NoticeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: (() => void) | undefined;
  /** Floats above the page. */
  readonly floating?: boolean;
}

export function Notice({ tone, children, actions, onDismiss, floating }: NoticeProps) {
  const { controls } = useTexts();
  return (
    <div
      className={classNames(styles.notice, styles[tone], floating && styles.floating)}
      role={tone === 'error' ? 'alert' : 'status'}
    >
      <Icon name={tone === 'info' ? 'info' : 'warning'} />
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
      {onDismiss && (
        <IconButton small label={controls.dismiss} onPress={onDismiss}>
          <Icon name="close" />
        </IconButton>
      )}
    </div>
  );
}
