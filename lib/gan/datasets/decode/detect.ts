// The one door for a person's files: whatever they dropped becomes one image set or one clear error. Formats are known by
// their bytes; nothing is changed or left out without a note.

import { PlaygroundError } from '../../../schema/errors';
import { decodeArrays } from './array-set';
import { type CifarBatch, decodeCifar } from './cifar';
import type { DecodedImages, DecodeOptions, InputFile } from './decoded-images';
import { decodeIdx } from './idx';
import { PictureCollector } from './image-set';
import { InflateBudget } from './inflate';
import { MAX_ARRAYS, MAX_FILES, MAX_INPUT_BYTES } from './limits';
import { decodeNpy } from './npy';
import type { NumericArray } from './numeric-array';
import { type Leaf, openFiles } from './open-files';

const EXTENSIONS = /(\.(zip|npz|npy|gz|tgz|tar|bin|idx|png|jpe?g|webp))+$/i;
/** Names listed in one message or note. */
const LISTED = 3;

function checkInput(files: readonly InputFile[]): number {
  if (files.length > MAX_FILES) {
    const what = 'The number of files';
    throw new PlaygroundError('data.tooLarge', { what, value: files.length, limit: MAX_FILES });
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > MAX_INPUT_BYTES) {
    const what = 'The size of all files in bytes';
    throw new PlaygroundError('data.tooLarge', { what, value: bytes, limit: MAX_INPUT_BYTES });
  }
  return bytes;
}

/** The dropped folder, or the only file without its extension, or null. */
function commonName(files: readonly InputFile[]): string | null {
  const roots = new Set(files.map(({ path }) => (path.includes('/') ? path.split('/')[0] : '')));
  const [root] = roots;
  if (roots.size === 1 && root !== undefined && root !== '') return root;
  const [only] = files;
  return files.length === 1 && only !== undefined ? only.name.replace(EXTENSIONS, '') : null;
}

const tail = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function listed(paths: readonly string[]): string {
  const shown = paths
    .slice(0, LISTED)
    .map((path) => tail(path).slice(-60))
    .join(', ');
  return paths.length > LISTED ? `${shown} and ${paths.length - LISTED} more` : shown;
}

/** Takes leaves one by one and sorts them into pictures, arrays and the rest. */
class Gatherer {
  readonly pictures: PictureCollector;
  readonly arrays: NumericArray[] = [];
  readonly batches: CifarBatch[] = [];
  readonly skipped: string[];

  constructor(options: DecodeOptions, skipped: readonly string[]) {
    this.pictures = new PictureCollector(options);
    this.skipped = [...skipped];
  }

  /** Arrays of text and the like in an NPZ; an error only when nothing else is found. */
  #refusal: PlaygroundError | null = null;

  #takeNpy({ path, bytes, inArchive }: Leaf): void {
    try {
      this.arrays.push(decodeNpy(tail(path).replace(EXTENSIONS, ''), bytes));
    } catch (error) {
      const isRefusal = error instanceof PlaygroundError && error.code === 'data.unsupported';
      if (!inArchive || !isRefusal) throw error;
      this.#refusal ??= error;
      this.skipped.push(path);
    }
  }

  /** Sorts one leaf in. */
  async take(leaf: Leaf): Promise<void> {
    await this.#sortIn(leaf);
    const value = this.arrays.length + this.batches.length;
    if (value > MAX_ARRAYS) {
      const what = 'The number of array files';
      throw new PlaygroundError('data.tooLarge', { what, value, limit: MAX_ARRAYS });
    }
  }

  async #sortIn(leaf: Leaf): Promise<void> {
    const { path, bytes, kind } = leaf;
    const name = tail(path);
    switch (kind.kind) {
      case 'picture':
        return this.pictures.add({ path, bytes, type: kind.type });
      case 'refusedPicture':
        throw new PlaygroundError('data.unsupported', {
          format: `"${name.slice(-60)}"`,
          feature: `the ${kind.format} format`,
          instead: 'PNG, JPEG or WebP',
        });
      case 'npy':
        return this.#takeNpy(leaf);
      case 'idx':
        this.arrays.push(decodeIdx(name.replace(EXTENSIONS, ''), bytes));
        return;
      case 'cifar':
        this.batches.push(decodeCifar(name.replace(EXTENSIONS, ''), bytes));
        return;
      case 'unknown':
        this.skipped.push(path);
        return;
    }
  }

  /** @param name of the drop as a whole, or null to name the set after its first images */
  finish(name: string | null, size: DecodeOptions['size']): DecodedImages {
    const arrayCount = this.arrays.length + this.batches.length;
    if (arrayCount > 0 && this.pictures.count > 0) {
      const names = `${this.pictures.count} pictures and ${listed(this.arrays.map((a) => a.name))}`;
      const problem = 'a set is made either of picture files or of arrays';
      throw new PlaygroundError('data.combination', { names, problem });
    }
    if (arrayCount === 0 && this.pictures.count === 0) {
      if (this.#refusal !== null) throw this.#refusal;
      const [only] = this.skipped;
      if (only !== undefined && this.skipped.length === 1) {
        throw new PlaygroundError('data.unrecognised', { name: tail(only).slice(-60) });
      }
      throw new PlaygroundError('data.empty', { name: name ?? 'The selection' });
    }
    const set =
      arrayCount > 0
        ? decodeArrays({ arrays: this.arrays, batches: this.batches }, size)
        : this.pictures.finish(name ?? 'pictures');
    const { length } = this.skipped;
    const note = length === 1 ? '1 other file was' : `${length} other files were`;
    const notes =
      length > 0 ? [...set.notes, `${note} left out: ${listed(this.skipped)}`] : set.notes;
    return { ...set, name: name ?? set.name, notes };
  }
}

/**
 * Reads what a person chose: IDX images and labels (.gz too), NPY, NPZ, CIFAR batches, or PNG, JPEG and WebP pictures, as
 * files, a folder, a ZIP or a .tar.gz. The caller keeps `files`; the result shares no memory with them.
 * @throws PlaygroundError with a data. code; the first problem ends the reading
 */
export async function decodeFiles(
  files: readonly InputFile[],
  options: DecodeOptions,
): Promise<DecodedImages> {
  const budget = new InflateBudget(checkInput(files));
  const opened = openFiles(files, budget);
  const gatherer = new Gatherer(options, opened.skipped);
  const total = opened.files.length;
  for (const [done, file] of opened.files.entries()) {
    options.onProgress?.(done, total);
    for (const leaf of file.open()) {
      if (options.signal?.aborted) throw new PlaygroundError('data.cancelled', {});
      await gatherer.take(leaf);
    }
  }
  options.onProgress?.(total, total);
  return gatherer.finish(commonName(files), options.size);
}
