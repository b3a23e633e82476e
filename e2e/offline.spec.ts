// After one visit the page needs no network: it opens, draws its data and trains.
import { EN } from '../app/i18n/en/en';
import { ZH_HANS } from '../app/i18n/zh-Hans/zh-hans';
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';

test.use({ serviceWorkers: 'allow' });

test('after the first visit the page opens and trains without a network', async ({
  page,
  context,
  site,
}) => {
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  // Resolves when the worker is active, which it is once everything has been stored.
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(site);
  await context.setOffline(true);
  await page.goto('about:blank');
  await playground.open(linkTo('dcgan', 'digits', { size: 'nano' }));
  await playground.stepBoth(2);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('DCGAN');
  // Its texts are a file of their own, which this visit has not used before.
  await page.getByRole('button', { name: EN.shell.chinese, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('button', { name: ZH_HANS.shell.play, exact: true })).toBeVisible();
  await context.setOffline(false);
});

/** Records that the page has put aside for a visit to come. */
const storedRuns = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('gan-playground');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const done = (count: number): void => {
        database.close();
        resolve(count);
      };
      if (!database.objectStoreNames.contains('runs')) return done(0);
      const counting = database.transaction('runs').objectStore('runs').count();
      counting.onsuccess = () => done(counting.result);
    };
  });

test('a run that was left is offered again', async ({ page, site }) => {
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  await playground.stepBoth(3);
  // A hidden tab stores a copy; a test cannot hide its tab, so it says that it is.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => page.evaluate(storedRuns)).toBeGreaterThan(0);
  await page.goto('about:blank');
  await playground.open();
  await page.getByRole('button', { name: EN.dialogs.recovery.recover }).click();
  await expect(page.getByText(EN.notices.runRecovered)).toBeVisible();
  expect(await playground.step()).toBe(3);
});
