// The page stays smooth while it trains: the work is in the worker, and what the page draws is bounded. The budget is a
// 95th percentile of 50 ms over the tasks of the page's main thread, with the charts full. Tasks under a millisecond, which
// are most, do not count, so that they cannot hide the long ones. The machine may have two cores and no GPU: the worker and
// the browser's own drawing then compete with the page, and the figures here are an upper bound.
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';

/** Charts show at most 300 points; more steps than that fill them. */
const FULL_CHARTS = 320;
const WATCHED_MS = 5000;
const BUDGET_MS = 50;
const COUNTED_FROM_MS = 1;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Durations in ms, ascending, of the tasks of the page's main thread that a trace holds. */
function pageTasks(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`))
    .map(({ dur = 0 }) => dur / 1000)
    .filter((ms) => ms >= COUNTED_FROM_MS)
    .sort((a, b) => a - b);
}

test('while it trains, 95 of 100 tasks of the page take at most 50 ms, and pause stops at once', async ({
  page,
  browser,
  site,
}) => {
  test.setTimeout(150_000);
  const playground = new Playground(page, site);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  await playground.play();
  await playground.reaches(FULL_CHARTS, 100_000);
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', '__metadata'],
  });
  const from = await playground.step();
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), WATCHED_MS);
  const tasks = pageTasks(await browser.stopTracing());
  expect(await playground.step()).toBeGreaterThan(from);
  expect(tasks.length).toBeGreaterThan(20);
  const p95 = tasks[Math.floor(0.95 * tasks.length)] ?? 0;
  console.log(`tasks: ${tasks.length}, p95 ${p95.toFixed(1)} ms, longest ${tasks.at(-1)} ms`);
  expect(p95).toBeLessThanOrEqual(BUDGET_MS);

  const at = await playground.pause();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(await playground.step()).toBe(at);
});
