// `npm run health`: trains runs that are known to break and runs that are healthy, and says what the detectors named.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCatalog } from '../../lib/gan/catalog';
import { openSource } from '../../lib/gan/datasets/registry';
import type { DataSource } from '../../lib/gan/datasets/source';
import { HealthMonitor, STEPS_PER_PROBE } from '../../lib/gan/health/monitor';
import { Trainer } from '../../lib/gan/training/trainer';
import { parseConfig } from '../../lib/schema/config';
import { PlaygroundError } from '../../lib/schema/errors';
import type { Finding, SymptomId } from '../../lib/schema/health';
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
import { type HealthRow, healthDocument } from '../health/document';
import { FAILURES, HEALTHY_RUNS, type HealthExperiment, STEPS } from '../health/experiments';

const HELP = `npm run health -- [options]

  --only TEXT   the experiments with TEXT in their name
  --trace       every number of every look
  --write       write docs/health.md

Trains ${FAILURES.length} prepared failures and ${HEALTHY_RUNS.length} healthy runs of ${STEPS.failing} and ${STEPS.healthy} steps, and prints what was found. The last line is
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
  /** Everything that was found at any look, with its most certain finding. */
  readonly found: ReadonlyMap<SymptomId, Finding>;
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
  const found = new Map<SymptomId, Finding>();
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
        if (before === undefined || before.confidence < finding.confidence) {
          found.set(finding.symptom, finding);
        }
      }
    }
    return { found, diverged: false };
  } catch (error) {
    if (!(error instanceof PlaygroundError) || error.code !== 'run.diverged') throw error;
    return { found, diverged: true };
  } finally {
    trainer.dispose();
  }
}

async function health(args: readonly string[]): Promise<ExitCode> {
  const { values } = readOptions(args, {
    only: { type: 'string', default: '' },
    trace: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  });
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  await startNodeBackend('wasm');
  const chosen = [...FAILURES, ...HEALTHY_RUNS].filter(({ name }) => name.includes(values.only));
  if (values.write && values.only !== '') {
    throw new UsageError('--write needs every experiment; leave out --only.');
  }
  const rows: HealthRow[] = [];
  let named = 0;
  let falseAlarms = 0;
  for (const experiment of chosen) {
    const { found, diverged } = await observe(experiment, values.trace);
    const { name, expected, seed } = experiment;
    if (expected !== null && found.has(expected)) named += 1;
    if (expected === null && (found.size > 0 || diverged)) falseAlarms += 1;
    rows.push({ experiment, found: [...found.values()], diverged });
    printLine({
      name,
      seed,
      expected,
      diverged,
      found: [...found.values()].map(({ symptom, confidence, observations }) => ({
        symptom,
        confidence,
        observations: observations.map(
          ({ label, value, threshold }) =>
            `${label}: ${value.toPrecision(3)}, threshold ${threshold}`,
        ),
      })),
    });
  }
  if (values.write) await writeFile(DOCUMENT, healthDocument(rows));
  const failures = chosen.filter(({ expected }) => expected !== null).length;
  printLine({
    summary: { named, failures, falseAlarms, healthy: chosen.length - failures },
  });
  return EXIT.ok;
}

await runCommand(health);
