// A press. The primary kind is ink and there is at most one of it in sight; the quiet kind has no border.

import type { ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names';
import { Icon, type IconName } from './Icon';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly icon?: IconName;
  /** One sentence, shown on hover and read after the name. */
  readonly help?: string;
  readonly disabled?: boolean;
  /** In the notation of aria-keyshortcuts. */
  readonly shortcut?: string;
  readonly large?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { children, kind = 'plain', icon } = props;
  return (
    <button
      ref={props.ref}
      type="button"
      className={classNames(styles.button, styles[kind], props.large && styles.large)}
      onClick={props.onPress}
      disabled={props.disabled}
      title={props.help}
      aria-keyshortcuts={props.shortcut}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
