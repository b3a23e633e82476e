// `npm run evidence`: trains what a claim needs, measures it, and writes the claim's section of docs/evidence.md.

import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import {
  EXIT,
  type ExitCode,
  printLine,
  printNote,
  readOptions,
  runCommand,
  UsageError,
} from '../../tools/cli/command';
import { readBackend, wholeNumber } from '../../tools/cli/experiment-options';
import { readOwnData } from '../../tools/cli/own-data';
import { ROOT, startNodeBackend } from '../../tools/node-environment';
import { chartSvg } from '../evidence/chart';
import type { Claim, Figures } from '../evidence/claim';
import { CLAIMS } from '../evidence/claims';
import { chartPath, type Evidence, withSection } from '../evidence/document';
import { type EvidenceRun, figuresOfSeed, type SeedFigures } from '../evidence/train-arm';

const HELP = `npm run evidence -- ID [options]

  ID                  ${CLAIMS.map(({ id }) => id).join(', ')}
  --seeds A,B,C       (1,2,3)
  --quick             a small share of the steps, one seed; nothing is written
  --mnist DIR         a folder with MNIST's t10k or train files in IDX, where it is not installed
  --backend ID        wasm, webgpu or cpu (wasm)

Writes the claim's section of docs/evidence.md. Figures of finished runs are kept in .cache/evidence, so that the command
can be interrupted. The last line is {"summary": {verdict, because, figures}}.`;

const DOCUMENT = join(ROOT, 'docs/evidence.md');
const MAX_SEED = 2 ** 32 - 1;

function readSeeds(text: string): readonly number[] {
  const seeds = text.split(',').map((part) => wholeNumber('seeds', part, 0, MAX_SEED));
  if (new Set(seeds).size !== seeds.length) throw new UsageError('--seeds names a seed twice.');
  return seeds;
}

/** Real MNIST from IDX files, gzipped or not; the training files where both are there. */
async function readMnist(folder: string | undefined): Promise<EvidenceRun['mnist']> {
  if (folder === undefined) return null;
  const names = (await readdir(folder).catch(() => [])).sort();
  const of = (kind: string) => names.filter((name) => name.includes(`${kind}-idx`));
  const files = [of('images').at(-1), of('labels').at(-1)];
  if (files.includes(undefined)) {
    throw new UsageError(`--mnist ${folder} must hold the IDX files of images and labels.`);
  }
  return readOwnData(
    files.map((name) => join(folder, name ?? '')),
    28,
  );
}

/** Figures belong to the code that made them; a changed file is not in any commit. */
function revision(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return `${git('rev-parse', 'HEAD').trim()} ${git('status', '--porcelain', '--', 'lib')}`;
}

const byMeasure = (claim: Claim, seeds: readonly SeedFigures[]): Figures =>
  Object.fromEntries(
    Object.keys(claim.measures).map((id) => [
      id,
      seeds.map((figures) => {
        const value = figures[id];
        if (value === undefined) throw new Error(`${claim.id} measured no ${id}`);
        return value;
      }),
    ]),
  );

async function evidence(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readOptions(
    args,
    {
      seeds: { type: 'string', default: '1,2,3' },
      quick: { type: 'boolean', default: false },
      mnist: { type: 'string' },
      backend: { type: 'string', default: 'wasm' },
    },
    true,
  );
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  const claim = CLAIMS.find(({ id }) => id === positionals[0]);
  if (claim === undefined || positionals.length !== 1) {
    const ids = CLAIMS.map(({ id }) => id).join(', ');
    throw new UsageError(`Name one claim of ${ids}, not "${positionals.join(' ')}".`);
  }
  const { quick } = values;
  const backend = readBackend(values.backend);
  const seeds = quick ? [1] : readSeeds(values.seeds);
  const run: EvidenceRun = {
    backend,
    revision: revision(),
    quick,
    mnist: await readMnist(values.mnist),
  };
  await startNodeBackend(backend);
  const figures: Record<string, Figures> = {};
  let seconds = 0;
  for (const arm of claim.arms) {
    const ofSeeds: SeedFigures[] = [];
    for (const seed of seeds) {
      const measured = await figuresOfSeed(claim, arm, seed, run);
      printLine({ arm: arm.label, seed, ...measured });
      ofSeeds.push(measured);
      seconds += measured.seconds;
    }
    figures[arm.label] = byMeasure(claim, ofSeeds);
  }
  const verdict = claim.judge(figures);
  if (!quick) {
    const row: Evidence = {
      claim,
      seeds,
      figures,
      verdict,
      command: `npm run evidence -- ${claim.id} --seeds ${seeds.join(',')}${backend === 'wasm' ? '' : ` --backend ${backend}`}`,
      machine: `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${backend}`,
      date: new Date().toISOString().slice(0, 10),
      minutes: seconds / 60,
    };
    const old = await readFile(DOCUMENT, 'utf8').catch(() => '');
    await writeFile(DOCUMENT, withSection(old, row));
    if (claim.chart) {
      await writeFile(join(ROOT, 'docs', chartPath(claim)), chartSvg(claim.chart, figures));
    }
  }
  printLine({ summary: { claim: claim.id, seeds, quick, ...verdict, figures } });
  return EXIT.ok;
}

await runCommand(evidence);
