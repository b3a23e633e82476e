// Contact sheets of the embedded data sets for the documentation, enlarged without smoothing, reproducible byte for byte.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { drawImages } from '../../lib/gan/datasets/draw/drawn-images';
import { faces } from '../../lib/gan/datasets/draw/faces/faces';
import { shapes } from '../../lib/gan/datasets/draw/shapes';
import { pngOfGrid } from '../images/write-png';
import { writeWhole } from './dataset-manifest';
import { CLASSES } from './digits/digits';
import { SIDE } from './digits/frame-digit';

export interface ContactSheetOptions {
  /** Where the built data sets lie. */
  readonly dataDir: string;
  /** Where the pictures go, usually docs/images. */
  readonly outDir: string;
  readonly log: (line: string) => void;
}

/** The seed that the page draws the sets with. */
const SEED = 1;

const IDX3_HEADER = 16;

/** One row per class: the classes take turns in the file, so a row takes every tenth image. */
async function digitsSheet(dataDir: string, columns: number): Promise<Uint8Array> {
  const file = gunzipSync(await readFile(join(dataDir, 'digits-images.idx3.packed')));
  const bytes = SIDE * SIDE;
  const sheet = new Uint8Array(CLASSES * columns * bytes);
  for (let row = 0; row < CLASSES; row++) {
    for (let column = 0; column < columns; column++) {
      const from = IDX3_HEADER + (column * CLASSES + row) * bytes;
      sheet.set(file.subarray(from, from + bytes), (row * columns + column) * bytes);
    }
  }
  return pngOfGrid(sheet, {
    count: CLASSES * columns,
    width: SIDE,
    height: SIDE,
    channels: 1,
    columns,
    scale: 2,
  });
}

function drawnSheet(
  set: typeof shapes | typeof faces,
  size: number,
  columns: number,
  rows: number,
): Uint8Array {
  const count = columns * rows;
  const { images } = drawImages(set, { seed: SEED, size, from: 0, count });
  return pngOfGrid(images, { count, width: size, height: size, channels: 3, columns, scale: 2 });
}

/** Writes digits.png, shapes.png and faces.png. */
export async function makeContactSheets(options: ContactSheetOptions): Promise<void> {
  const { dataDir, outDir, log } = options;
  const sheets = [
    ['digits.png', await digitsSheet(dataDir, 24)],
    ['shapes.png', drawnSheet(shapes, 32, 16, 8)],
    ['faces.png', drawnSheet(faces, 64, 10, 7)],
  ] as const;
  for (const [name, bytes] of sheets) {
    await writeWhole(join(outDir, name), bytes);
    log(`wrote ${name}, ${bytes.length} bytes`);
  }
}
