// A press that shows only an icon (or one letter); its name is spoken and appears on hover.

import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './IconButton.module.css';

export interface IconButtonProps {
  /** The accessible name. */
  readonly label: string;
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Replaces the label on hover. */
  readonly help?: string;
  readonly disabled?: boolean;
  /** For switches: whether it is on. */
  readonly pressed?: boolean;
  /** For buttons that open something. */
  readonly expanded?: boolean;
  readonly shortcut?: string;
  readonly small?: boolean;
  readonly bordered?: boolean;
}

export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      className={classNames(
        styles.button,
        props.small && styles.small,
        props.bordered && styles.bordered,
      )}
      onClick={props.onPress}
      disabled={props.disabled}
      aria-label={props.label}
      title={props.help ?? props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-keyshortcuts={props.shortcut}
    >
      {props.children}
    </button>
  );
}
