// Listens for the page's keys.

import { useEffect, useRef } from 'react';
import { focusKind, type ShortcutId, shortcutFor } from './shortcuts';

export function useShortcuts(handlers: Readonly<Record<ShortcutId, () => void>>): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // A modal dialog is a world of its own.
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const id = shortcutFor({
        key: event.key,
        shiftKey: event.shiftKey,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        repeat: event.repeat,
        isComposing: event.isComposing,
        focus: focusKind(event.target),
      });
      if (id === null) return;
      event.preventDefault();
      latest.current[id]();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
