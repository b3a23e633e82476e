// What every browser test stands on: the built folder served below a sub-path, as a school's server would, and a watch over
// the page that fails the test for a violation of the policy, a request to another host, an error in the console or an
// uncaught exception.
import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { DIST } from '../tools/setup/project.mjs';
import { createStaticServer, listen } from '../tools/setup/static-server.mjs';

export const MOUNT = '/class/gan/';

/** Everything that went wrong in a page without anybody asking; filled as it happens. */
export type Troubles = string[];

/** Watches a page from before its first request. */
export async function watch(page: Page, origin: string): Promise<Troubles> {
  const troubles: Troubles = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.origin === origin || ['blob:', 'data:'].includes(url.protocol);
    if (!own) troubles.push(`request to a foreign host: ${request.url()}`);
  });
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') {
      troubles.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => {
    troubles.push(`uncaught: ${error.message}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  return troubles;
}

interface WorkerFixtures {
  /** Where the page is, with a slash at the end. */
  readonly site: string;
}

interface TestFixtures {
  /** Must be empty at the end; a test that provokes trouble empties it. */
  readonly troubles: Troubles;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are used from here.
    async ({}, use) => {
      const server = await createStaticServer(DIST, { mount: MOUNT });
      // On all addresses, so that one test can come in by one that is no secure context.
      const port = await listen(server, 0, '0.0.0.0');
      await use(`http://localhost:${port}${MOUNT}`);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  troubles: [
    async ({ page, site }, use) => {
      const troubles = await watch(page, new URL(site).origin);
      await use(troubles);
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
