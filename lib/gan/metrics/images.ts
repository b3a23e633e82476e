// What the image formulas of this folder take: square images as plain floats. As a matrix, one row is one image.

import type { Matrix } from './matrix';

export interface Images {
  readonly count: number;
  /** Side in pixels. */
  readonly side: number;
  readonly channels: number;
  /** [count, side, side, channels] in [-1, 1]. */
  readonly values: Float32Array;
}

export const pixelsPerImage = ({ side, channels }: Pick<Images, 'side' | 'channels'>): number =>
  side * side * channels;

/** The same numbers with one row per image. */
export const pixelRows = (images: Images): Matrix => ({
  rows: images.count,
  columns: pixelsPerImage(images),
  values: images.values,
});
