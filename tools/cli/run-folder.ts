// What a run leaves behind: experiment.json, checkpoint.safetensors, samples.png, series.csv.

import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trainer } from '../../lib/gan/training/trainer';
import { seriesCsv } from '../../lib/schema/series-csv';
import { UsageError } from './command';
import { pictureOfView } from './picture-of-view';

/** Finds out early that a folder cannot be used; a run would be lost on it. Makes nothing. @throws UsageError */
export async function requireFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isDirectory()) {
    throw new UsageError(`--out ${path} is a file; name a folder.`);
  }
}

/** Writes the four files; those of an earlier run are replaced. */
export async function writeRun(path: string, trainer: Trainer): Promise<void> {
  const stage = trainer.describe().views.find(({ placement }) => placement === 'stage');
  const picture = stage && pictureOfView(await trainer.view(stage.id, {}));
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'experiment.json'), `${JSON.stringify(trainer.config, null, 2)}\n`);
  await writeFile(join(path, 'checkpoint.safetensors'), await trainer.save());
  await writeFile(join(path, 'series.csv'), seriesCsv(trainer.history));
  if (picture) await writeFile(join(path, 'samples.png'), picture);
}
