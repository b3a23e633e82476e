// The main job from end to end, on the real thing: ten thousand digits of MNIST dropped into the page.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EN } from '../app/i18n/en/en';
import { ROOT } from '../tools/setup/project.mjs';
import { expect, test } from './fixtures';
import { curveRows, linkTo, Playground } from './playground';

const MNIST = join(ROOT, '../shared/data/mnist');
const IMAGES = join(MNIST, 't10k-images-idx3-ubyte.gz');
const LABELS = join(MNIST, 't10k-labels-idx1-ubyte.gz');

const BEFORE = 20;
const AFTER = 5;

test('a DCGAN learns MNIST; paused, changed, saved, reloaded and opened, it goes on as if it had never stopped', async ({
  page,
  site,
}) => {
  test.skip(!existsSync(IMAGES), `there is no ${MNIST}`);
  test.setTimeout(240_000);
  const playground = new Playground(page, site);
  await playground.open(linkTo('dcgan', 'digits', { size: 'nano' }));

  await playground.drop([IMAGES, LABELS]);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('t10k');
  await playground.ready();
  await expect(page.getByText('10,000').first()).toBeVisible();

  const untrained = await playground.stagePicture();
  await playground.play();
  await playground.reaches(BEFORE, 120_000);
  await expect
    .poll(() => playground.stagePicture(), { message: 'the samples change while it trains' })
    .not.toBe(untrained);
  const curve = page.locator('path.recharts-line-curve').first();
  await expect(curve).toHaveAttribute('d', /^M.+L.+/);
  const drawn = await curve.getAttribute('d');
  await expect
    .poll(() => curve.getAttribute('d'), { message: 'the curves move while it trains' })
    .not.toBe(drawn);
  await playground.pause();

  const rate = playground.setting('Learning rate of G');
  await rate.fill('0.0007');
  await rate.press('Enter');
  await playground.stepBoth(1);
  await page.getByText(EN.timeline.table, { exact: true }).click();
  await expect(page.getByRole('region', { name: EN.timeline.heading })).toContainText('→ 0.0007');

  const saved = await playground.save();
  const savedAt = await playground.step();
  await playground.stepBoth(AFTER);
  const straight = curveRows(await playground.csv());

  await page.reload();
  await playground.ready();
  await playground.openRun(saved);
  expect(await playground.step()).toBe(savedAt);
  await expect(playground.setting('Learning rate of G')).toHaveValue('0.0007');
  await playground.stepBoth(AFTER);
  const resumed = curveRows(await playground.csv());

  const steps = Array.from({ length: savedAt + AFTER }, (_, i) => i + 1);
  expect(steps.map((step) => resumed.get(step))).toEqual(steps.map((step) => straight.get(step)));
  expect(straight.get(savedAt + AFTER)).toMatch(/\d/);
});
