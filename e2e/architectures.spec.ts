// Every architecture, trained live as a person would, on wasm here and on webgl in architectures-webgl.spec.ts; and what it
// offers beside z acts: another class gives another picture, a code moves it, a picture that is given is read. Nothing here
// names an architecture: a new line of the registry is tested by being there.

import type { Locator, Page } from '@playwright/test';
import { EN } from '../app/i18n/en/en';
import { expect, test } from './fixtures';
import { catalog, linkTo, Playground } from './playground';

/** Enough that the nets have moved; digits take some hundred. */
const STEPS = 40;
/** Training images offered to pick from. */
const PICKABLE = 36;

const architectures = catalog().architectures;
const onImages = architectures.filter(({ presets }) => presets.images !== undefined);

/** The pixels of the sample that the latent explorer shows. */
const output = (panel: Locator): Promise<string> =>
  panel
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Does something, and waits until the sample is another one. */
async function changes(panel: Locator, what: string, act: () => Promise<void>): Promise<void> {
  const before = await output(panel);
  await act();
  await expect
    .poll(() => output(panel), { message: `${what} changes the sample` })
    .not.toBe(before);
}

/** Moves every control that stands beside z. */
async function moveBesideZ(playground: Playground): Promise<void> {
  const { page } = playground;
  await page.getByRole('tab', { name: EN.shell.tabs.latent, exact: true }).click();
  const panel = page.getByRole('tabpanel', { name: EN.shell.tabs.latent, exact: true });
  await expect(panel.locator('canvas').first()).toBeVisible();
  for (const group of await panel.getByRole('group').all()) {
    const name = (await group.locator('legend').textContent()) ?? '';
    const classes = await group.getByRole('radio').all();
    const other = classes.at(-1);
    if (other !== undefined) await changes(panel, name, () => other.check({ force: true }));
    for (const slider of await group.getByRole('slider').all()) {
      const end = (await slider.getAttribute('max')) ?? '';
      await changes(panel, name, () => slider.fill(end));
    }
  }
}

/** Picks a picture of a view that is for a setting; the run waits for a reset then, which is not wanted here. */
async function pickIntoSetting(page: Page, figure: Locator): Promise<void> {
  const { heading, discard } = EN.recipe.needsReset;
  const picture = figure.getByRole('option').nth(2);
  await picture.click();
  await expect(picture).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(heading)).toBeVisible();
  await page.getByRole('button', { name: discard }).click();
  await expect(picture).toHaveAttribute('aria-selected', 'false');
}

/** Gives every view that reads a picture another one. */
async function givePictures(playground: Playground): Promise<void> {
  const { page } = playground;
  await page.getByRole('tab', { name: EN.shell.tabs.views, exact: true }).click();
  const panel = page.getByRole('tabpanel', { name: EN.shell.tabs.views, exact: true });
  const choice = panel.getByRole('combobox', { name: EN.explore.view });
  const offered = await choice.locator('option').all();
  let next = 5;
  for (const option of offered) {
    await choice.selectOption((await option.getAttribute('value')) ?? '');
    const figure = panel.locator('figure');
    await expect(figure).toHaveAttribute('aria-busy', 'false');
    if ((await figure.getByRole('option').count()) > 0) await pickIntoSetting(page, figure);
    const pick = panel.getByRole('button', { name: EN.explore.pickTraining });
    if ((await pick.count()) === 0) continue;
    const before = await figure.innerHTML();
    const drawn = figure.locator('canvas').first();
    const picture = async () =>
      (await drawn.count()) === 0
        ? figure.innerHTML()
        : drawn.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const seen = (await drawn.count()) === 0 ? before : await picture();
    const images = panel.getByRole('listbox', { name: EN.explore.pickTraining });
    await expect(async () => {
      // After so few steps two pictures may read alike to two decimals.
      await pick.click();
      await images.getByRole('option').nth(next).click();
      next = (next + 1) % PICKABLE;
      await expect.poll(picture, { timeout: 2000 }).not.toBe(seen);
    }, 'a given picture is read').toPass({ timeout: 60_000 });
  }
}

for (const { id, label } of onImages) {
  test(`${label} learns digits on wasm, and what it offers beside z acts`, async ({
    page,
    site,
  }) => {
    test.setTimeout(180_000);
    const playground = new Playground(page, site);
    await playground.open(linkTo(id, 'digits', { size: 'nano' }));
    const untrained = await playground.stagePicture();
    await playground.play();
    await playground.reaches(STEPS, 120_000);
    await expect(page.locator('path.recharts-line-curve').first()).toHaveAttribute('d', /^M.+L.+/);
    await playground.pause();
    expect(await playground.stagePicture()).not.toBe(untrained);
    await moveBesideZ(playground);
    await givePictures(playground);
  });
}
