// Bundles TensorFlow.js once for Node. Its ES modules use extensionless imports that Node refuses, and its CommonJS
// builds would give every deep import a second copy of the engine. Tests and the command line both use these bundles.
// Bundled again only when the installed version changes.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const OUT = join(ROOT, 'node_modules/.cache/gan-playground/tfjs');

/** Every TensorFlow.js module that the project imports, with the name of its bundle. A new deep import is one line here. */
const ENTRIES = {
  '@tensorflow/tfjs-core/dist/register_all_gradients': 'gradients',
  '@tensorflow/tfjs-core': 'core',
  '@tensorflow/tfjs-backend-cpu': 'cpu',
  '@tensorflow/tfjs-backend-wasm': 'wasm',
  '@tensorflow/tfjs-backend-webgl': 'webgl',
  '@tensorflow/tfjs-backend-webgpu': 'webgpu',
};

/** Builds the bundles if they are missing or stale; returns Vite aliases [{ find, replacement }]. */
export async function tfjsForNode() {
  const version = JSON.parse(
    await readFile(join(ROOT, 'node_modules/@tensorflow/tfjs-core/package.json'), 'utf8'),
  ).version;
  const stamp = join(OUT, 'stamp');
  const wanted = `${version} ${Object.keys(ENTRIES).join(' ')}`;
  if (!existsSync(stamp) || (await readFile(stamp, 'utf8')) !== wanted) {
    const { build } = createRequire(import.meta.url)('esbuild');
    await build({
      entryPoints: Object.fromEntries(
        Object.entries(ENTRIES).map(([module, name]) => [name, module]),
      ),
      absWorkingDir: ROOT,
      outdir: OUT,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      banner: {
        js: "import { createRequire as __cr } from 'node:module'; import { dirname as __dn } from 'node:path'; import { fileURLToPath as __fp } from 'node:url'; const require = __cr(import.meta.url), __filename = __fp(import.meta.url), __dirname = __dn(__filename);",
      },
      logLevel: 'error',
    });
    await writeFile(stamp, wanted);
  }
  return Object.entries(ENTRIES).map(([module, name]) => ({
    find: new RegExp(`^${module}$`),
    replacement: join(OUT, `${name}.mjs`),
  }));
}
