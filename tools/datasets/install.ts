// Installs a real data set below public/datasets/installed, for the page to list: downloaded, checked by length and sha256,
// unpacked where it comes as an archive. What is already there and right is not downloaded again.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openTar } from '../../lib/gan/datasets/decode/tar';
import type { ManifestFile } from '../../lib/gan/datasets/manifest';
import { sha256Hex } from '../../lib/gan/sha256';
import { PlaygroundError } from '../../lib/schema/errors';
import { recordInstalled, type WrittenEntry, writeWhole } from './dataset-manifest';
import { downloadFile } from './download-file';
import { INSTALLABLE_SETS, type InstallableSet, type RemoteFile } from './installable-sets';

export interface InstallOptions {
  /** Usually public/datasets. */
  readonly outDir: string;
  /** Another server that has the same files; ends in a slash. */
  readonly baseUrl?: string;
  readonly log: (line: string) => void;
  /** Bytes of the file that is being downloaded. */
  readonly onProgress?: (name: string, doneBytes: number, totalBytes: number) => void;
  readonly fetch?: typeof globalThis.fetch;
}

async function isThere(path: string, file: RemoteFile): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.size !== file.bytes) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex') === file.sha256;
}

/** Takes the wanted files out of a .tar.gz, wherever in the archive they lie. */
async function unpack(
  archive: string,
  wanted: readonly string[],
  folder: string,
  prefix: string,
): Promise<readonly ManifestFile[]> {
  const entries = openTar(gunzipSync(await readFile(archive)));
  const files: ManifestFile[] = [];
  for (const name of wanted) {
    const entry = entries.find(({ path }) => path.split('/').at(-1) === name);
    if (entry === undefined) {
      throw new PlaygroundError('data.malformed', {
        format: 'archive',
        problem: `it holds no ${name}`,
      });
    }
    const bytes = entry.read();
    await writeWhole(join(folder, name), bytes);
    files.push({ path: `${prefix}/${name}`, bytes: bytes.length, sha256: sha256Hex(bytes) });
  }
  return files;
}

/** Many servers send a file that ends in .gz as if it were the unpacked one, and the browser then unpacks it. */
const localName = (name: string): string => name.replace(/\.gz$/, '.packed');

/**
 * Installs a set that is described in full; `installDataset` finds the description by id.
 * @throws PlaygroundError data.download, data.truncated, data.checksum or data.malformed; then nothing is listed
 */
export async function installSet(
  set: InstallableSet,
  options: InstallOptions,
): Promise<WrittenEntry> {
  const { outDir, baseUrl = set.baseUrl, log, onProgress, fetch = globalThis.fetch } = options;
  const prefix = `installed/${set.id}`;
  const folder = join(outDir, prefix);
  for (const file of set.files) {
    const path = join(folder, localName(file.name));
    if (await isThere(path, file)) {
      log(`${file.name} is already there`);
      continue;
    }
    log(`downloading ${baseUrl}${file.name}, ${file.bytes} bytes`);
    await downloadFile({
      url: `${baseUrl}${file.name}`,
      file,
      path,
      fetch,
      onProgress: (done, total) => onProgress?.(file.name, done, total),
    });
    log(`${file.name} has the expected sha256 ${file.sha256}`);
  }
  let files: readonly ManifestFile[] = set.files.map(({ name, bytes, sha256 }) => ({
    path: `${prefix}/${localName(name)}`,
    bytes,
    sha256,
  }));
  const [archive] = set.files;
  if (set.unpack !== null && archive !== undefined) {
    const path = join(folder, localName(archive.name));
    files = await unpack(path, set.unpack, folder, prefix);
    await rm(path);
    log(`unpacked ${files.length} files`);
  }
  const entry: WrittenEntry = {
    id: set.id,
    label: set.label,
    kind: 'images',
    files,
    size: set.size,
    width: set.size,
    height: set.size,
    channels: set.channels,
    count: set.count,
    trainCount: set.trainCount,
    classes: set.classes,
    licence: set.licence,
    madeBy: `npm run data -- install ${set.id}`,
    note: `Downloaded from ${baseUrl}`,
  };
  await recordInstalled(outDir, entry);
  return entry;
}

/** @throws PlaygroundError config.unknownChoice for an id that is not known, and what `installSet` throws */
export async function installDataset(id: string, options: InstallOptions): Promise<WrittenEntry> {
  const set = INSTALLABLE_SETS.find((candidate) => candidate.id === id);
  if (set === undefined) {
    throw new PlaygroundError('config.unknownChoice', {
      key: 'dataset',
      value: id,
      allowed: INSTALLABLE_SETS.map((known) => known.id),
    });
  }
  return installSet(set, options);
}
