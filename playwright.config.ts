// Browser tests of the built page, one at a time in one real Chromium: they train, and a second one would only make both
// slower. `npm run build` comes first; each worker serves dist itself.
import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/setup/browser.mjs';

const chromium = findChromium();

/** For root in a container, and without calls home. Tests that need other graphics add to these. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

export default defineConfig({
  testDir: 'e2e',
  testMatch: process.env.SCREENSHOTS ? '**/screenshots.ts' : '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  // Pictures are taken by hand, on machines that may be slow.
  globalTimeout: process.env.SCREENSHOTS ? 0 : 22 * 60_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    // It would fetch every data set in each new context; the offline test allows it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [...CHROMIUM_ARGS],
    },
  },
});
