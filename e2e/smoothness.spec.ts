// The page stays smooth while it trains: the work is in the worker, and what the page draws is bounded. The budget is 50 ms
// for 95 of 100 tasks of the page's main thread, with the charts full. Tasks under a millisecond, which are most, do not
// count, so that they cannot hide the long ones. The budget is held in processor time, which is the page's own doing. By the
// clock the same tasks also wait for the training worker, the software renderer and whatever else runs on two cores, so
// there the limit has a margin; on an idle machine both figures are about 15 to 35 ms.
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';

/** Charts show at most 300 points; more steps than that fill them. */
const FULL_CHARTS = 320;
const WATCHED_MS = 5000;
const BUDGET_MS = 50;
const BUDGET_BY_CLOCK_MS = 150;
const COUNTED_FROM_MS = 1;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  /** Microseconds of processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

interface Task {
  readonly clockMs: number;
  readonly processorMs: number;
}

/** The tasks of the page's main thread that a trace holds. */
function pageTasks(trace: Buffer): readonly Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`))
    .map(({ dur = 0, tdur = Number.NaN }) => ({ clockMs: dur / 1000, processorMs: tdur / 1000 }))
    .filter(({ clockMs }) => clockMs >= COUNTED_FROM_MS);
}

/** The 95th percentile; NaN if any value is. */
function p95(values: readonly number[]): number {
  if (values.some(Number.isNaN)) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(0.95 * sorted.length)] ?? Number.NaN;
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
  const processor = p95(tasks.map(({ processorMs }) => processorMs));
  const clock = p95(tasks.map(({ clockMs }) => clockMs));
  const figures = `p95 of ${tasks.length} tasks: ${processor} ms of processor, ${clock} ms by the clock`;
  console.log(figures);
  expect(processor, figures).toBeLessThanOrEqual(BUDGET_MS);
  expect(clock, figures).toBeLessThanOrEqual(BUDGET_BY_CLOCK_MS);

  const at = await playground.pause();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(await playground.step()).toBe(at);
});
