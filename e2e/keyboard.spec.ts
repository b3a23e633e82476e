// A person without a pointer does the whole job: trains, pauses, changes a setting, saves. The mouse is never used.
import { stat } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';

/** Moves the focus on with Tab until it is on an element with this accessible name. */
async function tabTo(playground: Playground, label: string): Promise<void> {
  const target = playground.setting(label);
  for (let presses = 0; presses < 200; presses++) {
    await playground.page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never reaches "${label}"`);
}

test('training, pausing, changing a setting and saving need no pointer', async ({ page, site }) => {
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));

  await page.keyboard.press('Space');
  await expect(playground.pauseButton).toBeVisible();
  await playground.reaches(5);
  await page.keyboard.press('Space');
  await expect(playground.playButton).toBeEnabled();
  const paused = await playground.step();

  await tabTo(playground, 'Learning rate of D');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('0.0005');
  await page.keyboard.press('Enter');
  await expect(playground.setting('Learning rate of D')).toHaveValue('0.0005');
  expect(await playground.step()).toBe(paused);

  // Letters belong to the field that has the focus; leaving it gives them back to the page.
  await page.keyboard.press('Tab');
  await page.keyboard.press('s');
  await playground.reaches(paused + 1);

  const file = await playground.save();
  expect((await stat(file)).size).toBeGreaterThan(1000);
});

test('every stop of the tab key is visible and has a name', async ({ page, site }) => {
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  const seen = new Set<string>();
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return {
        path: element.outerHTML.slice(0, 200),
        marked: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
      };
    });
    if (stop === null) break;
    expect(stop, stop.path).toMatchObject({ marked: true });
    seen.add(stop.path);
  }
  expect(seen.size).toBeGreaterThan(15);
});
