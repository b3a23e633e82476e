// What every decoder of a person's files ends in, and what it may be asked. Plain data; nothing here reads files.

import type { PictureType } from './sniff';

export type PictureSide = 28 | 32 | 64;
export const PICTURE_SIDES: readonly PictureSide[] = [28, 32, 64];

export interface DecodedImages {
  /** Side in pixels. */
  readonly size: number;
  readonly channels: 1 | 3;
  readonly count: number;
  /** [count, size, size, channels], bytes 0…255; its memory belongs to nobody else. */
  readonly pixels: Uint8Array;
  /** [count] indices into `classes`, or null without labels. */
  readonly labels: Uint8Array | null;
  readonly classes: readonly string[];
  readonly name: string;
  /** English sentences on everything that was decided or changed on the way. */
  readonly notes: readonly string[];
}

export interface InputFile {
  readonly name: string;
  /** Path below the dropped folder, or the name again. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4], not premultiplied. */
  readonly rgba: Uint8ClampedArray | Uint8Array;
}

export interface DecodeOptions {
  /** The side of pictures and of arrays that are no square of 28, 32 or 64. */
  readonly size: PictureSide;
  /** Decodes one picture with the means of the host; its failure becomes data.malformed. */
  readonly decodeImage: (bytes: Uint8Array, type: PictureType) => Promise<DecodedPicture>;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: { readonly aborted: boolean };
}
