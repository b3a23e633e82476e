// Every architecture that takes points, trained live on WebGL that is emulated on the processor.

import { test } from './fixtures';
import { catalog, linkTo, Playground, trainsOn } from './playground';
import { SOFTWARE_GRAPHICS } from './software-graphics';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...SOFTWARE_GRAPHICS] }),
});

for (const { id, label, presets } of catalog().architectures) {
  if (presets.points === undefined) continue;
  test(`${label} trains on points on webgl`, async ({ page, site }) => {
    test.setTimeout(240_000);
    const playground = new Playground(page, site);
    await playground.open(linkTo(id, 'ring', { size: 'nano' }));
    await playground.useBackend('webgl');
    await trainsOn(playground, 'webgl');
  });
}
