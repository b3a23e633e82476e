import { defineConfig } from 'vitest/config';
import { tfjsForNode } from './tools/setup/tfjs-for-node.mjs';

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
    testTimeout: 30_000,
    server: { deps: { external: [/\.cache\/gan-playground/] } },
  },
}));
