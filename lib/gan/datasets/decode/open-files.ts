// Files as a person drops them, opened down to what can be read: archives become their entries, gzip is taken off. At
// most one archive and one gzip deep, everything charged to one budget. Files that systems leave lying about are set aside.

import { PlaygroundError } from '../../../schema/errors';
import type { InputFile } from './decoded-images';
import { gunzip } from './gzip';
import type { InflateBudget } from './inflate';
import { MAX_FILES, MAX_PATH_LENGTH } from './limits';
import { type FileKind, sniff } from './sniff';
import { openTar } from './tar';
import { type ArchiveEntry, openZip } from './zip';

type LeafKind = Exclude<FileKind, { readonly kind: 'gzip' | 'zip' | 'tar' }>;

/** One readable file, unpacked. */
export interface Leaf {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly kind: LeafKind;
  /** An archive's content is not a choice of the person, so what is unreadable in it may be left out. */
  readonly inArchive: boolean;
}

/** A file not yet looked into; reading it may give many leaves. */
export interface Closed {
  readonly path: string;
  /** @throws PlaygroundError as the formats do */
  open(): readonly Leaf[];
}

export interface OpenedFiles {
  /** Sorted by path, so that the same folder always gives the same set. */
  readonly files: readonly Closed[];
  /** Paths of system files that were left out. */
  readonly skipped: readonly string[];
}

const SYSTEM_FILE = /(^|\/)(\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(\/|$)/i;

/** Without "." and ".." parts, which mean nothing here. */
const cleanPath = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');

function nested(path: string): PlaygroundError {
  return new PlaygroundError('data.unsupported', {
    format: `"${path.slice(-60)}"`,
    feature: 'an archive inside an archive',
    instead: 'the inner archive by itself',
  });
}

/** The leaves of an archive's entry or of a plain file; `inArchive` forbids another archive. */
function leavesOf(
  path: string,
  packed: Uint8Array,
  inArchive: boolean,
  budget: InflateBudget,
): readonly Leaf[] {
  const outer = sniff(packed);
  const bytes = outer.kind === 'gzip' ? gunzip(packed, budget) : packed;
  const kind = outer.kind === 'gzip' ? sniff(bytes) : outer;
  switch (kind.kind) {
    case 'zip':
    case 'gzip':
      throw nested(path);
    case 'tar':
      if (inArchive) throw nested(path);
      return openTar(bytes)
        .map((entry) => ({ ...entry, path: cleanPath(entry.path) }))
        .filter((entry) => !SYSTEM_FILE.test(entry.path))
        .sort(byPath)
        .flatMap((entry) => leavesOf(entry.path, entry.read(), true, budget));
    default:
      return [{ path, bytes, kind, inArchive }];
  }
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** @throws PlaygroundError data.tooLarge, and what a damaged ZIP directory gives */
export function openFiles(inputs: readonly InputFile[], budget: InflateBudget): OpenedFiles {
  const files: Closed[] = [];
  const skipped: string[] = [];
  const add = (entry: ArchiveEntry, inArchive: boolean): void => {
    if (entry.path.length > MAX_PATH_LENGTH) {
      const what = 'The length of a file name';
      const value = entry.path.length;
      throw new PlaygroundError('data.tooLarge', { what, value, limit: MAX_PATH_LENGTH });
    }
    const path = cleanPath(entry.path);
    if (SYSTEM_FILE.test(path)) {
      skipped.push(path);
      return;
    }
    files.push({ path, open: () => leavesOf(path, entry.read(), inArchive, budget) });
    if (files.length > MAX_FILES) {
      const what = 'The number of files';
      throw new PlaygroundError('data.tooLarge', { what, value: files.length, limit: MAX_FILES });
    }
  };
  for (const { name, path, bytes } of inputs) {
    const place = path === '' ? name : path;
    if (sniff(bytes).kind !== 'zip') {
      add({ path: place, read: () => bytes }, false);
      continue;
    }
    for (const entry of openZip(bytes, budget)) add(entry, true);
  }
  return { files: files.sort(byPath), skipped };
}
