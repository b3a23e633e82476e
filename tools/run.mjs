// Runs a command of the command line: `node tools/run.mjs train --help`. The commands are TypeScript that shares lib/ with
// the page; each is bundled for Node in a fraction of a second and then started. TensorFlow.js and native packages stay
// outside the bundle.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RELAXED_SIMD, simdKernels } from './setup/simd-kernels.mjs';
import { tfjsForNode } from './setup/tfjs-for-node.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OUT = join(ROOT, 'node_modules/.cache/gan-playground/commands');
const FOLDERS = ['tools/cli/commands', 'bench/commands'];
const WRONG_INPUT = 2;

/** Every command's entry by its name. */
function commands() {
  return new Map(
    FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
      readdirSync(join(ROOT, folder))
        .filter((file) => /^[a-z-]+\.ts$/.test(file))
        .map((file) => [file.slice(0, -'.ts'.length), join(ROOT, folder, file)]),
    ),
  );
}

/** Sends imports of TensorFlow.js to the bundles that tests use too, so that there is one engine. */
const sharedTensorFlow = (aliases) => ({
  name: 'shared-tensorflow',
  setup({ onResolve }) {
    onResolve({ filter: /^@tensorflow\// }, ({ path }) => {
      const alias = aliases.find(({ find }) => find.test(path));
      if (!alias) return { errors: [{ text: `${path} is not listed in tfjs-for-node.mjs` }] };
      return { path: pathToFileURL(alias.replacement).href, external: true };
    });
  },
});

async function bundle(name, entry) {
  await simdKernels();
  const { build } = await import('esbuild');
  const outfile = join(OUT, `${name}.mjs`);
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    outfile,
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Other packages are found in node_modules at run time.
    packages: 'external',
    plugins: [sharedTensorFlow(await tfjsForNode())],
    sourcemap: 'inline',
    logLevel: 'error',
  });
  // Renamed into place, so that commands started at the same time never see half a file.
  const partial = `${outfile}.${process.pid}`;
  await mkdir(OUT, { recursive: true });
  await writeFile(partial, outputFiles[0].contents);
  await rename(partial, outfile);
  return outfile;
}

const [name = '', ...args] = process.argv.slice(2);
const known = commands();
const entry = known.get(name);
if (entry === undefined) {
  process.stderr.write(
    `There is no command "${name}"; the commands are ${[...known.keys()].sort().join(', ')}.\n`,
  );
  process.exit(WRONG_INPUT);
}
const child = spawn(
  process.execPath,
  ['--enable-source-maps', ...RELAXED_SIMD, await bundle(name, entry), ...args],
  {
    stdio: 'inherit',
  },
);
// Ctrl-C reaches the command directly, which then saves what it has; this process only waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
});
