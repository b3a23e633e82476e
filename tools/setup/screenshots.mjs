// Takes the README's pictures anew: builds the page, trains a DCGAN for some minutes, and writes docs/images.
import { ensureChromium } from './browser.mjs';
import { build } from './build.mjs';
import { run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
const chromium = await ensureChromium();
const built = await build();
if (built !== 0) process.exit(built);
const env = { CHROMIUM_PATH: chromium, SCREENSHOTS: '1' };
process.exit((await run('playwright', ['test'], { env })).code);
