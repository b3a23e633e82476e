// WebAssembly, WebGL and WebGPU in one browser whose graphics devices are emulated on the processor: the page takes the
// fastest, says why, and trains on each of them when told to. Plain JavaScript has a browser of its own.

import { EN } from '../app/i18n/en/en';
import { expect, test } from './fixtures';
import { linkTo, Playground, trainsOn } from './playground';
import { SOFTWARE_GRAPHICS } from './software-graphics';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...SOFTWARE_GRAPHICS] }),
});

const { names, reasons } = EN.shell.backend;

test(`${names.wasm} is chosen before emulated graphics devices, with the reason, and trains`, async ({
  page,
  site,
}) => {
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  const list = await playground.showBackends();
  await expect(list.getByText(reasons.softwareAdapter)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await trainsOn(playground, 'wasm');
});

for (const backend of ['webgl', 'webgpu'] as const) {
  test(`${names[backend]} trains when it is chosen`, async ({ page, site }) => {
    test.setTimeout(180_000);
    const playground = new Playground(page, site);
    await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
    await playground.useBackend(backend);
    await trainsOn(playground, backend);
  });
}
