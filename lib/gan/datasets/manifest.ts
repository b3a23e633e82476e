// The lists of data sets that lie as files below public/datasets: the shipped ones in manifest.json, those that a user
// installed in installed/manifest.json. Read strictly, since a user can edit them.

import { PlaygroundError } from '../../schema/errors';
import { asRecord } from '../../schema/params';

export interface ManifestFile {
  /** Relative to public/datasets. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface ManifestEntry {
  readonly id: string;
  readonly label: string;
  readonly files: readonly ManifestFile[];
  /** Side in pixels. */
  readonly size: number;
  readonly channels: 1 | 3;
  /** Images in all; the first `trainCount` are for training. */
  readonly count: number;
  readonly trainCount: number;
  readonly classes: readonly string[];
  readonly licence: string;
}

const malformed = (problem: string): PlaygroundError<'data.malformed'> =>
  new PlaygroundError('data.malformed', { format: 'manifest', problem });

const text = (value: unknown, what: string): string => {
  if (typeof value !== 'string') throw malformed(`${what} is no text`);
  return value;
};

const count = (value: unknown, what: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw malformed(`${what} is no count`);
  }
  return value;
};

const array = (value: unknown, what: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw malformed(`${what} is no list`);
  return value;
};

/** @throws PlaygroundError data.malformed */
export function parseManifest(raw: unknown): readonly ManifestEntry[] {
  return array(raw, 'it').map((item): ManifestEntry => {
    const entry = asRecord(item, 'An entry of the manifest');
    const channels = count(entry.channels, 'channels');
    if (channels !== 1 && channels !== 3) throw malformed('channels is neither 1 nor 3');
    const total = count(entry.count, 'count');
    const trainCount = count(entry.trainCount, 'trainCount');
    if (trainCount > total) throw malformed('trainCount is more than count');
    const id = text(entry.id, 'id');
    return {
      id,
      label: entry.label === undefined ? id : text(entry.label, 'label'),
      files: array(entry.files, 'files').map((value) => {
        const file = asRecord(value, 'A file of the manifest');
        const path = text(file.path, 'path');
        // The path becomes part of a URL; it may not lead out of the folder or to another host.
        if (!/^[\w.-]+(\/[\w.-]+)*$/.test(path) || path.includes('..')) {
          throw malformed(`the path "${path}" leads out of the folder`);
        }
        return { path, bytes: count(file.bytes, 'bytes'), sha256: text(file.sha256, 'sha256') };
      }),
      size: count(entry.size ?? entry.width, 'size'),
      channels,
      count: total,
      trainCount,
      classes: array(entry.classes, 'classes').map((name) => text(name, 'a class')),
      licence: text(entry.licence, 'licence'),
    };
  });
}
