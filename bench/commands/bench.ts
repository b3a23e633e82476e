// `npm run bench`: how fast an experiment trains here, and what a step asks of the backend.

import type { Trainer } from '../../lib/gan/training/trainer';
import type { ArchitectureEntry } from '../../lib/schema/catalog';
import {
  EXIT,
  type ExitCode,
  printLine,
  printNote,
  readOptions,
  runCommand,
  UsageError,
} from '../../tools/cli/command';
import {
  EXPERIMENT_HELP,
  EXPERIMENT_OPTIONS,
  wholeNumber,
} from '../../tools/cli/experiment-options';
import type { OwnSet } from '../../tools/cli/own-data';
import { prepare, startSession } from '../../tools/cli/session';
import { countingGpu, countWork, newCounter } from '../count-work';
import { syntheticImages } from '../synthetic-images';

const HELP = `npm run bench -- --architecture ID [options]

${EXPERIMENT_HELP}
  --steps N           steps per repeat (20)
  --warmup N          steps before the first repeat (5)
  --repeats N         the median of so many is reported (5)
  --stock             the same with plain TensorFlow.js (not built yet)

Without --dataset and --data, points are the ring and images are noise of 28 × 28. Prints one line per repeat, the last line
is {"summary": {msPerStep, imagesPerSecond, kernelsPerStep, dispatchesPerStep, uploadsPerStep, readbacksPerStep,
gflopPerStep, …}}.`;

const MAX_STEPS = 100_000;
/** Few enough that the run's safe state is not renewed among them. */
const COUNTED_STEPS = 5;

const defaultData = ({ presets }: ArchitectureEntry): string | OwnSet =>
  presets.points !== undefined ? 'ring' : syntheticImages(28, 1);

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** Milliseconds per step, the readback at the end included. */
async function timeSteps(trainer: Trainer, steps: number): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < steps; i++) trainer.runStep('both');
  await trainer.flush();
  return (performance.now() - started) / steps;
}

async function bench(args: readonly string[]): Promise<ExitCode> {
  const { values } = readOptions(args, {
    ...EXPERIMENT_OPTIONS,
    steps: { type: 'string', default: '20' },
    warmup: { type: 'string', default: '5' },
    repeats: { type: 'string', default: '5' },
    stock: { type: 'boolean', default: false },
  });
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  if (values.stock) {
    throw new UsageError('--stock, the comparison with plain TensorFlow.js, is not built yet.');
  }
  const steps = wholeNumber('steps', values.steps, 1, MAX_STEPS);
  const warmup = wholeNumber('warmup', values.warmup, 0, MAX_STEPS);
  const repeats = wholeNumber('repeats', values.repeats, 1, 1000);
  const prepared = await prepare(values, { defaultData });
  const counter = newCounter();
  const { trainer, backend } = await startSession(prepared, (gpu) => countingGpu(gpu, counter));
  for (let i = 0; i < warmup; i++) trainer.runStep('both');
  await trainer.flush();
  const times: number[] = [];
  for (let repeat = 1; repeat <= repeats; repeat++) {
    const msPerStep = await timeSteps(trainer, steps);
    times.push(msPerStep);
    printLine({ repeat, msPerStep });
  }
  const work = await countWork(
    COUNTED_STEPS,
    () => trainer.runStep('both'),
    () => trainer.flush(),
    counter,
  );
  const msPerStep = median(times);
  const { config, gflopPerStep } = trainer;
  printLine({
    summary: {
      architecture: config.architecture,
      data: config.data.kind === 'builtin' ? config.data.id : config.data.kind,
      size: config.params.size,
      batchSize: trainer.batchSize,
      backend: backend.chosen,
      adapter: backend.adapter,
      software: backend.software,
      msPerStep,
      imagesPerSecond: (1000 * trainer.batchSize) / msPerStep,
      ...work,
      gflopPerStep,
      gflopPerSecond: (1000 * gflopPerStep) / msPerStep,
    },
  });
  return EXIT.ok;
}

await runCommand(bench);
