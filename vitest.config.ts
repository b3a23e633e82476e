import { defineConfig } from 'vitest/config';
import { RELAXED_SIMD, simdKernels } from './tools/setup/simd-kernels.mjs';
import { tfjsForNode } from './tools/setup/tfjs-for-node.mjs';

await simdKernels();

export default defineConfig(async () => ({
  resolve: { alias: await tfjsForNode() },
  test: {
    include: [
      'lib/**/*.test.ts',
      'app/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    environment: 'node',
    setupFiles: ['tools/setup/fixed-seed.ts'],
    maxWorkers: 2,
    execArgv: RELAXED_SIMD,
    testTimeout: 30_000,
    server: { deps: { external: [/\.cache\/gan-playground/] } },
  },
}));
