// `npm test`: everything that must hold before a change is kept, from a fresh clone on. Stops at the first stage that
// fails. The last line counts the tests of all stages.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { build } from './build.mjs';
import { run } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { CACHE } from './project.mjs';

const UNIT_REPORT = join(CACHE, 'reports/unit.json');
const BROWSER_REPORT = join(CACHE, 'reports/browser.json');

const totals = { passed: 0, failed: 0, skipped: 0 };
const stages = [];

const readReport = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // the runner ended before it wrote one; its exit code says so
  }
};

function countUnit() {
  const report = readReport(UNIT_REPORT);
  totals.passed += report?.numPassedTests ?? 0;
  totals.failed += report?.numFailedTests ?? 0;
  totals.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
}

function countBrowser() {
  const stats = readReport(BROWSER_REPORT)?.stats;
  // A flaky test is one that failed before it passed: that counts as a failure here.
  totals.passed += stats?.expected ?? 0;
  totals.failed += (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  totals.skipped += stats?.skipped ?? 0;
}

function finish(failedStage) {
  console.log('\nstage                     seconds');
  for (const { name, seconds } of stages) {
    console.log(`${name.padEnd(24)} ${seconds.toFixed(1).padStart(8)}`);
  }
  if (failedStage) console.log(`\nStopped: ${failedStage} failed.`);
  // A stage without tests of its own that fails is one failure, so that no failing run ends with "0 failed".
  const failed = failedStage ? Math.max(1, totals.failed) : totals.failed;
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  console.log(`\n${totals.passed} passed, ${failed} failed${skipped}`);
  process.exit(failed > 0 ? 1 : 0);
}

async function stage(name, action) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const code = await action();
  stages.push({ name, seconds: (performance.now() - start) / 1000 });
  if (code !== 0) finish(name);
}

const program = async (name, args, options) => (await run(name, args, options)).code;

await ensureInstalled();
rmSync(join(CACHE, 'reports'), { recursive: true, force: true });
mkdirSync(join(CACHE, 'reports'), { recursive: true });
const chromium = await ensureChromium();

await stage('format and lint', () => program('biome', ['ci', '--error-on-warnings', '.']));
await stage('types', () => program('tsc', ['-b']));
await stage('unit tests', async () => {
  const code = await program('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${UNIT_REPORT}`,
  ]);
  countUnit();
  return code;
});
await stage('build', build);
await stage('bundle size', () => program(process.execPath, ['tools/setup/bundle-size.mjs']));
await stage('browser tests', async () => {
  const code = await program('playwright', ['test', '--reporter=list,json'], {
    env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER_REPORT },
  });
  countBrowser();
  return code;
});
finish(null);
