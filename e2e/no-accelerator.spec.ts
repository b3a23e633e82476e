// A browser that refuses WebGPU, WebGL and WebAssembly: the page says so, and trains in plain JavaScript.

import { EN } from '../app/i18n/en/en';
import { CHROMIUM_ARGS } from '../playwright.config';
import { expect, test } from './fixtures';
import { linkTo, Playground, trainsOn } from './playground';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [
        ...CHROMIUM_ARGS,
        '--disable-gpu',
        '--disable-software-rasterizer',
        // Without just-in-time compilation there is no WebAssembly; all else is slow but right.
        '--js-flags=--jitless',
      ],
    }),
});

test('plain JavaScript trains, and the page says why nothing faster does', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  const list = await playground.showBackends();
  for (const reason of ['noAdapter', 'noWebGl', 'noWebAssembly'] as const) {
    await expect(list.getByText(EN.shell.backend.reasons[reason]).first()).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await trainsOn(playground, 'cpu');
});
