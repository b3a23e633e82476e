import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { DIGITS } from '../../lib/gan/datasets/embedded';
import { sha256Hex } from '../../lib/gan/sha256';
import { readManifest, SHIPPED_MANIFEST } from './dataset-manifest';
import { CLASSES, drawDigits, TEST_COUNT, TRAIN_COUNT } from './digits/digits';
import { FONT_SOURCES } from './digits/font-cache';
import type { Ink } from './digits/ink';
import { idxFile } from './idx-file';

const FOLDER = join(import.meta.dirname, '../../public/datasets');
const SEED = 7;
const MEGABYTE = 1e6;

/** All bytes of an IDX file after its header of 4 + 4 * dimensions bytes. */
const body = (file: Buffer, dimensions: number) => file.subarray(4 + 4 * dimensions);

let images: Buffer;
let labels: Buffer;

beforeAll(async () => {
  images = gunzipSync(await readFile(join(FOLDER, 'digits-images.idx3.packed')));
  labels = gunzipSync(await readFile(join(FOLDER, 'digits-labels.idx1.packed')));
});

describe('the shipped digits', () => {
  it('are what their manifest says, to the last bit, and what the library expects', async () => {
    const [entry, ...others] = await readManifest(FOLDER, SHIPPED_MANIFEST);
    expect(others).toEqual([]);
    expect(entry).toEqual(DIGITS);
    for (const { path, bytes, sha256 } of DIGITS.files) {
      const content = await readFile(join(FOLDER, path));
      expect(content.length).toBe(bytes);
      expect(sha256Hex(content)).toBe(sha256);
    }
  });

  it('are at least 20,000 in standard IDX files of the stated shape', () => {
    expect(DIGITS.count).toBeGreaterThanOrEqual(20_000);
    expect(DIGITS.count).toBe(TRAIN_COUNT + TEST_COUNT);
    expect([...images.subarray(0, 4)]).toEqual([0, 0, 8, 3]);
    const sizes = [4, 8, 12].map((at) => images.readUInt32BE(at));
    expect(sizes).toEqual([DIGITS.count, 28, 28]);
    expect([...labels.subarray(0, 4)]).toEqual([0, 0, 8, 1]);
    expect(labels.readUInt32BE(4)).toBe(DIGITS.count);
    expect(images.length).toBe(16 + DIGITS.count * 28 * 28);
  });

  it('hold every class equally often, in the training part and in the held-out part', () => {
    const all = body(labels, 1);
    for (const part of [all.subarray(0, TRAIN_COUNT), all.subarray(TRAIN_COUNT)]) {
      for (let digit = 0; digit < CLASSES; digit++) {
        expect(part.filter((label) => label === digit)).toHaveLength(part.length / CLASSES);
      }
    }
  });

  // The figures of MNIST's 10,000 test images: mean ink 0.1325, centre of mass at (14.01, 13.99).
  it('have as much ink as handwriting in MNIST, and their centre of mass where MNIST has it', () => {
    const pixels = body(images, 3);
    let ink = 0;
    let x = 0;
    let y = 0;
    for (let i = 0; i < pixels.length; i++) {
      const value = pixels[i]! / 255;
      ink += value;
      x += value * (i % 28);
      y += value * (Math.floor(i / 28) % 28);
    }
    expect(Math.abs(ink / pixels.length - 0.1325)).toBeLessThan(0.01);
    expect(Math.abs(x / ink - 14)).toBeLessThan(0.1);
    expect(Math.abs(y / ink - 14)).toBeLessThan(0.1);
  });

  it('are drawn again exactly, wherever a hand and not a font wrote them', () => {
    let fontUsed = false;
    const marking: Ink = {
      distance: (x, y) => {
        fontUsed = true;
        return Math.hypot(x, y) - 0.4;
      },
      halfWidth: 0.2,
    };
    const font = Array.from({ length: CLASSES }, () => marking);
    const fonts = { train: [font], test: [font] };
    const drawn = drawDigits(fonts, { seed: SEED, trainCount: 40, testCount: 0 });
    const pixels = body(images, 3);
    let same = 0;
    for (let k = 0; k < 40; k++) {
      const shipped = pixels.subarray(k * 784, (k + 1) * 784);
      if (shipped.equals(Buffer.from(drawn.images.subarray(k * 784, (k + 1) * 784)))) same++;
    }
    expect(fontUsed).toBe(true);
    // Six in ten are written by hands; of 40, fewer than 14 would be a chance of 1 in 10,000.
    expect(same).toBeGreaterThanOrEqual(14);
    expect(same).toBeLessThan(40);
  });

  it('keep the fonts of training and test apart, each under a free licence', () => {
    const train = FONT_SOURCES.filter(({ split }) => split === 'train');
    const test = FONT_SOURCES.filter(({ split }) => split === 'test');
    expect(test.length).toBeGreaterThanOrEqual(8);
    expect(train.length).toBeGreaterThanOrEqual(30);
    expect(new Set(FONT_SOURCES.map((font) => font.package)).size).toBe(FONT_SOURCES.length);
    for (const { licence } of FONT_SOURCES) expect(['OFL-1.1', 'Apache-2.0']).toContain(licence);
  });

  it('and everything else in the folder stay below 12 MB together', async () => {
    let total = 0;
    for (const name of await readdir(FOLDER)) {
      const found = await stat(join(FOLDER, name));
      if (found.isFile()) total += found.size;
    }
    expect(total).toBeLessThan(12 * MEGABYTE);
  });
});

describe('an IDX file', () => {
  it('is the same bytes every time and unpacks to header and values', () => {
    const values = Uint8Array.of(1, 2, 3, 4, 5, 6);
    const file = idxFile([2, 3], values);
    expect(idxFile([2, 3], values)).toEqual(file);
    expect([...gunzipSync(file)]).toEqual([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);
    expect(() => idxFile([2, 2], values)).toThrow(/6 bytes/);
  });
});
