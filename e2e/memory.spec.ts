// 2,000 steps on WebGL, which only a browser has, hold the memory of the first ten; for the other backends see
// lib/gan/training/memory.test.ts. The page is bundled here and is no part of the build.

import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { ROOT } from '../tools/setup/project.mjs';
import { SOFTWARE_GRAPHICS } from './software-graphics';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...SOFTWARE_GRAPHICS] }),
});

/** Emulated, a convolutional step takes a tenth of a second. */
const RUNS = [
  ['dense', 2000],
  ['convolutional', 100],
] as const;

for (const [id, steps] of RUNS) {
  test(`${steps} ${id} steps on WebGL hold the memory of the first ten`, async ({ page }) => {
    test.setTimeout(240_000);
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'e2e/memory/page.ts')],
      write: false,
      bundle: true,
      format: 'iife',
      target: 'es2022',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
    await page.goto('about:blank');
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const readings = await page.evaluate(
      ([game, count]) => window.memoryOnWebGl?.(game, count) ?? [],
      [id, steps] as const,
    );
    expect(readings).toHaveLength(steps / 10);
    const [first] = readings;
    expect(first?.deviceBytes).toBeGreaterThan(0);
    for (const reading of readings) expect(reading).toEqual(first);
  });
}
