// One picture to pixels with the browser's own decoder. The header was checked before, so that nothing huge gets here.

import type { DecodedPicture } from '../../lib/gan/datasets/decode/decoded-images';
import { PlaygroundError } from '../../lib/schema/errors';

const malformed = (type: string, problem: string) =>
  new PlaygroundError('data.malformed', { format: type.replace('image/', ''), problem });

/** @throws PlaygroundError data.malformed */
export async function decodeImage(bytes: Uint8Array, type: string): Promise<DecodedPicture> {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
  const bitmap = await createImageBitmap(blob, { premultiplyAlpha: 'none' }).catch(
    (error: unknown) => {
      throw malformed(type, error instanceof Error ? error.message : String(error));
    },
  );
  try {
    const { width, height } = bitmap;
    // A canvas in memory; the pixels are read back at once.
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    if (context === null) throw malformed(type, 'the browser has no canvas for it');
    context.drawImage(bitmap, 0, 0);
    return { width, height, rgba: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}
