// The programs of a graphics device are compiled before the first step, with their count on the stage and a way to stop.

import { EN } from '../app/i18n/en/en';
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';
import { SOFTWARE_GRAPHICS } from './software-graphics';
import { heardBy, listenIn } from './worker-events';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...SOFTWARE_GRAPHICS] }),
});

test('a start on WebGPU counts the programs it compiles, can be stopped meanwhile, and trains', async ({
  page,
  site,
}) => {
  test.setTimeout(240_000);
  await listenIn(page);
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  await playground.useBackend('webgpu');
  const preparations = async () =>
    (await heardBy(page)).statuses.flatMap((status) =>
      status.kind === 'preparing' ? [status] : [],
    );

  // By its key: emulated graphics draw no frames while they compile, and a click waits for two.
  await page.keyboard.press('Space');
  const count = playground.stage.getByText(/\d+ of \d+/);
  await expect(count).toBeVisible();
  await expect(playground.stage.getByText(EN.shell.phase.preparing).first()).toBeVisible();
  await page.keyboard.press('Space');
  await expect(playground.playButton).toBeEnabled();
  await expect(count).toBeHidden();
  expect(await playground.step()).toBe(0);

  await page.keyboard.press('Space');
  await playground.reaches(2, 150_000);
  const told = await preparations();
  expect(told.length).toBeGreaterThan(0);
  for (const { done, total } of told) {
    expect(total).toBe(told[0]?.total);
    expect(done).toBeLessThan(total);
  }
  const counts = told.map(({ done }) => done);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect((await heardBy(page)).statuses.at(-1)).toEqual({ kind: 'training' });

  // What is compiled stays so: the next start is at once.
  await playground.pause();
  await playground.play();
  await playground.pause();
  expect(await preparations()).toHaveLength(told.length);
});
