// axe on every screen, in both languages and themes, on desktop and phone: nothing serious. Axe itself is injected, which
// the page's policy rightly forbids, so this file alone runs past the policy.
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import type { Language } from '../app/i18n/language';
import { EN_TEXTS, type Texts } from '../app/i18n/texts';
import { ZH_HANS_TEXTS } from '../app/i18n/zh-Hans/texts';
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const TEXTS: Readonly<Record<Language, Texts>> = { en: EN_TEXTS, 'zh-Hans': ZH_HANS_TEXTS };

test.use({ bypassCSP: true });

type Axe = { run(context: Document, options: object): Promise<AxeResults> };

async function problemsUnder(page: Page, options: object): Promise<readonly string[]> {
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { axe: Axe }).axe.run(document, given),
    options,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Everything in the light theme; in the dark one, which differs by its colours alone, what depends on them. */
async function seriousProblems(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.addScriptTag({ path: AXE });
    // Colours that fade into those of the other theme would be measured half-way.
    await page.addStyleTag({
      content: '* { transition: none !important; animation: none !important }',
    });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await problemsUnder(page, {});
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await problemsUnder(page, { runOnly: ['color-contrast', 'link-in-text-block'] });
  return [...light, ...dark.map((problem) => `dark: ${problem}`)];
}

const LANGUAGES: readonly Language[] = ['en', 'zh-Hans'];

async function startTrained(page: Page, site: string, link: string): Promise<void> {
  const playground = new Playground(page, site);
  await playground.open(link);
  await playground.play();
  await playground.reaches(3);
  await playground.pause();
}

async function chooseLanguage(page: Page, language: Language): Promise<void> {
  const { shell } = TEXTS[language];
  const name = language === 'en' ? shell.english : shell.chinese;
  const button = page.getByRole('button', { name, exact: true });
  if ((await button.count()) > 0) await button.click();
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'en' ? 'en' : /^zh/);
}

for (const language of LANGUAGES) {
  const { shell, recipe, controls, timeline } = TEXTS[language];

  test(`every screen on a desktop, ${language}, light and dark`, async ({ page, site }) => {
    test.setTimeout(180_000);
    await startTrained(page, site, linkTo('gan', 'ring', { size: 'nano' }));
    await chooseLanguage(page, language);
    const problems: Record<string, readonly string[]> = {};
    const look = async (screen: string) => {
      problems[screen] = await seriousProblems(page);
    };
    await look('page');
    for (const tab of ['views', 'network', 'latent'] as const) {
      await page.getByRole('tab', { name: shell.tabs[tab], exact: true }).click();
      await look(tab);
    }
    await page.getByRole('button', { name: recipe.allSettings, exact: true }).click();
    await page.getByText(timeline.table, { exact: true }).click();
    await look('all settings, curves as a table');
    await page.getByRole('button', { name: shell.backend.why }).click();
    await look('backend');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: recipe.change }).first().click();
    await look('architectures');
    await page.keyboard.press('Escape');
    for (const dialog of [shell.fileMenu, shell.help]) {
      await page.getByRole('button', { name: dialog, exact: true }).click();
      await look(dialog);
      await page.getByRole('button', { name: controls.close, exact: true }).click();
    }
    await page.getByRole('button', { name: shell.projector, exact: true }).click();
    await look('projector');
    expect(problems).toEqual(Object.fromEntries(Object.keys(problems).map((key) => [key, []])));
  });

  test(`every tab on a phone, ${language}, light and dark`, async ({ page, site }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    test.setTimeout(180_000);
    await startTrained(page, site, linkTo('dcgan', 'digits', { size: 'nano' }));
    await chooseLanguage(page, language);
    const problems: Record<string, readonly string[]> = {};
    for (const tab of ['recipe', 'curves', 'latent', 'views', 'network'] as const) {
      await page.getByRole('tab', { name: shell.tabs[tab], exact: true }).click();
      problems[tab] = await seriousProblems(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${tab} is wider than the screen`).toBeLessThanOrEqual(0);
    }
    expect(problems).toEqual(Object.fromEntries(Object.keys(problems).map((key) => [key, []])));
  });
}
