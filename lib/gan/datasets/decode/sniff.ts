// What a file is, by its first bytes and structure and never by its name: names lie, and dragged files often have none.

import { isCifar } from './cifar';
import { isGzip } from './gzip';
import { idxLength, isIdx } from './idx';
import { isNpy } from './npy';
import { isTar } from './tar';
import { isZip } from './zip';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

export type FileKind =
  | { readonly kind: 'picture'; readonly type: PictureType }
  | { readonly kind: 'refusedPicture'; readonly format: string }
  | { readonly kind: 'gzip' | 'zip' | 'tar' }
  | { readonly kind: 'npy' | 'idx' | 'cifar' | 'unknown' };

const TEXT_WINDOW = 1024;

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

function pictureKind(bytes: Uint8Array): FileKind | null {
  const head = ascii(bytes, 0, 16);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { kind: 'picture', type: 'image/png' };
  if (head.startsWith('\xff\xd8\xff')) return { kind: 'picture', type: 'image/jpeg' };
  if (/^RIFF.{4}WEBP/s.test(head)) return { kind: 'picture', type: 'image/webp' };
  if (/^GIF8[79]a/.test(head)) return { kind: 'refusedPicture', format: 'GIF' };
  if (/^BM.{4}\0\0\0\0/s.test(head)) return { kind: 'refusedPicture', format: 'BMP' };
  if (/^(II\*\0|MM\0\*)/.test(head)) return { kind: 'refusedPicture', format: 'TIFF' };
  if (/^.{4}ftyp(avif|avis)/s.test(head)) return { kind: 'refusedPicture', format: 'AVIF' };
  if (/^.{4}ftyp(heic|heix|mif1|msf1)/s.test(head))
    return { kind: 'refusedPicture', format: 'HEIC' };
  return isSvg(bytes) ? { kind: 'refusedPicture', format: 'SVG' } : null;
}

/** An SVG element after a byte-order mark, declarations and comments; UTF-16 has a zero in every other byte. */
function isSvg(bytes: Uint8Array): boolean {
  const text = ascii(bytes, 0, Math.min(TEXT_WINDOW, bytes.length)).replaceAll('\0', '');
  const start = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(text);
  return start && /<(?:[a-zA-Z]+:)?svg[\s>/]|<!DOCTYPE\s+svg/i.test(text);
}

export function sniff(bytes: Uint8Array): FileKind {
  if (isGzip(bytes)) return { kind: 'gzip' };
  if (isZip(bytes)) return { kind: 'zip' };
  if (isNpy(bytes)) return { kind: 'npy' };
  const picture = pictureKind(bytes);
  if (picture !== null) return picture;
  if (isTar(bytes)) return { kind: 'tar' };
  // A CIFAR batch may begin with the four bytes of IDX by chance, but then its length disagrees with that header.
  if (isIdx(bytes) && (idxLength(bytes) === bytes.length || !isCifar(bytes)))
    return { kind: 'idx' };
  return { kind: isCifar(bytes) ? 'cifar' : 'unknown' };
}
