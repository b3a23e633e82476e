// The palette of the present theme; a component that uses it draws again when theme, projector mode or language change.

import { useSyncExternalStore } from 'react';
import { type Palette, readPalette } from './palette';

let current: Palette | null = null;
const listeners = new Set<() => void>();
let stopWatching: (() => void) | null = null;

function renew(): void {
  current = null;
  for (const listener of listeners) listener();
}

function watch(): () => void {
  const observer = new MutationObserver(renew);
  observer.observe(document.documentElement, { attributes: true });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', renew);
  return () => {
    observer.disconnect();
    scheme.removeEventListener('change', renew);
  };
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    current = null;
    stopWatching = watch();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = null;
  };
}

function snapshot(): Palette {
  current ??= readPalette();
  return current;
}

export const usePalette = (): Palette => useSyncExternalStore(subscribe, snapshot);
