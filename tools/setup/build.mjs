// Builds the static page into dist/. Also decides whether a build is out of date, for `npm start`.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { DIST, ROOT } from './project.mjs';

/** What the built page is made of. */
const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'app',
  'lib',
  'public',
  'tools/setup',
];

function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** True when dist is missing or older than something it is made of. */
export function isStale() {
  const built = statSync(join(DIST, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.some((source) => newest(join(ROOT, source)) > built);
}

/** Builds the page; returns the exit code. The embedded data sets are made first where they are missing. */
export async function build() {
  if (!existsSync(join(ROOT, 'public/datasets/manifest.json'))) {
    const data = await run(process.execPath, ['tools/run.mjs', 'data', 'build']);
    if (data.code !== 0) return data.code;
  }
  return (await run('vite', ['build'])).code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled();
  process.exitCode = await build();
}
