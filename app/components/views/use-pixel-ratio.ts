// Device pixels per CSS pixel, which changes with the zoom and when a window moves to another screen.

import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  let query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const onChange = (): void => {
    query.removeEventListener('change', onChange);
    query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', onChange);
    listener();
  };
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

export const usePixelRatio = (): number =>
  useSyncExternalStore(subscribe, () => window.devicePixelRatio);
