// Not tests: take the pictures of the documents from runs that have really been trained. Started by tools/setup/screenshots.mjs.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { EN } from '../app/i18n/en/en';
import { ZH_HANS_TEXTS } from '../app/i18n/zh-Hans/texts';
import { ROOT } from '../tools/setup/project.mjs';
import { expect, test } from './fixtures';
import { catalog, linkTo, Playground } from './playground';

const STEPS = 1500;
/** Of every architecture: enough that digits are legible. */
const STEPS_OF_EACH = 1000;
const CHANGED_AT = 900;
/** For one run, beside other work. */
const PATIENCE = 8 * 60_000;

const SCREENS = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
type Screen = keyof typeof SCREENS;
type Theme = 'light' | 'dark';

async function intoChinese(page: Page): Promise<void> {
  const { shell } = ZH_HANS_TEXTS;
  await page.getByRole('button', { name: shell.chinese, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
}

async function picture(page: Page, screen: Screen, theme: Theme, name: string): Promise<void> {
  await page.setViewportSize(SCREENS[screen]);
  await page.emulateMedia({ colorScheme: theme });
  await page.mouse.move(0, 0);
  // By its id, since its name may be in another language.
  await expect(page.locator('#stage canvas').first()).toBeVisible();
  await page.evaluate(async () => {
    for (const column of document.querySelectorAll('section, main')) column.scrollTop = 0;
    window.scrollTo(0, 0);
    await document.fonts.ready;
  });
  const path = join(ROOT, 'docs/images', `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}

test('pictures of a trained run', async ({ page, site }) => {
  test.setTimeout(2 * PATIENCE);
  const playground = new Playground(page, site);
  await page.setViewportSize(SCREENS.desktop);
  await playground.open(linkTo('dcgan', 'digits', { size: 'S' }, 7));
  await playground.play();
  await playground.reaches(CHANGED_AT, PATIENCE);
  // A live change, for its mark on the curves.
  const rate = playground.setting('Learning rate of D');
  await rate.fill('0.0002');
  await rate.press('Enter');
  await playground.reaches(STEPS, PATIENCE);
  await playground.pause();

  for (const language of ['en', 'zh'] as const) {
    if (language === 'zh') await intoChinese(page);
    for (const screen of ['desktop', 'phone'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        await picture(page, screen, theme, `page-${screen}-${theme}-${language}`);
      }
    }
  }
});

/** Opens what the run shows besides samples: a picture that it reads, a table, or else its first view. */
async function openOwnView(page: Page, architecture: string): Promise<void> {
  await page.getByRole('tab', { name: EN.shell.tabs.views, exact: true }).click();
  const panel = page.getByRole('tabpanel', { name: EN.shell.tabs.views, exact: true });
  const wanted = OWN_VIEWS[architecture];
  if (wanted !== undefined) {
    await panel.getByRole('combobox', { name: EN.explore.view }).selectOption(wanted);
  }
  await expect(panel.locator('figure')).toHaveAttribute('aria-busy', 'false');
}

/** The view that is most an architecture's own; the first one for others. */
const OWN_VIEWS: Readonly<Record<string, string>> = {
  acgan: 'classReading',
  infogan: 'codeTable',
  sgan: 'labelledImages',
  bigan: 'latentScatter',
  rgan: 'requestedSeen',
};

for (const { id, label, presets } of catalog().architectures) {
  if (presets.images === undefined) continue;
  test(`pictures of ${label} on digits`, async ({ page, site }) => {
    test.setTimeout(2 * PATIENCE);
    const playground = new Playground(page, site);
    await page.setViewportSize(SCREENS.desktop);
    await playground.open(linkTo(id, 'digits', { size: 'S' }, 7));
    await playground.play();
    await playground.reaches(STEPS_OF_EACH, PATIENCE);
    await playground.pause();
    await picture(page, 'desktop', 'light', `trained-${id}-light-en`);
    await openOwnView(page, id);
    await intoChinese(page);
    await picture(page, 'desktop', 'dark', `trained-${id}-dark-zh`);
  });
}
