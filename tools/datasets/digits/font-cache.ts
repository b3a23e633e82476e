// The handwriting-like fonts that the digits are drawn from: npm packages at pinned versions, installed into a cache folder
// by npm itself, never dependencies of the project. Each package's own licence must be the one that the list records.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fonts from './fonts.json';

export interface FontSource {
  readonly package: string;
  readonly version: string;
  /** The font file inside the package. */
  readonly file: string;
  readonly licence: string;
  /** Digits of a test font appear in the held-out part only. */
  readonly split: 'train' | 'test';
}

const LICENCES = ['OFL-1.1', 'Apache-2.0'];

/** The words by which a licence file is recognised. */
const LICENCE_WORDS: Readonly<Record<string, string>> = {
  'OFL-1.1': 'SIL Open Font License',
  'Apache-2.0': 'Apache License',
};

function parseFont(raw: (typeof fonts)[number]): FontSource {
  const { split } = raw;
  if (split !== 'train' && split !== 'test') throw new Error(`${raw.package} has no split`);
  if (!LICENCES.includes(raw.licence)) throw new Error(`${raw.package} has no free licence`);
  return { ...raw, split };
}

export const FONT_SOURCES: readonly FontSource[] = fonts.map(parseFont);

const squeeze = (text: string) => text.replace(/\s+/g, ' ');

/**
 * Installs the fonts where they are missing and checks version and licence of each.
 * @returns the path of each font file, in the order of the list
 * @throws when npm fails or a package is not what the list says
 */
export async function installFonts(
  folder: string,
  log: (line: string) => void,
): Promise<readonly string[]> {
  const pathOf = (font: FontSource, file: string) =>
    join(folder, 'node_modules', font.package, file);
  const missing = FONT_SOURCES.filter((font) => !existsSync(pathOf(font, font.file)));
  if (missing.length > 0) {
    log(`installing ${missing.length} fonts into ${folder}`);
    await mkdir(folder, { recursive: true });
    // An own package.json keeps npm from looking for a project further up.
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const wanted = FONT_SOURCES.map((font) => `${font.package}@${font.version}`);
    await promisify(execFile)('npm', [
      'install',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--prefix',
      folder,
      ...wanted,
    ]);
  }
  for (const font of FONT_SOURCES) {
    const described: unknown = JSON.parse(await readFile(pathOf(font, 'package.json'), 'utf8'));
    const { version, license } = described as { version?: unknown; license?: unknown };
    if (version !== font.version || license !== font.licence) {
      throw new Error(
        `${font.package} should be ${font.version} under ${font.licence}, but it is ${version} under ${license}; delete ${folder} and try again`,
      );
    }
    const words = LICENCE_WORDS[font.licence] ?? font.licence;
    const licence = squeeze(await readFile(pathOf(font, 'LICENSE'), 'utf8'));
    if (!licence.toLowerCase().includes(words.toLowerCase())) {
      throw new Error(`the LICENSE file of ${font.package} does not mention "${words}"`);
    }
  }
  return FONT_SOURCES.map((font) => pathOf(font, font.file));
}
