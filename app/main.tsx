// Starts the page: the app with its worker first, so that both load at once, then what a person sees.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { AppContext } from './state/app-context';
import { startBrowserApp } from './state/browser-app';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const app = startBrowserApp();
// Nothing is shown before its words are there, so that no language flashes up before the chosen one.
void app.actions.setLanguage(app.stores.view.getState().language).then(() =>
  createRoot(root).render(
    <StrictMode>
      <AppContext value={app}>
        <App />
      </AppContext>
    </StrictMode>,
  ),
);
