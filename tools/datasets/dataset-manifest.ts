// The lists of data sets below public/datasets, as files: the shipped one and the one of what a user installed. The library
// reads them (lib/gan/datasets/manifest.ts); this module writes them and knows where they lie.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ManifestEntry, parseManifest } from '../../lib/gan/datasets/manifest';
import { PlaygroundError } from '../../lib/schema/errors';

export const SHIPPED_MANIFEST = 'manifest.json';
export const INSTALLED_MANIFEST = 'installed/manifest.json';

/** What a manifest says of a data set beyond what the library needs. */
export interface WrittenEntry extends ManifestEntry {
  readonly kind: 'images';
  readonly width: number;
  readonly height: number;
  /** The command that makes it anew. */
  readonly madeBy: string;
  readonly note: string;
  /** Works that it was made from. */
  readonly sources?: readonly object[];
}

/** Writes a file so that a reader sees the old one or the new one, never half of it. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

export async function writeManifest(
  folder: string,
  name: string,
  entries: readonly object[],
): Promise<void> {
  await writeWhole(join(folder, name), `${JSON.stringify(entries, null, 2)}\n`);
}

async function readRaw(folder: string, name: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new PlaygroundError('data.malformed', {
      format: 'manifest',
      problem: `${name} is not JSON; delete it and install again`,
    });
  }
}

/** The entries of a manifest; none when there is no such file. */
export async function readManifest(
  folder: string,
  name: string,
): Promise<readonly ManifestEntry[]> {
  return parseManifest(await readRaw(folder, name));
}

/** Adds an entry to the list of installed sets, in place of an older one of that id. */
export async function recordInstalled(folder: string, entry: WrittenEntry): Promise<void> {
  const raw = await readRaw(folder, INSTALLED_MANIFEST);
  parseManifest(raw);
  const others = (raw as readonly { readonly id: string }[]).filter(({ id }) => id !== entry.id);
  const entries = [...others, entry].sort((a, b) => (a.id < b.id ? -1 : 1));
  await writeManifest(folder, INSTALLED_MANIFEST, entries);
}
