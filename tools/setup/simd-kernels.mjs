// Compiles lib/tfjs/wasm/assembly twice, for plain and for relaxed SIMD, into modules that hold the bytes as text. They are
// imported as '#simd-kernels/…' (package.json, "imports"), so that Vite, esbuild and Node find them alike. Compiled again
// only when a source or the compiler changes.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

const SOURCES = join(ROOT, 'lib/tfjs/wasm/assembly');
/** Not below node_modules: "imports" of package.json may not lead there. */
const OUT = join(ROOT, '.cache/simd-kernels');

/** Arguments with which Node knows relaxed SIMD; from version 22 on it needs none. */
export const RELAXED_SIMD =
  Number(process.versions.node.split('.')[0]) < 22 ? ['--experimental-wasm-relaxed-simd'] : [];

/** The two builds and the features each of them may use. */
const BUILDS = { plain: ['simd'], relaxed: ['simd', 'relaxed-simd'] };

/** The kernels bring nothing of their own: TensorFlow.js's memory, no allocator, no strings, no data. */
const OPTIONS = [
  '--runtime=stub',
  '--importMemory',
  '--initialMemory=1',
  '--noExportMemory',
  '--use=abort=',
  '--noAssert',
  '--optimizeLevel=3',
  '--shrinkLevel=1',
];

async function sourceHash() {
  const hash = createHash('sha256').update(OPTIONS.join());
  for (const name of (await readdir(SOURCES)).sort()) {
    hash.update(name).update(await readFile(join(SOURCES, name)));
  }
  const compiler = join(ROOT, 'node_modules/assemblyscript/package.json');
  return hash.update(await readFile(compiler)).digest('hex');
}

async function compile(features) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary = null;
  const { error, stderr } = await asc.main(
    [
      'kernels.ts',
      '--outFile=kernels.wasm',
      ...OPTIONS,
      ...features.flatMap((f) => ['--enable', f]),
    ],
    {
      readFile: (name) => readFile(join(SOURCES, name), 'utf8').catch(() => null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || binary === null) throw new Error(`The SIMD kernels do not compile.\n${stderr}`);
  return Buffer.from(binary).toString('base64');
}

/** Written beside and renamed into place, so that a process that starts at the same time never sees half a file. */
async function write(name, text) {
  const partial = join(OUT, `${name}.${process.pid}`);
  await writeFile(partial, text);
  await rename(partial, join(OUT, name));
}

/** Compiles the kernels if they are missing or stale. */
export async function simdKernels() {
  const stamp = join(OUT, 'stamp');
  const wanted = await sourceHash();
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;
  await mkdir(OUT, { recursive: true });
  for (const [build, features] of Object.entries(BUILDS)) {
    await write(`${build}.mjs`, `export default '${await compile(features)}';\n`);
  }
  await write('stamp', wanted);
}
