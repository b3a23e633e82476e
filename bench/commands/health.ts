// `npm run health`: trains runs that are known to break and runs that are healthy, and says what the detectors named.

import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { buildCatalog } from '../../lib/gan/catalog';
import { openSource } from '../../lib/gan/datasets/registry';
import type { DataSource } from '../../lib/gan/datasets/source';
import { HealthMonitor, STEPS_PER_PROBE } from '../../lib/gan/health/monitor';
import { Trainer } from '../../lib/gan/training/trainer';
import { parseConfig } from '../../lib/schema/config';
import { PlaygroundError } from '../../lib/schema/errors';
import type { SymptomId } from '../../lib/schema/health';
import {
  EXIT,
  type ExitCode,
  printLine,
  printNote,
  readOptions,
  runCommand,
  UsageError,
} from '../../tools/cli/command';
import { MEMORY_LIMITS, nodeSources, ROOT, startNodeBackend } from '../../tools/node-environment';
import { type Found, type HealthRow, healthDocument, isRight } from '../health/document';
import { failures, type HealthExperiment, healthyRuns, STEPS } from '../health/experiments';

/** Seeds that no threshold was chosen by; healthy runs take the twelve after each. */
const JUDGING_SEEDS = [200, 300, 400];

const HELP = `npm run health -- [options]

  --seeds A,B   one trial per seed (${JUDGING_SEEDS.join(',')})
  --only TEXT   the experiments with TEXT in their name
  --trace       every number of every look
  --write       write docs/health.md

A trial trains ${failures(0).length} prepared failures and ${healthyRuns(0).length} healthy runs of ${STEPS.failing} and ${STEPS.healthy} steps, and prints what was found. The last line is
{"summary": {named, failures, falseAlarms, healthy}}.`;

const STEPS_PER_FLUSH = 10;
const DOCUMENT = join(ROOT, 'docs/health.md');

async function sourceOf({ dataset, images }: HealthExperiment): Promise<DataSource> {
  const source = await openSource(
    { kind: 'builtin', id: dataset, params: {} },
    nodeSources([], null, () => {}),
  );
  if (images === undefined) return source;
  if (source.kind !== 'images') throw new Error(`${dataset} has no images to leave out`);
  const { size, channels, pixels, labels } = source;
  return {
    ...source,
    count: images,
    pixels: pixels.slice(0, images * size * size * channels),
    labels: labels?.slice(0, images) ?? null,
  };
}

interface Outcome {
  /** Everything that was found at any look, in the order in which it was. */
  readonly found: readonly Found[];
  readonly diverged: boolean;
}

async function observe(experiment: HealthExperiment, trace: boolean): Promise<Outcome> {
  const { architecture, dataset, params, seed, expected } = experiment;
  const config = parseConfig(buildCatalog([]), {
    version: 1,
    seed,
    data: { kind: 'builtin', id: dataset },
    architecture,
    params,
  });
  const source = await sourceOf(experiment);
  const steps = STEPS[expected === null ? 'healthy' : 'failing'];
  const trainer = await Trainer.create(config, source, MEMORY_LIMITS);
  const found = new Map<SymptomId, Found>();
  try {
    const monitor = new HealthMonitor(trainer, source);
    for (let step = 0; step < steps; step += STEPS_PER_FLUSH) {
      for (let i = 0; i < STEPS_PER_FLUSH; i++) trainer.runStep('both');
      await trainer.flush();
      if (trainer.step % STEPS_PER_PROBE !== 0) continue;
      const report = await monitor.observe();
      if (trace) {
        printLine({
          step: report.step,
          ...Object.fromEntries(
            report.judged.map(({ symptom, observations }) => [
              symptom,
              observations.map(({ value }) => Number(value.toPrecision(3))),
            ]),
          ),
        });
      }
      for (const finding of report.findings) {
        const before = found.get(finding.symptom);
        if (before === undefined || before.finding.confidence < finding.confidence) {
          found.set(finding.symptom, { finding, since: before?.since ?? report.step });
        }
      }
    }
    return { found: [...found.values()], diverged: false };
  } catch (error) {
    if (!(error instanceof PlaygroundError) || error.code !== 'run.diverged') throw error;
    return { found: [...found.values()], diverged: true };
  } finally {
    trainer.dispose();
  }
}

function readSeeds(text: string): readonly number[] {
  const seeds = text.split(',').map(Number);
  if (!seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)) {
    throw new UsageError(`--seeds takes whole numbers with commas between them, not "${text}".`);
  }
  return seeds;
}

async function health(args: readonly string[]): Promise<ExitCode> {
  const { values } = readOptions(args, {
    seeds: { type: 'string', default: JUDGING_SEEDS.join(',') },
    only: { type: 'string', default: '' },
    trace: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  });
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  if (values.write && values.only !== '') {
    throw new UsageError('--write needs every experiment; leave out --only.');
  }
  const seeds = readSeeds(values.seeds);
  await startNodeBackend('wasm');
  const rows: HealthRow[] = [];
  for (const seed of seeds) {
    const chosen = [...failures(seed), ...healthyRuns(seed)].filter(({ name }) =>
      name.includes(values.only),
    );
    for (const experiment of chosen) {
      const row = { trial: seed, experiment, ...(await observe(experiment, values.trace)) };
      rows.push(row);
      const { name, expected } = experiment;
      printLine({
        trial: seed,
        name,
        seed: experiment.seed,
        expected,
        right: isRight(row),
        diverged: row.diverged,
        found: row.found.map(({ finding: { symptom, confidence, observations }, since }) => ({
          symptom,
          since,
          confidence,
          observations: observations.map(
            ({ label, value, threshold }) =>
              `${label}: ${value.toPrecision(3)}, threshold ${threshold}`,
          ),
        })),
      });
    }
  }
  if (values.write) {
    const document = healthDocument(rows, {
      command: `npm run health -- --seeds ${seeds.join(',')} --write`,
      machine: `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, wasm`,
      date: new Date().toISOString().slice(0, 10),
    });
    await writeFile(DOCUMENT, document);
  }
  const failing = rows.filter(({ experiment }) => experiment.expected !== null);
  const healthy = rows.filter(({ experiment }) => experiment.expected === null);
  printLine({
    summary: {
      named: failing.filter(isRight).length,
      failures: failing.length,
      falseAlarms: healthy.filter((row) => !isRight(row)).length,
      healthy: healthy.length,
    },
  });
  return EXIT.ok;
}

await runCommand(health);
