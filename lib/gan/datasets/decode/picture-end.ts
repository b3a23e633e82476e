// Whether a picture file reaches its own end. Decoders paint what they have of a cut file and say nothing, so half a
// download would become half-empty training pictures. Sources: as in image-header.ts.

import type { PictureType } from './sniff';

const IEND = 0x49454e44;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

type Check = (view: DataView) => boolean;

/** Chunks follow each other up to IEND; its checksum counts as well. */
const pngIsWhole: Check = (view) => {
  let at = 8;
  while (at + 12 <= view.byteLength) {
    const next = at + 12 + view.getUint32(at);
    if (view.getUint32(at + 4) === IEND) return next <= view.byteLength;
    at = next;
  }
  return false;
};

/** An end marker somewhere behind the first scan; cameras append their own data, and thumbnails before it have their own end. */
const jpegIsWhole: Check = (view) => {
  let at = 2;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === START_OF_SCAN) break;
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  for (let end = view.byteLength - 2; end > at; end--) {
    if (view.getUint8(end) === 0xff && view.getUint8(end + 1) === END_OF_IMAGE) return true;
  }
  return false;
};

const webpIsWhole: Check = (view) =>
  view.byteLength >= 12 && 8 + view.getUint32(4, true) <= view.byteLength;

const CHECKS: Readonly<Record<PictureType, Check>> = {
  'image/png': pngIsWhole,
  'image/jpeg': jpegIsWhole,
  'image/webp': webpIsWhole,
};

/** False when `bytes` end before the picture does. */
export function isWholePicture(bytes: Uint8Array, type: PictureType): boolean {
  return CHECKS[type](new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
}
