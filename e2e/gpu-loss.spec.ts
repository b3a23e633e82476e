// The browser's graphics process dies while the page trains on it: the page says so once, nothing trains on, and the run can
// go on from its last copy, on the same backend or on another.

import type { Browser, Page } from '@playwright/test';
import { EN } from '../app/i18n/en/en';
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';
import { SOFTWARE_GRAPHICS } from './software-graphics';
import { heardBy, listenIn } from './worker-events';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...SOFTWARE_GRAPHICS] }),
});

async function crashGraphics(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  // Nobody answers: the answer would come by way of what has just died.
  await session.send('Browser.crashGpuProcess').catch(() => undefined);
}

/** A hidden tab stores a copy of its run; a test cannot hide its tab, so it says that it is. */
async function storeCopy(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'visibilityState');
  });
}

for (const backend of ['webgl', 'webgpu'] as const) {
  test(`a dead graphics process ends training on ${backend} with one clear sentence and a way on`, async ({
    page,
    site,
    browser,
  }) => {
    test.setTimeout(240_000);
    await listenIn(page);
    const playground = new Playground(page, site);
    await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
    await playground.useBackend(backend);
    await playground.play();
    await playground.reaches(3, 150_000);
    await storeCopy(page);
    const copied = await playground.step();
    await playground.reaches(copied + 3);

    await crashGraphics(browser);
    const sentence = playground.stage.getByText(`The graphics device of ${backend} was lost`);
    await expect(sentence).toBeVisible();
    const stoodAt = await playground.step();
    const { losses, statuses } = await heardBy(page);
    expect(losses).toMatchObject([{ code: 'run.deviceLost', details: { backend } }]);
    expect(statuses.at(-1)).toEqual({ kind: 'training' });
    await expect(page.getByText(/was lost/)).toHaveCount(1);
    await expect(playground.playButton).toBeDisabled();
    // Long enough for many a step, had there been any.
    await page.waitForTimeout(2000);
    expect(await playground.step()).toBe(stoodAt);
    expect((await heardBy(page)).losses).toHaveLength(1);

    await playground.stage.getByRole('button', { name: EN.shell.restartWithoutGraphics }).click();
    await playground.ready();
    const resumedAt = await playground.step();
    expect(resumedAt).toBeGreaterThanOrEqual(copied);
    expect(resumedAt).toBeLessThanOrEqual(stoodAt);
    await expect(page.getByText(/was lost/)).toHaveCount(0);
    const { shortNames } = EN.shell.backend;
    await expect(page.getByRole('button', { name: shortNames.wasm })).toBeVisible();
    await playground.play();
    await playground.reaches(resumedAt + 3);
    await playground.pause();

    // The browser has a new graphics process by now, and a new worker finds it.
    await playground.useBackend(backend);
    await playground.play();
    await playground.reaches(resumedAt + 6, 150_000);
  });
}
