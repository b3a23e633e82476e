// Width and height of a picture, read from its first bytes before any decoder sees it: a PNG of 30,000 × 30,000 pixels is
// 100 kB on disk and 3.6 GB decoded. Not a decoder, and no promise that the rest of the file is sound.
// Sources: PNG 1.2, section 11.2.2 (IHDR); ITU T.81, B.2.2 (SOF); RFC 9649, sections 2.5 to 2.7 (WebP).

import { PlaygroundError } from '../../../schema/errors';
import { MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE } from './limits';
import type { PictureType } from './sniff';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

type Read = (view: DataView) => PictureSize | null;

/** The fourth and later bytes of a tag, as text. */
const tagAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

const readPng: Read = (view) =>
  tagAt(view, 12) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : null;

/** Start-of-frame markers are C0 to CF without DHT (C4), JPG (C8) and DAC (CC). */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const readJpeg: Read = (view) => {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (isStartOfFrame(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else if (marker === 0xda || marker === 0xd9) {
      return null;
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
};

const readWebp: Read = (view) => {
  const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (tagAt(view, 12)) {
    case 'VP8X':
      return { width: 1 + u24(24), height: 1 + u24(27) };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      return null;
  }
};

const READERS: Readonly<Record<PictureType, Read>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
};

/**
 * @param name of the file, for messages
 * @throws PlaygroundError data.malformed without a readable size, data.tooLarge above the limits
 */
export function readPictureSize(name: string, bytes: Uint8Array, type: PictureType): PictureSize {
  const size = tryRead(READERS[type], bytes);
  if (size === null || size.width === 0 || size.height === 0) {
    const problem = 'its width and height cannot be read from its header';
    throw new PlaygroundError('data.malformed', { format: `picture "${name}"`, problem });
  }
  checkPictureSize(name, size);
  return size;
}

/** @throws PlaygroundError data.tooLarge */
export function checkPictureSize(name: string, { width, height }: PictureSize): void {
  const side = Math.max(width, height);
  if (side > MAX_PICTURE_SIDE) {
    const what = `The longer side of "${name}" in pixels`;
    throw new PlaygroundError('data.tooLarge', { what, value: side, limit: MAX_PICTURE_SIDE });
  }
  if (width * height > MAX_PICTURE_PIXELS) {
    const what = `The number of pixels of "${name}"`;
    throw new PlaygroundError('data.tooLarge', {
      what,
      value: width * height,
      limit: MAX_PICTURE_PIXELS,
    });
  }
}

/** Null too when the header ends before its size. */
function tryRead(read: Read, bytes: Uint8Array): PictureSize | null {
  try {
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
