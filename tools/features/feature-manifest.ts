// The list of shipped feature networks, public/features/manifest.json, and what each knows about images it has not seen.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShippedFeatures } from '../../lib/gan/metrics/features/shipped';
import { writeWhole } from '../datasets/dataset-manifest';
import type { HeadScore } from './held-out';

export const FEATURE_MANIFEST = 'manifest.json';

export interface TrainedFeatures extends ShippedFeatures {
  /** The command that makes it anew. */
  readonly madeBy: string;
  readonly steps: number;
  readonly measured: readonly {
    readonly on: string;
    readonly count: number;
    readonly scores: readonly HeadScore[];
  }[];
}

async function readFeatures(folder: string): Promise<readonly TrainedFeatures[]> {
  try {
    return JSON.parse(await readFile(join(folder, FEATURE_MANIFEST), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Adds an entry in place of an older one of that id. */
export async function recordFeatures(folder: string, entry: TrainedFeatures): Promise<void> {
  const others = (await readFeatures(folder)).filter(({ id }) => id !== entry.id);
  const entries = [...others, entry].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value;
  await writeWhole(join(folder, FEATURE_MANIFEST), `${JSON.stringify(entries, rounded, 2)}\n`);
}
