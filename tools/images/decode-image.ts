// Decodes PNG, JPEG and WebP for the command line, as `decodeImage` of lib/gan/datasets/decode; the page uses the
// browser's own decoder instead, so JPEG values may differ by a step or two between the two.

import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { DecodedPicture } from '../../lib/gan/datasets/decode/decoded-images';

/**
 * @param bytes one picture whose size was checked before
 * @returns its pixels [height, width, 4], not premultiplied
 * @throws Error when the picture is damaged
 */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedPicture> {
  const image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
