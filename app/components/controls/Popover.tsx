// A small panel that hangs on a button: closes on Escape, on a press elsewhere and when the focus leaves. Not modal.

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names';
import styles from './Popover.module.css';

export interface PopoverProps {
  /** The accessible name of the panel. */
  readonly label: string;
  readonly trigger: (props: {
    readonly 'aria-expanded': boolean;
    readonly 'aria-controls': string | undefined;
    readonly onClick: () => void;
  }) => ReactNode;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly align?: 'start' | 'end';
  /** Where the panel hangs: below, or above for bars at the bottom. */
  readonly side?: 'below' | 'above';
}

export function Popover({
  label,
  trigger,
  children,
  align = 'start',
  side = 'below',
}: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const close = (): void => setOpen(false);
    const onPointerDown = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) close();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
      root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
    };
    const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null && !root.current?.contains(relatedTarget as Node)) close();
    };
    const element = root.current;
    document.addEventListener('pointerdown', onPointerDown);
    element?.addEventListener('keydown', onKeyDown);
    element?.addEventListener('focusout', onFocusOut);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
      element?.removeEventListener('keydown', onKeyDown);
      element?.removeEventListener('focusout', onFocusOut);
    };
  }, [open]);
  return (
    <div ref={root} className={styles.root}>
      {trigger({
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
        onClick: () => setOpen(!open),
      })}
      {open && (
        <div
          id={id}
          role="dialog"
          aria-label={label}
          className={classNames(styles.panel, styles[align], styles[side])}
        >
          {typeof children === 'function' ? children(() => setOpen(false)) : children}
        </div>
      )}
    </div>
  );
}
