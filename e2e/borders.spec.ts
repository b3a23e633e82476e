// What comes from outside and must not do harm: links, files, plain http. A bad one ends in one sentence, and the run goes
// on untouched.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EN } from '../app/i18n/en/en';
import { expect, MOUNT, test } from './fixtures';
import { linkTo, Playground } from './playground';

const NANO = () => linkTo('gan', 'ring', { size: 'nano' });

test('a link opens its experiment and does not start training by itself', async ({
  page,
  site,
}) => {
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano', batchSize: 48 }, 77));
  await expect(playground.setting(EN.shell.seed)).toHaveValue('77');
  await expect(playground.setting('Batch size')).toHaveValue('48');
  expect(await playground.step()).toBe(0);
  await expect(page.getByText(EN.shell.phase.ready).first()).toBeVisible();
  expect(await playground.step()).toBe(0);
});

for (const [name, hash] of Object.entries({
  'no experiment at all': '%%%',
  'a broken copy': 'v1.abc',
  'another program': 'state=eJwrLU4tykvMTQUADk0DXw',
  'too long': 'A'.repeat(20_000),
})) {
  test(`a link that is ${name} ends in one sentence and a page that works`, async ({
    page,
    site,
  }) => {
    const playground = new Playground(page, site);
    await playground.open(hash);
    await expect(page.getByRole('region', { name: EN.shell.landmarks.notices })).toContainText(
      /link/i,
    );
    await playground.stepBoth(1);
  });
}

test('bad files end in a sentence each, and the run is untouched', async ({ page, site }) => {
  const folder = mkdtempSync(join(tmpdir(), 'gan-playground-'));
  const file = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const idx = Buffer.alloc(1000);
  idx.writeUInt32BE(0x803, 0);
  idx.writeUInt32BE(60_000, 4);
  idx.writeUInt32BE(28, 8);
  idx.writeUInt32BE(28, 12);
  const bad: readonly (readonly [string, RegExp])[] = [
    [file('images-idx3-ubyte', idx), /bytes/],
    [file('picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG|none of the formats/],
    [file('notes.txt', 'hello'), /none of the formats/],
    [file('run.safetensors', Buffer.alloc(64, 0xff)), /saved run|safetensors|file/i],
  ];
  const playground = new Playground(page, site);
  await playground.open(NANO());
  await playground.stepBoth(2);
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  for (const [path, sentence] of bad) {
    await playground.drop([path]);
    await expect(page.getByText(sentence).first()).toBeVisible();
    expect(await playground.step()).toBe(2);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '');
    await page.keyboard.press('Escape');
  }
  await playground.stepBoth(1);
});

const lanAddress = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

test.describe('over plain http from another machine', () => {
  test.skip(lanAddress === undefined, 'this machine has no address but localhost');

  test('the page says what is off in one line, and trains', async ({ browser, site }) => {
    const { port } = new URL(site);
    const page = await browser.newPage();
    const playground = new Playground(page, `http://${lanAddress}:${port}${MOUNT}`);
    await playground.open(NANO());
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expect(page.getByText(EN.shell.insecure)).toBeVisible();
    const list = await playground.showBackends();
    await expect(list.getByText(EN.shell.backend.reasons.insecureContext)).toBeVisible();
    await page.keyboard.press('Escape');
    await playground.stepBoth(2);
    await page.getByRole('button', { name: EN.shell.copyLink, exact: true }).click();
    await expect(
      page.getByText(EN.notices.linkCopied).or(page.getByText(EN.notices.linkReady)),
    ).toBeVisible();
    await page.close();
  });
});
