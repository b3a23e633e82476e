// Keeps the page light. TensorFlow.js must stay out of the page's own code, and a visitor loads the worker with one
// backend, so each is weighed apart. Sizes are gzip, as a server sends them; .wasm files are not counted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUNDLE_REPORT } from './bundle-report.mjs';
import { DIST } from './project.mjs';

const PAGE_LIMIT_KB = 250;
const WORKER_LIMIT_KB = 260;
const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'];

const { page, worker } = JSON.parse(readFileSync(BUNDLE_REPORT, 'utf8'));

/** Chunks reachable from `files`; `follow` says which imports of a chunk count. */
function reachable(chunks, files, follow) {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]));
  const found = new Set();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const chunk = byFile.get(file);
    if (!chunk || found.has(file)) continue;
    found.add(file);
    queue.push(...follow(chunk));
  }
  return found;
}

const staticImports = ({ imports }) => imports;
const holds = (chunk, pack) =>
  chunk.modules.some((module) => module.includes(`/@tensorflow/${pack}/`));
const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0) / 1000;

const entries = worker.filter(({ entry }) => entry).map(({ file }) => file);
const always = reachable(worker, entries, staticImports);
const rows = [
  {
    what: 'page, all of it',
    size: kilobytes(page.map(({ file }) => file)),
    limit: PAGE_LIMIT_KB,
  },
];
for (const backend of BACKENDS) {
  const pack = `tfjs-backend-${backend}`;
  // A backend is loaded by the chunk that the worker imports on demand and that holds its package, directly or through
  // what that chunk imports.
  const starts = worker
    .filter(({ file }) => always.has(file))
    .flatMap(({ dynamicImports }) => dynamicImports)
    .filter((file) =>
      [...reachable(worker, [file], staticImports)].some((reached) =>
        worker.some((chunk) => chunk.file === reached && holds(chunk, pack)),
      ),
    );
  // webgpu and webgl bring parts of cpu along; only the smallest start that holds the package is the package's own.
  const loads = starts.map((file) => reachable(worker, [file], staticImports));
  const own = loads.sort((a, b) => kilobytes(a) - kilobytes(b))[0];
  rows.push({
    what: `worker with ${backend}`,
    size: own ? kilobytes(new Set([...always, ...own])) : Number.NaN,
    limit: WORKER_LIMIT_KB,
  });
}

console.log('part                     gzip kB   limit');
for (const { what, size, limit } of rows) {
  const verdict = size <= limit ? '' : '   too large';
  console.log(
    `${what.padEnd(22)} ${size.toFixed(1).padStart(9)} ${String(limit).padStart(7)}${verdict}`,
  );
}
const intruder = page.find((chunk) =>
  chunk.modules.some((module) => module.includes('/@tensorflow/')),
);
if (intruder) console.error(`TensorFlow.js got into the page's own code: ${intruder.file}`);
// A size that is not a number is a backend that was not found, which is a failure too.
if (intruder || rows.some(({ size, limit }) => !(size <= limit))) process.exit(1);
