// `npm run bench`: how fast an experiment trains here, what a step asks of the backend, and how that compares with PyTorch
// and with plain TensorFlow.js.

import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { ARCHITECTURES, architectureById } from '../../lib/gan/architectures/registry';
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
import { type NodeBackend, startNodeBackend } from '../../tools/node-environment';
import { createTrainer } from '../cases/bench-case';
import { CASE_IDS, CASES, type CaseId } from '../cases/registry';
import { compareWithPyTorch, compareWithStock } from '../comparisons';
import { type MeasureOptions, measureProgram, measureTrainer } from '../measure-trainer';
import { startNullDevice } from '../null-device';
import { measureOwnPasses } from '../own-passes';
import { isChromium, measureApart, measuring, PLACES, type Place, readPlace } from '../places';
import { type CaseReport, reportOn } from '../report';
import { type Machine, sectionOf, withSection } from '../report-section';
import { syntheticImages } from '../synthetic-images';
import { benchWhileMeasuring } from '../while-measuring';

const HELP = `npm run bench -- --case ${CASE_IDS.join('|')} [options]
npm run bench -- --architecture ID [options]

  --case ID           a yardstick that PyTorch and plain TensorFlow.js do as well
  --backend ID        with --case: ${PLACES.join(', ')} (wasm);
                      webgpu-null times the program alone, on a device that computes nothing
  --against pytorch   the yardstick here and in PyTorch, in turns
  --against stock     the yardstick here and in plain TensorFlow.js, in turns
  --rounds N          how many turns each has; the medians are compared (5)
  --threads N         PyTorch's threads (1)
  --python PROGRAM    a Python with PyTorch (python3)
  --stock-backend ID  where plain TensorFlow.js runs; repeat it for more (the place of --backend)
  --report            everything of docs/performance.md about the yardstick; --place ID, repeated, names places
  --write FILE        with --report: puts the tables into that document
  --stock             the yardstick in plain TensorFlow.js, alone
  --steps N           steps per repeat (as many as take half a second)
  --warmup N          steps before anything is counted or timed (5)
  --repeats N         the median of so many is reported (5)
  --brief             times only
  --own-passes        every architecture, or the one that --architecture names: its step against its networks' own passes
  --measuring         how long a Fréchet distance takes beside training on wasm, and what it leaves of the speed (dcgan on
                      digits); --rounds says how often
${EXPERIMENT_HELP}

Without --dataset and --data, points are the ring and images are noise of 28 × 28. Prints one line per repeat, the last line
is {"summary": {msPerStep, imagesPerSecond, kernelsPerStep, dispatchesPerStep, uploadsPerStep, readbacksPerStep,
gflopPerStep, …}}.`;

const MAX_STEPS = 100_000;

const defaultData = ({ presets }: ArchitectureEntry): string | OwnSet =>
  presets.points !== undefined ? 'ring' : syntheticImages(28, 1);

const onRepeat = (repeat: number, msPerStep: number): void => printLine({ repeat, msPerStep });

/** @throws UsageError */
function readCase(text: string): CaseId {
  const id = CASE_IDS.find((known) => known === text);
  if (id === undefined) {
    throw new UsageError(`--case must be one of ${CASE_IDS.join(', ')}, but it is "${text}".`);
  }
  return id;
}

async function benchCase(id: CaseId, place: Place, options: MeasureOptions): Promise<object> {
  if (place === 'webgpu-null') {
    await startNullDevice();
    const measured = await measureProgram(await createTrainer(CASES[id]));
    return { case: id, backend: place, adapter: 'null', ...measured };
  }
  if (isChromium(place)) return measureApart(measuring('ours', id, place));
  const { chosen, adapter, software } = await startNodeBackend(place as NodeBackend);
  const trainer = await createTrainer(CASES[id]);
  const measured = await measureTrainer(trainer, options, onRepeat);
  return { case: id, backend: chosen, adapter, software, ...measured };
}

async function benchExperiment(
  values: Parameters<typeof prepare>[0],
  options: MeasureOptions,
): Promise<object> {
  const { trainer, backend } = await startSession(await prepare(values, { defaultData }));
  const measured = await measureTrainer(trainer, options, onRepeat);
  const { config } = trainer;
  return {
    architecture: config.architecture,
    data: config.data.kind === 'builtin' ? config.data.id : config.data.kind,
    size: config.params.size,
    batchSize: trainer.batchSize,
    backend: backend.chosen,
    adapter: backend.adapter,
    software: backend.software,
    ...measured,
  };
}

/** On digits, or on the ring where an architecture takes points only. */
async function benchOwnPasses(values: Parameters<typeof prepare>[0]): Promise<object> {
  const ids =
    values.architecture === undefined ? Object.keys(ARCHITECTURES) : [values.architecture];
  const found: object[] = [];
  for (const architecture of ids) {
    const { config, source, backend } = await prepare(
      { ...values, architecture },
      { defaultData: ({ presets }) => (presets.images === undefined ? 'ring' : 'digits') },
    );
    await startNodeBackend(backend);
    const measured = measureOwnPasses(architectureById(architecture), source, config.params);
    printLine(measured);
    found.push(measured);
  }
  return { ownPasses: found };
}

/** Training alone and training while measuring, in turns. */
async function benchMeasuring(
  values: Parameters<typeof prepare>[0],
  rounds: number,
): Promise<object> {
  const { config, backend } = await prepare(
    { ...values, architecture: values.architecture ?? 'dcgan' },
    { defaultData: () => 'digits' },
  );
  if (backend !== 'wasm' || config.data.kind === 'own') {
    throw new UsageError('--measuring is for wasm and data of the catalog; leave the rest out.');
  }
  const found = await benchWhileMeasuring(config, rounds, printLine);
  const ratios = (of: 'wall' | 'processor') => {
    const values = found.map((round) => round[of].ratio).sort((a, b) => a - b);
    return { lowest: values[0], median: values[values.length >> 1] };
  };
  return {
    architecture: config.architecture,
    samples: found[0]?.samples,
    slowestSeconds: Math.max(...found.map(({ seconds }) => seconds)),
    wallRatio: ratios('wall'),
    processorRatio: ratios('processor'),
  };
}

/** Replaces the section of that yardstick in a document. */
async function writeReport(path: string, report: CaseReport): Promise<void> {
  const machine: Machine = {
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    node: process.versions.node,
    platform: `${platform()} ${arch()}`,
    date: new Date().toISOString().slice(0, 10),
  };
  const section = sectionOf(CASES[report.id].title, report, machine);
  await writeFile(path, withSection(await readFile(path, 'utf8'), report.id, section));
}

async function bench(args: readonly string[]): Promise<ExitCode> {
  const { values } = readOptions(args, {
    ...EXPERIMENT_OPTIONS,
    case: { type: 'string' },
    against: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '1' },
    python: { type: 'string', default: 'python3' },
    'stock-backend': { type: 'string', multiple: true },
    steps: { type: 'string' },
    warmup: { type: 'string', default: '5' },
    repeats: { type: 'string', default: '5' },
    stock: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    place: { type: 'string', multiple: true },
    write: { type: 'string' },
    brief: { type: 'boolean', default: false },
    'own-passes': { type: 'boolean', default: false },
    measuring: { type: 'boolean', default: false },
  });
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  const options: MeasureOptions = {
    steps: values.steps === undefined ? 'auto' : wholeNumber('steps', values.steps, 1, MAX_STEPS),
    warmup: wholeNumber('warmup', values.warmup, 0, MAX_STEPS),
    repeats: wholeNumber('repeats', values.repeats, 1, 1000),
    brief: values.brief,
  };
  const rounds = wholeNumber('rounds', values.rounds, 1, 1000);
  if (values.measuring) {
    printLine({ summary: await benchMeasuring(values, rounds) });
    return EXIT.ok;
  }
  if (values['own-passes']) {
    printLine({ summary: await benchOwnPasses(values) });
    return EXIT.ok;
  }
  const threads = wholeNumber('threads', values.threads, 1, 1024);
  if (values.case === undefined) {
    if (values.against !== undefined || values.stock) {
      throw new UsageError('--against and --stock compare a yardstick; name one with --case.');
    }
    printLine({ summary: await benchExperiment(values, options) });
    return EXIT.ok;
  }
  const id = readCase(values.case);
  const place = readPlace('backend', values.backend);
  const stockPlaces = (values['stock-backend'] ?? [place]).map((text) =>
    readPlace('stock-backend', text),
  );
  if (values.report) {
    const places = (values.place ?? []).map((text) => readPlace('place', text));
    const report = await reportOn(id, { rounds, threads, python: values.python, places });
    if (values.write !== undefined) await writeReport(values.write, report);
    printLine({ summary: report });
    return EXIT.ok;
  }
  switch (values.against) {
    case undefined:
      printLine({
        summary: values.stock
          ? await measureApart(measuring('stock', id, place))
          : await benchCase(id, place, options),
      });
      return EXIT.ok;
    case 'pytorch':
      printLine({
        summary: await compareWithPyTorch({ id, place, rounds, threads, python: values.python }),
      });
      return EXIT.ok;
    case 'stock':
      printLine({ summary: await compareWithStock({ id, place, rounds, stockPlaces }) });
      return EXIT.ok;
    default:
      throw new UsageError(`--against must be pytorch or stock, but it is "${values.against}".`);
  }
}

await runCommand(bench);
