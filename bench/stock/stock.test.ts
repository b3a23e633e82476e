import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { CASE_IDS } from '../cases/registry';
import { STOCK_CASES } from './registry';

test.each(['bench/commands/stock.ts', 'bench/chromium/stock.ts'])(
  '%s loads nothing of the pack or of the GAN library',
  async (entry) => {
    const { metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('bench/stock/stock-loop.ts');
    expect(inputs.filter((path) => /^lib\/(tfjs|gan)\//.test(path))).toEqual([]);
  },
);

test('every yardstick has a twin in plain TensorFlow.js', () => {
  expect(Object.keys(STOCK_CASES)).toEqual(CASE_IDS);
});
