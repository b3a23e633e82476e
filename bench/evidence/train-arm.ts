// Trains one arm with one seed and measures it. Finished figures are kept in .cache/evidence by everything that they depend on, so
// that an interrupted command goes on where it was.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCatalog } from '../../lib/gan/catalog';
import { openSource } from '../../lib/gan/datasets/registry';
import type { DataSource } from '../../lib/gan/datasets/source';
import { Trainer } from '../../lib/gan/training/trainer';
import { parseConfig } from '../../lib/schema/config';
import type { DataRef } from '../../lib/schema/data';
import { measure } from '../../tools/cli/measure';
import type { OwnSet } from '../../tools/cli/own-data';
import { startProgress } from '../../tools/cli/progress';
import { installedDatasets, MEMORY_LIMITS, nodeSources, ROOT } from '../../tools/node-environment';
import type { Arm, Claim } from './claim';
import { digitsSeen, requestedSamples } from './judge';

const FOLDER = join(ROOT, '.cache/evidence');
const STEPS_PER_FLUSH = 10;

/** What arms of a command share. */
export interface EvidenceRun {
  readonly backend: string;
  /** The state of the code that the figures come from. */
  readonly revision: string;
  readonly quick: boolean;
  /** Real MNIST, where it was given. */
  readonly mnist: OwnSet | null;
}

export type SeedFigures = Readonly<Record<string, number>> & { readonly seconds: number };

const stepsOf = (claim: Claim, steps: number, quick: boolean): number =>
  quick ? Math.max(1, Math.round(steps * claim.quickShare)) : steps;

async function openData(
  arm: Arm,
  { mnist }: EvidenceRun,
): Promise<{ readonly ref: DataRef; readonly source: DataSource }> {
  const installed = await installedDatasets();
  const own = arm.data === 'mnist' ? mnist : null;
  const ref: DataRef =
    arm.data === 'mnist'
      ? (own?.ref ?? { kind: 'builtin', id: 'mnist', params: {} })
      : {
          kind: 'builtin',
          id: arm.data.dataset,
          params: arm.data.params ?? {},
        };
  return {
    ref,
    source: await openSource(
      ref,
      nodeSources(installed, own, () => {}),
    ),
  };
}

async function train(trainer: Trainer, claim: Claim, arm: Arm, quick: boolean, label: string) {
  const total = arm.phases.reduce((sum, { steps }) => sum + stepsOf(claim, steps, quick), 0);
  const progress = startProgress(total, 'step');
  let done = 0;
  for (const phase of arm.phases) {
    if (phase.set) trainer.update(phase.set);
    for (let left = stepsOf(claim, phase.steps, quick); left > 0; left -= STEPS_PER_FLUSH) {
      const slice = Math.min(STEPS_PER_FLUSH, left);
      for (let i = 0; i < slice; i++) trainer.runStep('both');
      await trainer.flush();
      done += slice;
      progress.update(done, () => label);
    }
  }
  progress.end();
}

/** The figures of one arm and seed, from the cache where they were measured before. */
export async function figuresOfSeed(
  claim: Claim,
  arm: Arm,
  seed: number,
  run: EvidenceRun,
): Promise<SeedFigures> {
  const { ref, source } = await openData(arm, run);
  const catalog = buildCatalog(await installedDatasets());
  const config = parseConfig(catalog, {
    version: 1,
    seed,
    data: ref,
    architecture: arm.architecture,
    params: arm.params,
  });
  const { backend, revision, quick } = run;
  const key = createHash('sha256')
    .update(JSON.stringify([claim.id, config, arm.phases, backend, revision, quick]))
    .digest('hex');
  const path = join(FOLDER, `${claim.id}-${key.slice(0, 16)}.json`);
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known) as SeedFigures;

  const started = performance.now();
  const trainer = await Trainer.create(config, source, MEMORY_LIMITS);
  try {
    await train(trainer, claim, arm, quick, `${arm.label}, seed ${seed}`);
    const seconds = (performance.now() - started) / 1000;
    const figures = {
      ...(await claim.measure({
        trainer,
        source,
        history: trainer.history,
        seconds,
        metrics: (ids) => measuredMetrics(trainer, source, ids),
        digitsSeen,
        requested: (count) => requestedSamples(trainer, count),
      })),
      seconds,
    };
    await mkdir(FOLDER, { recursive: true });
    await writeFile(path, JSON.stringify(figures));
    return figures;
  } finally {
    trainer.dispose();
  }
}

async function measuredMetrics(
  trainer: Trainer,
  source: DataSource,
  ids: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const values = await measure(trainer, source, ids);
  return Object.fromEntries(
    ids.map((id) => {
      const value = values[id];
      if (value === undefined || value === null) throw new Error(`${id} is not defined here`);
      return [id, value];
    }),
  );
}
