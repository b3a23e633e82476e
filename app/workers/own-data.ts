// The sets that a person brought: decoded from their files, kept under their fingerprint for as long as the worker lives,
// and packed for the browser's storage. Their bytes never leave the machine.

import type { DecodedImages, DecodeOptions } from '../../lib/gan/datasets/decode/decoded-images';
import { fingerprint } from '../../lib/gan/datasets/decode/fingerprint';
import { MAX_FILES, MAX_INPUT_BYTES } from '../../lib/gan/datasets/decode/limits';
import type { DataRef } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import type { OwnFile } from './protocol';

/** References hold at most this much of a name. */
const MAX_NAME_LENGTH = 200;

type LoadOptions = Pick<DecodeOptions, 'size' | 'decodeImage'> & {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

/** The bytes of files, after a look at how many there will be. */
async function readFiles(files: readonly OwnFile[], signal: AbortSignal) {
  const tooLarge = (what: string, value: number, limit: number) =>
    new PlaygroundError('data.tooLarge', { what, value, limit });
  if (files.length > MAX_FILES) throw tooLarge('The number of files', files.length, MAX_FILES);
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  if (size > MAX_INPUT_BYTES) throw tooLarge('The size of all files', size, MAX_INPUT_BYTES);
  const read = [];
  for (const { path, file } of files) {
    if (signal.aborted) throw new PlaygroundError('data.cancelled', {});
    const bytes = await file.arrayBuffer().catch((error: unknown) => {
      // It was moved, changed or locked since it was chosen.
      const problem = error instanceof Error ? error.message : String(error);
      throw new PlaygroundError('data.malformed', { format: `"${file.name}"`, problem });
    });
    read.push({ path, name: file.name, bytes: new Uint8Array(bytes) });
  }
  return read;
}

export class OwnData {
  readonly #sets = new Map<string, DecodedImages>();

  get(sha256: string): DecodedImages | undefined {
    return this.#sets.get(sha256);
  }

  /** @throws PlaygroundError with a data.* code */
  async load(
    files: readonly OwnFile[],
    options: LoadOptions,
  ): Promise<{ data: DataRef; notes: readonly string[] }> {
    // Fetched with the first set of one's own.
    const { decodeFiles } = await import('../../lib/gan/datasets/decode/detect');
    const images = await decodeFiles(await readFiles(files, options.signal), options);
    return { data: this.#keep(images, fingerprint(images)), notes: images.notes };
  }

  /** @throws PlaygroundError data.missing */
  async export(sha256: string): Promise<Uint8Array> {
    const images = this.#sets.get(sha256);
    if (images === undefined) throw new PlaygroundError('data.missing', { name: sha256 });
    const { packImages } = await import('./own-data-file');
    return packImages(images, sha256);
  }

  /** @throws PlaygroundError data.malformed or data.checksum */
  async import(bytes: Uint8Array): Promise<{ data: DataRef }> {
    const { unpackImages } = await import('./own-data-file');
    const { images, sha256 } = unpackImages(bytes);
    const actual = fingerprint(images);
    if (actual !== sha256) {
      throw new PlaygroundError('data.checksum', { name: images.name, expected: sha256, actual });
    }
    return { data: this.#keep(images, sha256) };
  }

  #keep(images: DecodedImages, sha256: string): DataRef {
    this.#sets.set(sha256, images);
    const { name, size, channels, count, classes } = images;
    const shown = name.slice(0, MAX_NAME_LENGTH);
    return { kind: 'own', name: shown, sha256, size, channels, count, classes };
  }
}
