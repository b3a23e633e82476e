// Makes the embedded data sets anew, bit for bit: `digits` as files, with their manifest. The drawn sets (shapes, faces)
// need no files; the page draws them on load with the same code.

import { join } from 'node:path';
import { sha256Hex } from '../../lib/gan/sha256';
import { SHIPPED_MANIFEST, type WrittenEntry, writeManifest, writeWhole } from './dataset-manifest';
import { CLASSES, type DigitSet, drawDigits, HANDS, TRAIN_COUNT } from './digits/digits';
import { FONT_SOURCES, installFonts } from './digits/font-cache';
import { SIDE } from './digits/frame-digit';
import { glyphInk, registerFonts } from './digits/glyph-ink';
import { idxFile } from './idx-file';

export interface BuildOptions {
  /** Where the files go, usually public/datasets. */
  readonly outDir: string;
  /** Where the fonts are kept between builds; usually .cache/fonts. */
  readonly fontDir: string;
  readonly log: (line: string) => void;
}

/** A change of the seed is a change of the data set. */
const SEED = 7;

const NOTE = [
  `Handwriting-like digits: 40 % from ${FONT_SOURCES.length} fonts, 60 % from ${HANDS.train + HANDS.test} imaginary writers,`,
  'each bent at random and framed as in MNIST.',
  'The images from trainCount on come from fonts and writers that the others never use.',
].join(' ');

const LICENCE =
  'Made by this project, same licence as the program; partly drawn with fonts under the SIL Open Font License 1.1 and the Apache License 2.0.';

function digitsEntry(files: WrittenEntry['files'], count: number): WrittenEntry {
  return {
    id: 'digits',
    label: 'Digits',
    kind: 'images',
    files,
    size: SIDE,
    width: SIDE,
    height: SIDE,
    channels: 1,
    count,
    trainCount: TRAIN_COUNT,
    classes: Array.from({ length: CLASSES }, (_, k) => String(k)),
    licence: LICENCE,
    madeBy: 'npm run data -- build',
    note: NOTE,
    sources: FONT_SOURCES.map(({ package: name, version, licence, split }) => ({
      package: name,
      version,
      licence,
      split,
    })),
  };
}

async function makeDigits(options: BuildOptions): Promise<DigitSet> {
  const { fontDir, log } = options;
  const families = registerFonts(await installFonts(fontDir, log));
  log('measuring the fonts');
  const inks = families.map((family) =>
    Array.from({ length: CLASSES }, (_, digit) => glyphInk(family, digit)),
  );
  const part = (split: 'train' | 'test') => inks.filter((_, k) => FONT_SOURCES[k]?.split === split);
  return drawDigits(
    { train: part('train'), test: part('test') },
    {
      seed: SEED,
      onProgress: (done, total) => log(`drew ${done} of ${total} digits`),
    },
  );
}

/**
 * Builds every embedded data set that is shipped as files.
 * @returns the entries of the manifest that it wrote
 */
export async function buildDatasets(options: BuildOptions): Promise<readonly WrittenEntry[]> {
  const { outDir, log } = options;
  const { images, labels } = await makeDigits(options);
  const count = labels.length;
  const files = [
    // Gzip, but not .gz: many servers send such a file as if it were the unpacked one, and the browser unpacks it.
    { path: 'digits-images.idx3.packed', content: idxFile([count, SIDE, SIDE], images) },
    { path: 'digits-labels.idx1.packed', content: idxFile([count], labels) },
  ];
  const described = [];
  for (const { path, content } of files) {
    await writeWhole(join(outDir, path), content);
    described.push({ path, bytes: content.length, sha256: sha256Hex(content) });
    log(`wrote ${path}, ${content.length} bytes`);
  }
  const entries = [digitsEntry(described, count)];
  await writeManifest(outDir, SHIPPED_MANIFEST, entries);
  return entries;
}
