import { expect, test } from 'vitest';
import type { MeasureOf } from '../../lib/schema/metrics';
import { CONFIG, type FakeTrainer } from './testing/fake-library';
import { SessionBench } from './testing/session-bench';

const request = (of: MeasureOf, ids: readonly string[] = []) =>
  ({ ids, of, features: 'usual' }) as const;

async function run(bench: SessionBench, training: boolean) {
  await bench.session.startBackend('auto');
  const { runId } = await bench.session.create(CONFIG);
  const trainer = bench.library.trainers.at(-1) as FakeTrainer;
  if (training) {
    await bench.session.start(runId);
    await bench.until(() => trainer.step >= 5);
  }
  return { runId, trainer };
}

test('measures of a paused run come with their step, and their share rises to the end', async () => {
  const bench = new SessionBench();
  const { runId } = await run(bench, false);
  const report = await bench.session.measure(runId, request('real', ['modeCoverage']));
  expect(report).toMatchObject({ step: 0, of: 'real', measured: [{ id: 'modeCoverage' }] });
  const shares = bench.eventsOf('measuring').map(({ share }) => share);
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

test('after every slice of measures training has more than twice as long', async () => {
  const bench = new SessionBench();
  const { runId, trainer } = await run(bench, true);
  const { costs } = bench.library;
  const [before, from] = [trainer.step, bench.library.time];
  const steps: number[] = [];
  const emitted = bench.events;
  const push = emitted.push.bind(emitted);
  emitted.push = (...events) => {
    if (events.some(({ kind }) => kind === 'measuring')) steps.push(trainer.step);
    return push(...events);
  };
  await bench.session.measure(runId, request('generated'));
  const slices = 9;
  expect(steps).toHaveLength(slices);
  const between = steps.slice(1).map((step, i) => step - (steps[i] ?? 0));
  expect(Math.min(...between) * costs.step).toBeGreaterThanOrEqual(2 * costs.measure);
  // Three quarters of the time, less what read-backs and frames take with or without measures.
  const taken = bench.library.time - from;
  expect((trainer.step - before) * costs.step).toBeGreaterThan(0.6 * taken);
  await bench.session.pause(runId);
});

test('measures end early, and clean up, when others are asked for or they are cancelled', async () => {
  const bench = new SessionBench();
  const { runId } = await run(bench, true);
  const first = bench.session.measure(runId, request('generated'));
  const second = bench.session.measure(runId, request('noise'));
  expect(await first).toBeNull();
  expect(await second).toMatchObject({ of: 'noise' });
  const third = bench.session.measure(runId, request('generated'));
  bench.session.cancelMeasure();
  expect(await third).toBeNull();
  expect(bench.library.measuresEnded).toBeGreaterThanOrEqual(1);
  await bench.session.pause(runId);
});

test('measures that fail say why, and training goes on', async () => {
  const bench = new SessionBench();
  const { runId, trainer } = await run(bench, true);
  bench.library.failures.set('measure', new Error('no features'));
  await expect(bench.session.measure(runId, request('generated'))).rejects.toThrow('no features');
  const { step } = trainer;
  await bench.until(() => trainer.step > step + 3);
  await bench.session.pause(runId);
});

test('a classifier is trained beside the run, with its share told, and ends when measures are asked for', async () => {
  const bench = new SessionBench();
  const { runId, trainer } = await run(bench, true);
  const { step } = trainer;
  expect(await bench.session.trainFeatures(runId)).toMatchObject({ name: 'own' });
  expect(trainer.step).toBeGreaterThan(step);
  const shares = bench.eventsOf('measuring').filter(({ of }) => of === 'classifier');
  expect(shares.length).toBeGreaterThan(2);
  const training = bench.session.trainFeatures(runId);
  const measures = bench.session.measure(runId, request('real'));
  expect(await training).toBeNull();
  expect(await measures).toMatchObject({ of: 'real' });
  await bench.session.pause(runId);
});

test('measures of a run that was replaced end with that', async () => {
  const bench = new SessionBench();
  const { runId } = await run(bench, false);
  const measures = bench.session.measure(runId, request('generated'));
  await bench.session.create(CONFIG);
  await expect(measures).rejects.toMatchObject({ code: 'run.none' });
});

test('a run that trains is looked at every fifty steps or so, and a paused one is not', async () => {
  const bench = new SessionBench();
  const { runId, trainer } = await run(bench, true);
  await bench.until(() => trainer.step > 320);
  await bench.session.pause(runId);
  const steps = bench.eventsOf('health').map(({ report }) => report.step);
  expect(steps.length).toBeGreaterThanOrEqual(4);
  const gaps = steps.map((step, i) => step - (steps[i - 1] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
  expect(Math.max(...gaps)).toBeLessThan(100);
  await bench.settle();
  expect(bench.eventsOf('health')).toHaveLength(steps.length);
});
