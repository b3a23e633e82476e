import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlaygroundError } from '../../lib/schema/errors';
import type { RunDescription } from './protocol';
import { CONFIG, type FakeTrainer } from './testing/fake-library';
import { nextTask, SessionBench } from './testing/session-bench';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

const diverged = () =>
  new PlaygroundError('run.diverged', { step: 7, where: 'the loss of D', cause: 'x.' });

async function createdRun(
  bench: SessionBench,
): Promise<{ run: RunDescription; trainer: FakeTrainer }> {
  await bench.session.startBackend('auto');
  const run = await bench.session.create(CONFIG);
  const trainer = bench.library.trainers.at(-1)!;
  return { run, trainer };
}

/** A run that trains and has done some steps. */
async function trainingRun(bench: SessionBench) {
  const created = await createdRun(bench);
  await bench.session.start(created.run.runId);
  await bench.until(() => created.trainer.step >= 5);
  return created;
}

test('a created run shows its first frame and does not train by itself', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await createdRun(bench);
  await bench.settle();
  expect(trainer.step).toBe(0);
  expect(bench.events.map(({ kind }) => kind)).toEqual(['frame']);
  expect(bench.eventsOf('frame')[0]).toMatchObject({ runId: run.runId, step: 0 });
});

test('a pause is answered with the very step at which it arrived, and no step follows', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  let arrivedAt = 0;
  const answer = new Promise<{ step: number }>((resolve) => {
    bench.messages = () => {
      bench.messages = () => undefined;
      arrivedAt = trainer.step;
      resolve(bench.session.pause(run.runId));
    };
  });
  expect(await answer).toEqual({ step: arrivedAt });
  await bench.settle();
  expect(trainer.step).toBe(arrivedAt);
  expect(bench.publishedSteps).toEqual(upTo(arrivedAt));
});

test('a pause that arrives during a read-back waits for it and for nothing else', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await createdRun(bench);
  let answer: Promise<{ step: number }> | undefined;
  bench.library.during = async (work) => {
    if (work === 'flush' && trainer.step > 20) answer ??= bench.session.pause(run.runId);
    await nextTask();
  };
  await bench.session.start(run.runId);
  await bench.until(() => answer !== undefined);
  const { step } = trainer;
  expect(await answer).toEqual({ step });
});

test('pausing a paused run and starting a training one change nothing', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await createdRun(bench);
  expect(await bench.session.pause(run.runId)).toEqual({ step: 0 });
  await Promise.all([bench.session.start(run.runId), bench.session.start(run.runId)]);
  await bench.until(() => trainer.step >= 3);
  await bench.session.pause(run.runId);
  const statuses = bench.eventsOf('status').map(({ status }) => status.kind);
  expect(statuses).toEqual(['paused', 'training', 'paused']);
});

test('a pause right behind a start wins, and a start right behind a pause goes on', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await createdRun(bench);
  await Promise.all([bench.session.start(run.runId), bench.session.pause(run.runId)]);
  const { step } = trainer;
  await bench.settle();
  expect(trainer.step).toBe(step);
  await bench.session.start(run.runId);
  await Promise.all([bench.session.pause(run.runId), bench.session.start(run.runId)]);
  await bench.until(() => trainer.step > step + 5);
  await bench.session.pause(run.runId);
  expect(bench.publishedSteps).toEqual(upTo(trainer.step));
});

test('no frame leaves before the page has taken the last', async () => {
  const bench = new SessionBench();
  bench.pageDraws = false;
  const { run, trainer } = await trainingRun(bench);
  await bench.until(() => trainer.step >= 100);
  expect(bench.eventsOf('frame')).toHaveLength(1);
  bench.session.frameTaken();
  await bench.until(() => trainer.step >= 200);
  expect(bench.eventsOf('frame')).toHaveLength(2);
  await bench.session.pause(run.runId);
});

test('a page that was drawing when the run paused gets the paused state afterwards', async () => {
  const bench = new SessionBench();
  bench.pageDraws = false;
  const { run, trainer } = await createdRun(bench);
  await bench.settle();
  await bench.session.start(run.runId);
  await bench.until(() => trainer.step >= 5);
  await bench.session.pause(run.runId);
  await bench.settle();
  expect(bench.eventsOf('frame').at(-1)?.step).toBe(0);
  bench.session.frameTaken();
  await bench.settle();
  expect(bench.eventsOf('frame').at(-1)?.step).toBe(trainer.step);
  bench.session.frameTaken();
  await bench.settle();
  expect(bench.eventsOf('frame')).toHaveLength(2);
});

test('a stage view that cannot be drawn is refused and the stage stays as it is', async () => {
  const bench = new SessionBench();
  const { run } = await createdRun(bench);
  await expect(bench.session.stage(run.runId, 'nothing', {})).rejects.toMatchObject({
    code: 'config.unknownChoice',
  });
  await bench.session.step(run.runId, 'both');
  await bench.settle();
  expect(bench.eventsOf('frame').at(-1)?.view).toMatchObject({ rows: [['samples', 1]] });
  await bench.session.stage(run.runId, 'look', {});
  expect(bench.eventsOf('frame').at(-1)?.view).toMatchObject({ rows: [['look', 1]] });
});

test('single steps are refused while the run trains', async () => {
  const bench = new SessionBench();
  const { run } = await trainingRun(bench);
  await expect(bench.session.step(run.runId, 'd')).rejects.toMatchObject({ code: 'run.notPaused' });
  const { step } = await bench.session.pause(run.runId);
  expect(await bench.session.step(run.runId, 'd')).toEqual({ step: step + 1 });
  expect(bench.publishedSteps).toEqual(upTo(step + 1));
});

test('a save is taken between two steps and training goes on', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  const bytes = await bench.session.save(run.runId);
  const saved = bytes[0] ?? 0;
  expect(bench.publishedSteps).toEqual(upTo(saved));
  await bench.until(() => trainer.step > saved + 5);
  await bench.session.pause(run.runId);
});

test('a new run replaces a training one, and nothing of the old one is heard again', async () => {
  const bench = new SessionBench();
  const { run, trainer: old } = await trainingRun(bench);
  const next = await bench.session.create(CONFIG);
  const heard = bench.events.length;
  expect(next.runId).toBeGreaterThan(run.runId);
  expect(old.disposed).toBe(true);
  await bench.settle();
  expect(bench.library.alive).toHaveLength(1);
  for (const { payload } of bench.events.slice(heard)) {
    expect(payload).toMatchObject({ runId: next.runId });
  }
  await expect(bench.session.pause(run.runId)).rejects.toMatchObject({ code: 'run.none' });
});

test('a create that arrives together with a start leaves one untrained, paused run', async () => {
  const bench = new SessionBench();
  const { run } = await createdRun(bench);
  const [, next] = await Promise.all([
    bench.session.start(run.runId),
    bench.session.create(CONFIG),
  ]);
  await bench.settle();
  expect(bench.library.alive.map(({ step }) => step)).toEqual([0]);
  await bench.session.start(next.runId);
  await bench.until(() => bench.library.alive[0]!.step > 3);
  await bench.session.pause(next.runId);
});

test('a create that fails leaves the training run as it was', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  const failure = new PlaygroundError('config.tooLarge', {
    neededMegabytes: 9000,
    limitMegabytes: 2000,
  });
  bench.library.failures.set('create', failure);
  await expect(bench.session.create(CONFIG)).rejects.toMatchObject({ code: 'config.tooLarge' });
  const { step } = trainer;
  await bench.until(() => trainer.step > step + 5);
  await bench.session.pause(run.runId);
});

test('a training run moves to another backend under its own id and goes on training', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  await bench.session.startBackend('wasm');
  expect(trainer.disposed).toBe(true);
  const [moved] = bench.library.alive;
  const { step } = moved!;
  expect(step).toBe(trainer.step);
  await bench.until(() => moved!.step > step + 5);
  await bench.session.pause(run.runId);
  expect(bench.publishedSteps).toEqual(upTo(moved!.step));
});

test('a backend that does not start leaves the run on the one before', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await createdRun(bench);
  await bench.session.step(run.runId, 'both');
  const failure = new PlaygroundError('backend.unavailable', { backend: 'webgpu', reason: 'x' });
  bench.library.failures.set('startBackend', failure);
  await expect(bench.session.startBackend('webgpu')).rejects.toMatchObject({
    code: 'backend.unavailable',
  });
  expect(await bench.session.step(run.runId, 'both')).toEqual({ step: trainer.step + 1 });
});

test('a run that diverges stops at its last good state, shows it and can go on', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  bench.library.failures.set('flush', diverged());
  await bench.until(() => bench.eventsOf('status').at(-1)?.status.kind === 'stopped');
  const stop = bench.eventsOf('status').at(-1);
  expect(stop).toMatchObject({ status: { error: { code: 'run.diverged' } }, step: trainer.step });
  await bench.settle();
  expect(trainer.step).toBe(stop?.step);
  expect(bench.eventsOf('frame').at(-1)?.step).toBe(stop?.step);
  expect([...(await bench.session.save(run.runId))]).toEqual([trainer.step]);
  await bench.session.start(run.runId);
  await bench.until(() => trainer.step > (stop?.step ?? 0) + 3);
  await bench.session.pause(run.runId);
});

test('a run whose divergence is found by a pause answers with the step it went back to', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  bench.library.during = async () => {
    bench.library.failures.set('flush', diverged());
    await nextTask();
  };
  const { step } = await bench.session.pause(run.runId);
  expect(step).toBe(trainer.step);
  const statuses = bench.eventsOf('status').map(({ status }) => status.kind);
  expect(statuses).toEqual(['training', 'stopped']);
});

test('an error inside a step stops the run with that error instead of killing the worker', async () => {
  const bench = new SessionBench();
  await trainingRun(bench);
  bench.library.failures.set('runStep', new Error('shader compilation failed'));
  await bench.until(() => bench.eventsOf('status').at(-1)?.status.kind === 'stopped');
  expect(bench.eventsOf('status').at(-1)).toMatchObject({
    status: { error: { code: 'internal', details: { message: 'shader compilation failed' } } },
  });
});

test('after the loss of the device nothing trains, nothing is heard and every request fails', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  const lost = new PlaygroundError('run.deviceLost', { backend: 'webgpu', reason: 'unplugged' });
  // A lost device never answers.
  bench.library.during = () => new Promise(() => undefined);
  const waiting = bench.session.view(run.runId, 'look', {}, null);
  await nextTask();
  bench.session.loseDevice(lost);
  bench.session.loseDevice(lost);
  await expect(waiting).rejects.toMatchObject({ code: 'run.deviceLost' });
  expect(bench.eventsOf('deviceLost')).toHaveLength(1);
  const heard = bench.events.length;
  const { step } = trainer;
  await bench.settle();
  expect(trainer.step).toBe(step);
  for (const request of [
    bench.session.start(run.runId),
    bench.session.save(run.runId),
    bench.session.create(CONFIG),
    bench.session.startBackend('auto'),
  ]) {
    await expect(request).rejects.toMatchObject({ code: 'run.deviceLost' });
  }
  expect(bench.events).toHaveLength(heard);
});

test('what fails because the device is being lost is told as the loss alone', async () => {
  const bench = new SessionBench();
  bench.library.device = 'queued';
  const { run } = await trainingRun(bench);
  const lost = new PlaygroundError('run.deviceLost', { backend: 'webgpu', reason: 'unplugged' });
  bench.library.failures.set('flush', new Error('mapping was aborted'));
  await bench.until(() => !bench.library.failures.has('flush'));
  const view = bench.session.view(run.runId, 'look', {}, null);
  bench.session.loseDevice(lost);
  await expect(view).rejects.toMatchObject({ code: 'run.deviceLost' });
  await bench.settle();
  expect(bench.eventsOf('status').at(-1)?.status).toEqual({ kind: 'training' });
  expect(bench.eventsOf('deviceLost')).toHaveLength(1);
});

test('numbers that arrive after the loss of the device are not published', async () => {
  const bench = new SessionBench();
  const { run } = await createdRun(bench);
  bench.library.during = async (work) => {
    if (work === 'flush') {
      bench.session.loseDevice(
        new PlaygroundError('run.deviceError', { backend: 'webgl', reason: 'x' }),
      );
    }
  };
  await bench.session.start(run.runId);
  await bench.until(() => bench.eventsOf('deviceLost').length > 0);
  await bench.settle();
  expect(bench.eventsOf('series')).toHaveLength(0);
});

test('the published rates are those of the steps', async () => {
  const bench = new SessionBench();
  const { run, trainer } = await trainingRun(bench);
  await bench.until(() => trainer.step >= 1000);
  await bench.session.pause(run.runId);
  const rates = bench.eventsOf('series').at(-2)!;
  // 10 ms a step, plus a few per cent of read-backs and frames.
  expect(rates.stepsPerSecond).toBeGreaterThan(90);
  expect(rates.stepsPerSecond).toBeLessThanOrEqual(100);
  expect(rates.imagesPerSecond).toBeCloseTo(4 * rates.stepsPerSecond, 6);
});

test('any sequence of requests is served one at a time and leaves one consistent run', async () => {
  const command = fc.constantFrom(
    'start',
    'pause',
    'step',
    'view',
    'stage',
    'save',
    'update',
    'create',
    'restore',
    'startBackend',
    'frameTaken',
    'wait',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { maxLength: 25 }),
      fc.boolean(),
      async (commands, compiles) => {
        const bench = new SessionBench();
        if (compiles) {
          bench.library.device = 'queued';
          bench.library.costs.compile = 120;
        }
        let { runId } = (await createdRun(bench)).run;
        const asked: Promise<unknown>[] = [];
        const ask = (request: Promise<unknown>): void => {
          request.catch(() => undefined); // looked at below
          asked.push(request);
        };
        const adopt = (run: Promise<RunDescription>) =>
          run.then((description) => {
            runId = description.runId;
          });
        const { session } = bench;
        const send: Record<(typeof commands)[number], () => unknown> = {
          start: () => ask(session.start(runId)),
          pause: () => ask(session.pause(runId)),
          step: () => ask(session.step(runId, 'both')),
          view: () => ask(session.view(runId, 'look', {}, null)),
          stage: () => ask(session.stage(runId, 'look', {})),
          save: () => ask(session.save(runId)),
          update: () => ask(session.update(runId, {})),
          create: () => ask(adopt(session.create(CONFIG))),
          restore: () => ask(adopt(session.restore(Uint8Array.of(3)))),
          startBackend: () => ask(session.startBackend('auto')),
          frameTaken: () => session.frameTaken(),
          wait: nextTask,
        };
        for (const name of commands) await send[name]();
        const outcomes = await Promise.allSettled(asked);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') {
            // Anything else would be a trainer used from two sides or after its end.
            expect(['run.none', 'run.notPaused']).toContain(outcome.reason.code);
          }
        }
        const { step } = await session.pause(runId);
        await bench.settle();
        expect(bench.library.alive.map((trainer) => trainer.step)).toEqual([step]);
        expect(bench.eventsOf('status').every(({ status }) => status.kind !== 'stopped')).toBe(
          true,
        );
        const runIds = bench.events.flatMap(({ payload }) =>
          'runId' in payload ? [payload.runId] : [],
        );
        expect(runIds).toEqual([...runIds].sort((a, b) => a - b));
        const published = bench
          .eventsOf('series')
          .filter((event) => event.runId === runId)
          .flatMap(({ block }) => [...block.steps]);
        expect(published).toEqual(published.map((_, i) => (published[0] ?? 0) + i));
      },
    ),
    { numRuns: 200 },
  );
});
