// How the page is built: a static folder that works below any path of any server, with a strict content security policy,
// and offline after the first visit.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { bundleReport } from './tools/setup/bundle-report.mjs';
import { contentSecurityPolicy } from './tools/setup/content-security-policy.mjs';
import { simdKernels } from './tools/setup/simd-kernels.mjs';

/** The embedded data sets are at most 12 MB together, so no single file is larger. */
const LARGEST_CACHED_BYTES = 12 * 1024 * 1024;

await simdKernels();

export default defineConfig({
  base: './',
  plugins: [
    react(),
    contentSecurityPolicy(),
    bundleReport('page'),
    VitePWA({
      strategies: 'generateSW',
      includeManifestIcons: false,
      // A new version waits until every tab is closed: a tab that trains is never reloaded.
      registerType: 'prompt',
      // A file of its own, since the policy forbids inline scripts. It asks for navigator.serviceWorker first, which
      // insecure contexts lack.
      injectRegister: 'script-defer',
      scope: './',
      workbox: {
        globPatterns: ['**/*'],
        // The manifest is listed by the plugin itself.
        globIgnores: ['**/*.map', '**/datasets/installed/**', 'manifest.webmanifest'],
        maximumFileSizeToCacheInBytes: LARGEST_CACHED_BYTES,
        // Names below assets/ carry a hash; asking for them again with a revision would fetch everything twice.
        dontCacheBustURLsMatching: /assets\//,
        inlineWorkboxRuntime: true,
        sourcemap: false,
        navigateFallback: 'index.html',
      },
      manifest: {
        name: 'GAN playground',
        short_name: 'GAN playground',
        description: 'Train generative adversarial networks live in the browser.',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f4f4f1',
        theme_color: '#f4f4f1',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
    }),
  ],
  worker: { format: 'es', plugins: () => [bundleReport('worker')] },
  resolve: {
    dedupe: ['@tensorflow/tfjs-core'],
    alias: {
      'victory-vendor/d3-scale': fileURLToPath(
        new URL('./app/components/timeline/chart-scales.ts', import.meta.url),
      ),
    },
  },
  build: {
    target: 'es2022',
    // Files that are fetched or compiled one by one; as data URLs the policy would refuse them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
});
