// Measures a yardstick in Chromium: `node bench/chromium/run.mjs ours|stock CASE wasm|webgl|webgpu [--brief]`. Prints one
// JSON line. Graphics are emulated on the processor by SwiftShader, unless BENCH_GRAPHICS=hardware is set.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { findChromium } from '../../tools/setup/browser.mjs';
import { ROOT } from '../../tools/setup/project.mjs';
import { simdKernels } from '../../tools/setup/simd-kernels.mjs';

const WASM_FOLDER = join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
/** A secure context without a server: every request to it is answered here. */
const ORIGIN = 'http://localhost:1/';

const COMMON_ARGS = ['--no-sandbox', '--enable-unsafe-webgpu'];
const GRAPHICS_ARGS = {
  software: [
    '--use-webgpu-adapter=swiftshader',
    '--enable-features=Vulkan',
    '--use-vulkan=swiftshader',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
  hardware: ['--enable-features=Vulkan', '--enable-gpu', '--ignore-gpu-blocklist'],
};

async function bundle(contender) {
  if (contender === 'ours') await simdKernels();
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, `bench/chromium/${contender}.ts`)],
    absWorkingDir: ROOT,
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    // The glue of TensorFlow.js's wasm module asks for these only in Node.
    external: ['fs', 'path', 'worker_threads', 'perf_hooks', 'os', 'util', 'crypto'],
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

async function answer(route, script) {
  const name = new URL(route.request().url()).pathname.slice(1);
  if (name === '') {
    await route.fulfill({ contentType: 'text/html', body: '<script src="bench.js"></script>' });
  } else if (name === 'bench.js') {
    await route.fulfill({ contentType: 'text/javascript', body: script });
  } else if (/^tfjs-backend-wasm[a-z-]*\.wasm$/.test(name)) {
    const body = await readFile(join(WASM_FOLDER, name));
    await route.fulfill({ contentType: 'application/wasm', body });
  } else {
    await route.fulfill({ status: 404, body: '' });
  }
}

const note = (text) => process.stderr.write(`${text}\n`);

const [contender = '', caseId = '', backend = '', ...options] = process.argv.slice(2);
const graphics = process.env.BENCH_GRAPHICS ?? 'software';
if (!['ours', 'stock'].includes(contender) || !(graphics in GRAPHICS_ARGS)) {
  note('Usage: node bench/chromium/run.mjs ours|stock CASE wasm|webgl|webgpu [--brief]');
  process.exit(2);
}
const script = await bundle(contender);
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: [...COMMON_ARGS, ...GRAPHICS_ARGS[graphics]],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => note(error.message));
  page.on('crash', () => note('the page crashed'));
  await page.route('**/*', (route) => answer(route, script));
  await page.goto(ORIGIN);
  const summary = await page.evaluate(
    ([id, name, brief]) => globalThis.measure(id, name, brief),
    [caseId, backend, options.includes('--brief')],
  );
  const line = JSON.stringify({ summary: { ...summary, browser: browser.version() } });
  process.stdout.write(`${line}\n`);
} finally {
  await browser.close();
}
