// A modal dialog on the browser's own <dialog>, which keeps the focus inside and gives it back. Escape, the close button
// and a press beside it close it.

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../../i18n/use-texts';
import styles from './Dialog.module.css';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

export interface DialogProps {
  readonly heading: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Mounted means open. */
export function Dialog({ heading, onClose, children }: DialogProps) {
  const { controls } = useTexts();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by the browser.
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={id}
      onClose={() => {
        // Development mounts twice; the event of the first closing arrives when the dialog is open again.
        if (ref.current?.open === false) onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className={styles.sheet}>
        <header className={styles.header}>
          <h2 id={id}>{heading}</h2>
          <IconButton label={controls.close} onPress={onClose}>
            <Icon name="close" />
          </IconButton>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll what may be long. */}
        <div className={styles.body} tabIndex={0}>
          {children}
        </div>
      </div>
    </dialog>
  );
}
