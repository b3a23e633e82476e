// The app as React components reach it.

import { createContext, useContext } from 'react';
import type { App } from './create-app';

export const AppContext = createContext<App | null>(null);

/** Stores and actions of the app around this component. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('useApp outside of AppContext');
  return app;
}
