// The gradient table in Chromium, on WebGL and WebGPU as the processor emulates them: with the pack every row agrees with
// PyTorch, and without it those rows fail that gradient-stock.ts names. Its page is bundled here and is no part of the build.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import { CACHE, ROOT } from '../tools/setup/project.mjs';
import { createStaticServer, listen } from '../tools/setup/static-server.mjs';
import type { Figures, RowWithoutPack, RowWithPack } from './op-table/page';
import { SOFTWARE_GRAPHICS } from './software-graphics';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...SOFTWARE_GRAPHICS] }),
});

const FIGURES: Figures = JSON.parse(
  readFileSync(join(ROOT, 'lib/tfjs/fixtures/gradient-table.fixture.json'), 'utf8'),
);
const FOLDER = join(CACHE, 'op-table');

let server: Server;
let origin: string;

test.beforeAll(async () => {
  await build({
    entryPoints: [join(ROOT, 'e2e/op-table/page.ts')],
    outdir: FOLDER,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  writeFileSync(
    join(FOLDER, 'index.html'),
    '<!doctype html><title>op table</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
  );
  server = await createStaticServer(FOLDER, { mount: '/' });
  origin = `http://localhost:${await listen(server, 0, '127.0.0.1')}/`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What the console said of errors while the page ran. */
async function open(page: Page): Promise<readonly string[]> {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(origin);
  await page.waitForFunction(() => window.opTable !== undefined);
  return errors;
}

const ROWS = Object.keys(FIGURES).sort();
const namesOf = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name).sort();

for (const backend of ['webgl', 'webgpu'] as const) {
  test(`with the pack on ${backend}, every row agrees with PyTorch`, async ({ page }) => {
    test.setTimeout(180_000);
    const errors = await open(page);
    const rows: readonly RowWithPack[] = await page.evaluate(
      ([name, figures]) => window.opTable?.withPack(name, figures) ?? [],
      [backend, FIGURES] as const,
    );
    expect(namesOf(rows)).toEqual(ROWS);
    expect(rows.filter(({ error, tolerance }) => !(error < tolerance))).toEqual([]);
    expect(errors).toEqual([]);
  });

  test(`with the pack off on ${backend}, those rows fail that should`, async ({ page }) => {
    test.setTimeout(180_000);
    await open(page);
    const rows: readonly RowWithoutPack[] = await page.evaluate(
      ([name, figures]) => window.opTable?.withoutPack(name, figures) ?? [],
      [backend, FIGURES] as const,
    );
    expect(namesOf(rows)).toEqual(ROWS);
    expect(rows.filter(({ fails, expected }) => fails !== expected)).toEqual([]);
  });
}
