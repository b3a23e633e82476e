// `npm run train`: trains an experiment as the page would, without a page.

import type { DataSource } from '../../../lib/gan/datasets/source';
import type { Trainer } from '../../../lib/gan/training/trainer';
import { PlaygroundError } from '../../../lib/schema/errors';
import type { SeriesBlock } from '../../../lib/schema/series';
import {
  EXIT,
  type ExitCode,
  printLine,
  printNote,
  readOptions,
  runCommand,
  UsageError,
} from '../command';
import {
  EXPERIMENT_HELP,
  EXPERIMENT_OPTIONS,
  readSettings,
  typedSettings,
  wholeNumber,
} from '../experiment-options';
import { measure, metricsFor } from '../measure';
import { startProgress } from '../progress';
import { requireFolder, writeRun } from '../run-folder';
import { type Prepared, prepare, type Session, startSession } from '../session';

const HELP = `npm run train -- --architecture ID --dataset ID [options]

${EXPERIMENT_HELP}
  --steps N           steps to train now (4000 on points, 1000 on images)
  --resume FILE       go on with a saved run; --set then changes live settings
  --evaluate          measure the trained generator
  --out DIR           write experiment.json, checkpoint.safetensors, samples.png and series.csv

Prints lines of JSON, the last one {"summary": …}. Exit code 2: wrong input, nothing written; 3: the run diverged, its last
good state was written.`;

/** Enough to see the default models arrive: the ring is covered, digits can be read. */
const DEFAULT_STEPS = { points: 4000, images: 1000 } as const;
/** Scalars are read back, and a line is printed, once per so many steps. */
const STEPS_PER_LINE = 10;
const MAX_STEPS = 10_000_000;

/** The last row of a block, without the series that have no value there. */
function lastRow({ steps, values }: SeriesBlock): object {
  const last = steps.length - 1;
  const row = Object.entries(values)
    .map(([id, column]) => [id, column[last] ?? Number.NaN] as const)
    .filter(([, value]) => !Number.isNaN(value));
  return { step: steps[last], series: Object.fromEntries(row) };
}

interface Outcome {
  readonly code: ExitCode;
  readonly steps: number;
  readonly seconds: number;
  readonly error?: PlaygroundError;
}

/** Trains until `steps` are done, the run diverges, or Ctrl-C. */
async function trainSteps(trainer: Trainer, steps: number): Promise<Outcome> {
  let stop = false;
  process.once('SIGINT', () => {
    stop = true; // a second Ctrl-C ends the process at once
  });
  const progress = startProgress(steps, 'step');
  const started = performance.now();
  let done = 0;
  const outcome = (code: ExitCode): Outcome => {
    progress.end();
    return { code, steps: done, seconds: (performance.now() - started) / 1000 };
  };
  try {
    while (done < steps && !stop) {
      const slice = Math.min(STEPS_PER_LINE, steps - done);
      for (let i = 0; i < slice; i++) trainer.runStep('both');
      const row = lastRow(await trainer.flush());
      done += slice;
      printLine(row);
      progress.update(done, () => {
        const rate = (done * trainer.batchSize * 1000) / (performance.now() - started);
        return `${Math.round(rate)} images/s`;
      });
      // Signals are seen between turns of the event loop; a backend on the processor never waits for anything.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (!(error instanceof PlaygroundError) || error.code !== 'run.diverged') throw error;
    return { ...outcome(EXIT.diverged), error };
  }
  return outcome(stop && done < steps ? EXIT.interrupted : EXIT.ok);
}

function summaryOf({ trainer, backend }: Session, outcome: Outcome): object {
  const { steps, seconds } = outcome;
  const { config, step, imagesSeen, history } = trainer;
  return {
    architecture: config.architecture,
    data: config.data.kind === 'builtin' ? config.data.id : config.data.kind,
    seed: config.seed,
    backend: backend.chosen,
    step,
    imagesSeen,
    stepsTrained: steps,
    seconds,
    ...(steps > 0 && {
      msPerStep: (1000 * seconds) / steps,
      imagesPerSecond: (steps * trainer.batchSize) / seconds,
    }),
    ...(history.steps.length > 0 && lastRow(history)),
  };
}

/** Those of a few seconds; `npm run evaluate` has the others. */
const EVALUATED: Readonly<Record<DataSource['kind'], readonly string[]>> = {
  points: metricsFor('points'),
  images: ['frechet', 'kernelDistance', 'precision', 'recall', 'density', 'coverage'],
};

async function evaluation(
  { trainer }: Session,
  { source }: Prepared,
): Promise<Readonly<Record<string, number | null>>> {
  return measure(trainer, source, EVALUATED[source.kind]);
}

async function train(args: readonly string[]): Promise<ExitCode> {
  const { values } = readOptions(args, {
    ...EXPERIMENT_OPTIONS,
    steps: { type: 'string' },
    resume: { type: 'string' },
    evaluate: { type: 'boolean', default: false },
    out: { type: 'string' },
  });
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  if (values.out !== undefined) await requireFolder(values.out);
  const prepared = await prepare(values, {
    checkpoint: { option: 'resume', path: values.resume },
  });
  const steps =
    values.steps === undefined
      ? DEFAULT_STEPS[prepared.source.kind]
      : wholeNumber('steps', values.steps, 0, MAX_STEPS);
  const session = await startSession(prepared);
  const { trainer } = session;
  if (prepared.saved) {
    const { model, data } = readSettings(values.set ?? []);
    if (data.size > 0)
      throw new UsageError('The data of a run cannot change; leave out --set data.…');
    const entry = prepared.catalog.architectures.find(
      ({ id }) => id === trainer.config.architecture,
    );
    trainer.update(typedSettings(entry?.params ?? {}, model) as Parameters<Trainer['update']>[0]);
  }
  const outcome = await trainSteps(trainer, steps);
  const { error } = outcome;
  if (error) printNote(error.message);
  const metrics =
    values.evaluate && outcome.code === EXIT.ok ? await evaluation(session, prepared) : undefined;
  if (values.out !== undefined) await writeRun(values.out, trainer);
  printLine({
    summary: {
      ...summaryOf(session, outcome),
      ...(metrics && { metrics }),
      ...(error && { diverged: error.details }),
      ...(values.out !== undefined && { out: values.out }),
    },
  });
  return outcome.code;
}

await runCommand(train);
