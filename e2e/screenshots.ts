// Not a test: takes the pictures of the README from a run that has really been trained. Started by
// tools/setup/screenshots.mjs.
import { join } from 'node:path';
import { ZH_HANS_TEXTS } from '../app/i18n/zh-Hans/texts';
import { ROOT } from '../tools/setup/project.mjs';
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';

const STEPS = 1500;
const CHANGED_AT = 900;

const SCREENS = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

test('pictures of a trained run', async ({ page, site }) => {
  test.setTimeout(15 * 60_000);
  const playground = new Playground(page, site);
  await page.setViewportSize(SCREENS.desktop);
  await playground.open(linkTo('dcgan', 'digits', { size: 'S' }, 7));
  await playground.play();
  await playground.reaches(CHANGED_AT, 8 * 60_000);
  // A live change, for its mark on the curves.
  const rate = playground.setting('Learning rate of D');
  await rate.fill('0.0002');
  await rate.press('Enter');
  await playground.reaches(STEPS, 8 * 60_000);
  await playground.pause();

  for (const language of ['en', 'zh-Hans'] as const) {
    if (language === 'zh-Hans') {
      const { shell } = ZH_HANS_TEXTS;
      await page.getByRole('button', { name: shell.chinese, exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
    }
    for (const [screen, size] of Object.entries(SCREENS)) {
      await page.setViewportSize(size);
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.mouse.move(0, 0);
        // By its id, since its name is now in another language.
        await expect(page.locator('#stage canvas').first()).toBeVisible();
        await page.evaluate(async () => {
          for (const column of document.querySelectorAll('section, main')) column.scrollTop = 0;
          window.scrollTo(0, 0);
          await document.fonts.ready;
        });
        const name = `page-${screen}-${theme}-${language === 'en' ? 'en' : 'zh'}.png`;
        await page.screenshot({ path: join(ROOT, 'docs/images', name), animations: 'disabled' });
      }
    }
  }
});
