// After one visit the page needs no network: it opens, draws its data and trains.
import { EN } from '../app/i18n/en/en';
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
  await context.setOffline(false);
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
  await expect
    .poll(
      async () => {
        await page.goto('about:blank');
        await page.goto(site);
        await playground.ready();
        return page.getByRole('button', { name: EN.dialogs.recovery.recover }).count();
      },
      { intervals: [500, 1000, 2000], timeout: 30_000 },
    )
    .toBe(1);
  await page.getByRole('button', { name: EN.dialogs.recovery.recover }).click();
  await expect(page.getByText(EN.notices.runRecovered)).toBeVisible();
  expect(await playground.step()).toBe(3);
});
