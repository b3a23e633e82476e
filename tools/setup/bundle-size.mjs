// Keeps the page light. TensorFlow.js must stay out of the page's own code; what waits until it is wanted, such as the texts
// of another language, is weighed apart, and so is the worker with each backend, since a visitor loads one. Sizes are gzip,
// as a server sends them; .wasm files are not counted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUNDLE_REPORT } from './bundle-report.mjs';
import { DIST } from './project.mjs';

const PAGE_LIMIT_KB = 250;
const ON_DEMAND_LIMIT_KB = 50;
const WORKER_LIMIT_KB = 260;
const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'];

const { page, worker } = JSON.parse(readFileSync(BUNDLE_REPORT, 'utf8'));

const byFile = new Map([...page, ...worker].map((chunk) => [chunk.file, chunk]));

/** Files that arrive together with `files`. */
function reachable(files) {
  const found = new Set();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    queue.push(...(byFile.get(file)?.imports ?? []));
  }
  return found;
}

const holds = (chunk, pack) =>
  chunk.modules.some((module) => module.includes(`/@tensorflow/${pack}/`));
const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0) / 1000;

const alwaysOf = (part) => reachable(part.filter(({ entry }) => entry).map(({ file }) => file));
const pageAlways = alwaysOf(page);
const always = alwaysOf(worker);
const onDemand = [...always].flatMap((file) => byFile.get(file)?.dynamicImports ?? []);
const rows = [
  { what: 'page', size: kilobytes(pageAlways), limit: PAGE_LIMIT_KB },
  {
    what: 'page, on demand',
    size: kilobytes(page.map(({ file }) => file).filter((file) => !pageAlways.has(file))),
    limit: ON_DEMAND_LIMIT_KB,
  },
];
for (const backend of BACKENDS) {
  const pack = `tfjs-backend-${backend}`;
  // The chunk that is imported on demand and holds the package itself; what it shares with others comes along.
  const start = onDemand.find((file) => holds(byFile.get(file), pack));
  // The kernels of our own come with it.
  const kernels = onDemand.filter((file) =>
    byFile.get(file)?.modules.some((module) => module.includes(`/install-${backend}-kernels`)),
  );
  const loaded = start && reachable([start, ...kernels]);
  rows.push({
    what: `worker with ${backend}`,
    size: loaded ? kilobytes(new Set([...always, ...loaded])) : Number.NaN,
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
