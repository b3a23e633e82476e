import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRAME_INTERVAL_MS, FRAME_SHARE, MAX_PENDING_STEPS, READ_BACK_SHARE } from './pacer';
import { FakeLibrary, FakeTrainer } from './testing/fake-library';
import { type TrainingHost, trainingLoop } from './training-loop';

interface Simulated {
  readonly library: FakeLibrary;
  readonly trainer: FakeTrainer;
  /** Start and end of every read-back and frame. */
  readonly readBacks: [number, number][];
  readonly frames: [number, number][];
  /** Steps that the device still had to do after each step was handed in. */
  readonly queued: number[];
}

/** Trains for a while of simulated time with a page that draws at once. */
async function simulate(
  configure: (library: FakeLibrary) => void,
  durationMs: number,
  overrides: Partial<TrainingHost> = {},
): Promise<Simulated> {
  const library = new FakeLibrary();
  library.during = () => Promise.resolve();
  configure(library);
  const trainer = new FakeTrainer(library, 0);
  const result: Simulated = { library, trainer, readBacks: [], frames: [], queued: [] };
  await trainingLoop({
    device: library.device,
    now: () => library.time,
    turn: () => Promise.resolve(),
    training: () => library.time < durationMs,
    alone: (work) => work(),
    step: () => {
      trainer.runStep();
      result.queued.push(trainer.stepsOnDevice);
    },
    readBack: async () => {
      const start = library.time;
      await trainer.flush();
      result.readBacks.push([start, library.time]);
    },
    pageReady: () => true,
    showFrame: async () => {
      const start = library.time;
      await trainer.view('samples');
      result.frames.push([start, library.time]);
    },
    ...overrides,
  });
  return result;
}

const total = (spans: readonly [number, number][]): number =>
  spans.reduce((sum, [start, end]) => sum + end - start, 0);

test('on the processor, numbers are read about every 100 ms and frames at most 8 times a second', async () => {
  const { readBacks, frames } = await simulate(() => undefined, 10_000);
  expect(readBacks.length).toBeGreaterThan(90);
  expect(readBacks.length).toBeLessThan(190);
  expect(frames.length).toBeGreaterThan(60);
  expect(frames.length).toBeLessThanOrEqual(80);
  for (const [i, [start]] of frames.entries()) {
    if (i > 0) expect(start - frames[i - 1]![0]).toBeGreaterThanOrEqual(FRAME_INTERVAL_MS);
  }
});

test('frames take at most 15 % of the time and read-backs 10 % more, whatever they cost', async () => {
  const cost = fc.integer({ min: 1, max: 1000 });
  await fc.assert(
    fc.asyncProperty(cost, cost, cost, async (step, view, readBack) => {
      const { readBacks, frames, library } = await simulate(
        (fake) => {
          Object.assign(fake.costs, { step, view, readBack });
        },
        1000 + 60 * (step + view + readBack),
      );
      // The last of each may not be earned back yet.
      expect(total(frames)).toBeLessThanOrEqual(FRAME_SHARE * library.time + view);
      // Where a read-back costs as much as many steps, the bound on waiting steps comes first.
      const bounded = readBack <= READ_BACK_SHARE * MAX_PENDING_STEPS * step;
      const allowed = READ_BACK_SHARE * library.time + readBack;
      if (bounded) expect(total(readBacks)).toBeLessThanOrEqual(allowed);
      expect(frames.length).toBeGreaterThan(3);
    }),
    { numRuns: 100 },
  );
});

test('a device gets no more than 50 ms of steps ahead, and at least one', async () => {
  for (const device of [1, 5, 20, 120, 900]) {
    const { queued, trainer } = await simulate(
      (fake) => {
        fake.device = 'queued';
        Object.assign(fake.costs, { step: 0.5, device, view: 2 });
      },
      60 * device + 2000,
    );
    expect(Math.max(...queued) * device, `steps of ${device} ms`).toBeLessThanOrEqual(
      Math.max(50, device),
    );
    // And the device is busy nearly all the time.
    expect(trainer.step * device).toBeGreaterThan(0.8 * (60 * device + 2000));
  }
});

test('a device whose steps become slow gets fewer of them ahead', async () => {
  const { queued } = await simulate((fake) => {
    fake.device = 'queued';
    Object.assign(fake.costs, { step: 0.5, device: 2, view: 2 });
  }, 6000);
  expect(Math.max(...queued)).toBeGreaterThan(10);
  const slow = await simulate((fake) => {
    fake.device = 'queued';
    Object.assign(fake.costs, { step: 0.5, device: 2, view: 2 });
    fake.during = async () => {
      if (fake.time > 1000) fake.costs.device = 200;
    };
  }, 12_000);
  expect(Math.max(...slow.queued.slice(-20))).toBeLessThanOrEqual(1);
});

test('steps that cost almost nothing are still read back before too many wait', async () => {
  let longest = 0;
  const { trainer } = await simulate((fake) => {
    Object.assign(fake.costs, { step: 0.01, view: 1, readBack: 0.01 });
    const before = fake.during;
    fake.during = async (work) => {
      if (work === 'flush') longest = Math.max(longest, trainerOf(fake).pendingSteps);
      await before(work);
    };
  }, 500);
  expect(trainer.step).toBeGreaterThan(1000);
  expect(longest).toBe(MAX_PENDING_STEPS);
});

const trainerOf = (library: FakeLibrary): FakeTrainer => library.trainers[0]!;

test('without a page that can take frames, numbers are read and nothing is drawn', async () => {
  const { readBacks, frames } = await simulate(() => undefined, 2000, { pageReady: () => false });
  expect(readBacks.length).toBeGreaterThan(15);
  expect(frames).toHaveLength(0);
});

test('work whose turn comes after the end of training is dropped', async () => {
  const library = new FakeLibrary();
  let going = true;
  const done: string[] = [];
  await trainingLoop({
    device: 'immediate',
    now: () => library.time,
    turn: () => Promise.resolve(),
    training: () => going,
    alone: async (work) => {
      // Someone else had the run first, and paused it.
      if (done.length === 4) going = false;
      await work();
    },
    step: () => {
      library.time += 200;
      done.push('step');
    },
    readBack: async () => {
      done.push('readBack');
    },
    pageReady: () => false,
    showFrame: () => Promise.reject(new Error('nobody can see this')),
  });
  expect(done).toEqual(['step', 'readBack', 'step', 'readBack']);
});
