// The files of a tar archive, since CIFAR-10 is handed out as one (.tar.gz). Only plain files with the short name of
// their header; long-name extensions are stepped over, so such a file keeps a cut name. Nothing is written to a path.
// Source: POSIX.1-1988, ustar interchange format.

import { PlaygroundError } from '../../../schema/errors';
import { decodeUtf8 } from '../../utf8';
import { MAX_FILES } from './limits';
import type { ArchiveEntry } from './zip';

const BLOCK = 512;
const FORMAT = 'tar';

const malformed = (problem: string) =>
  new PlaygroundError('data.malformed', { format: FORMAT, problem });

function text(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const zero = field.indexOf(0);
  return decodeUtf8(zero < 0 ? field : field.subarray(0, zero)) ?? '?';
}

function octal(bytes: Uint8Array, at: number, length: number): number {
  const digits = text(bytes, at, length).trim();
  if (!/^[0-7]{1,12}$/.test(digits)) throw malformed('a number in a header is damaged');
  return Number.parseInt(digits, 8);
}

/** The sum of a header's bytes, its own field counted as spaces. */
function checksum(bytes: Uint8Array, at: number): number {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += bytes[at + i] as number;
  return sum;
}

export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= BLOCK && text(bytes, 257, 5) === 'ustar';
}

/** @throws PlaygroundError data.malformed, data.truncated, data.tooLarge */
export function openTar(bytes: Uint8Array): readonly ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    if (octal(bytes, at + 148, 8) !== checksum(bytes, at)) throw malformed('a header is damaged');
    const size = octal(bytes, at + 124, 12);
    const start = at + BLOCK;
    if (start + size > bytes.length) {
      const details = { format: FORMAT, expectedBytes: start + size, actualBytes: bytes.length };
      throw new PlaygroundError('data.truncated', details);
    }
    const type = bytes[at + 156];
    if (type === 0 || type === 0x30) {
      const folder = text(bytes, at + 345, 155);
      const name = text(bytes, at, 100);
      const path = folder === '' ? name : `${folder}/${name}`;
      entries.push({ path, read: () => bytes.subarray(start, start + size) });
    }
    if (entries.length > MAX_FILES) {
      const what = 'The number of entries in the tar file';
      throw new PlaygroundError('data.tooLarge', { what, value: entries.length, limit: MAX_FILES });
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}
