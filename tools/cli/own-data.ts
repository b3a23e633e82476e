// A user's files on the command line (`--data FILE`, repeated): read and decoded by the same code as in the page.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DecodedImages, PictureSide } from '../../lib/gan/datasets/decode/decoded-images';
import { decodeFiles } from '../../lib/gan/datasets/decode/detect';
import { fingerprint } from '../../lib/gan/datasets/decode/fingerprint';
import type { DataRef } from '../../lib/schema/data';
import { decodeImage } from '../images/decode-image';
import { printNote, UsageError } from './command';

export interface OwnSet {
  readonly sha256: string;
  readonly images: DecodedImages;
  readonly ref: DataRef;
}

async function read(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).isDirectory()) {
      throw new UsageError(`--data takes files, but ${path} is a folder; pack it as a ZIP.`);
    }
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--data ${path} cannot be read (${code}).`);
  }
}

/** @throws UsageError for a file that cannot be read, PlaygroundError data.* for what is in it */
export async function readOwnData(paths: readonly string[], size: PictureSide): Promise<OwnSet> {
  const files = await Promise.all(
    paths.map(async (path) => ({
      name: basename(path),
      path: basename(path),
      bytes: await read(path),
    })),
  );
  const images = await decodeFiles(files, { size, decodeImage });
  for (const note of images.notes) printNote(note);
  const sha256 = fingerprint(images);
  const { name, channels, count, classes } = images;
  return {
    sha256,
    images,
    ref: {
      kind: 'own',
      name: name.slice(0, 200),
      sha256,
      size: images.size,
      channels,
      count,
      classes,
    },
  };
}
