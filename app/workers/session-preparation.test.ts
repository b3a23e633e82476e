import { expect, test } from 'vitest';
import { PlaygroundError } from '../../lib/schema/errors';
import { CONFIG } from './testing/fake-library';
import { SessionBench } from './testing/session-bench';

/** A created run on a device that compiles for two seconds before its first step. */
async function compilingRun() {
  const bench = new SessionBench();
  bench.library.device = 'queued';
  bench.library.costs.compile = 2000;
  await bench.session.startBackend('auto');
  const { runId } = await bench.session.create(CONFIG);
  await bench.settle();
  const trainer = bench.library.trainers.at(-1)!;
  const statuses = () => bench.eventsOf('status').map(({ status }) => status);
  return { bench, runId, trainer, statuses };
}

test('a run that starts tells how many programs are there and how long the rest takes, and then trains', async () => {
  const { bench, runId, trainer, statuses } = await compilingRun();
  expect(await bench.session.start(runId)).toBeNull();
  await bench.until(() => trainer.step > 0);
  const told = statuses().flatMap((status) => (status.kind === 'preparing' ? [status] : []));
  expect(told[0]).toMatchObject({ kind: 'preparing', total: 10, secondsLeft: null });
  // At a steady pace the estimate is what is really left, but for the programs that are half done.
  const estimates = told.filter(({ secondsLeft }) => secondsLeft !== null);
  expect(estimates.length).toBeGreaterThan(0);
  for (const { done, secondsLeft } of estimates) {
    expect(Math.abs((secondsLeft ?? 99) - (10 - done) * 0.2)).toBeLessThan(0.6);
  }
  const counts = told.map(({ done }) => done);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.length).toBeLessThanOrEqual(10);
  expect(statuses().at(-1)).toEqual({ kind: 'training' });
  expect(bench.library.time).toBeGreaterThanOrEqual(2000);
});

test('a pause ends the wait at once, and the next start goes on with it', async () => {
  const { bench, runId, trainer, statuses } = await compilingRun();
  await bench.session.start(runId);
  await bench.until(() => bench.library.time >= 500);
  expect(await bench.session.pause(runId)).toEqual({ step: 0 });
  await bench.settle();
  expect(bench.library.time).toBeLessThan(2000);
  expect(trainer.step).toBe(0);
  expect(statuses().at(-1)).toEqual({ kind: 'paused' });
  await bench.session.start(runId);
  await bench.until(() => trainer.step > 0);
});

test('programs are compiled once for a run, and again after a setting changed', async () => {
  const { bench, runId, statuses } = await compilingRun();
  const preparations = () => statuses().filter(({ kind }) => kind === 'preparing').length;
  expect(await bench.session.step(runId, 'both')).toEqual({ step: 1 });
  const once = preparations();
  expect(once).toBeGreaterThan(0);
  expect(statuses().at(-1)).toEqual({ kind: 'paused' });
  expect(await bench.session.step(runId, 'd')).toEqual({ step: 2 });
  expect(preparations()).toBe(once);
  await bench.session.update(runId, {});
  expect(await bench.session.step(runId, 'd')).toEqual({ step: 3 });
  expect(preparations()).toBeGreaterThan(once);
});

test('a single step whose preparation is paused is not taken', async () => {
  const { bench, runId, trainer } = await compilingRun();
  const step = bench.session.step(runId, 'both');
  await bench.until(() => bench.library.time >= 500);
  await expect(bench.session.step(runId, 'both')).rejects.toMatchObject({ code: 'run.notPaused' });
  await bench.session.pause(runId);
  expect(await step).toEqual({ step: 0 });
  expect(trainer.step).toBe(0);
});

test('another run, a loss and another backend end the wait for the old programs', async () => {
  const replaced = await compilingRun();
  await replaced.bench.session.start(replaced.runId);
  const { runId } = await replaced.bench.session.create(CONFIG);
  await replaced.bench.settle();
  expect(replaced.bench.library.alive.map(({ step }) => step)).toEqual([0]);
  expect(replaced.bench.eventsOf('status').every((event) => event.runId !== runId)).toBe(true);

  const lost = await compilingRun();
  await lost.bench.session.start(lost.runId);
  lost.bench.session.loseDevice(
    new PlaygroundError('run.deviceLost', { backend: 'webgpu', reason: 'x' }),
  );
  const heard = lost.bench.events.length;
  await lost.bench.settle();
  expect(lost.trainer.step).toBe(0);
  expect(lost.bench.events).toHaveLength(heard);

  const moved = await compilingRun();
  await moved.bench.session.start(moved.runId);
  moved.bench.library.device = 'immediate';
  await moved.bench.session.startBackend('auto');
  await moved.bench.until(() => (moved.bench.library.alive[0]?.step ?? 0) > 0);
  expect(moved.statuses().at(-1)).toEqual({ kind: 'training' });
});
