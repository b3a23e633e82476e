// How well an encoder and a generator give an image back: the error per pixel, and its ratio to what a generator without any
// knowledge of the image would do, namely the mean image.

import { type Matrix, requirePair } from './matrix';

export interface ReconstructionError {
  /** Mean squared difference per pixel value; images in [-1, 1]. */
  readonly meanSquared: number;
  /** Mean absolute difference per pixel value. */
  readonly meanAbsolute: number;
  /** Squared error over the squared distance from the mean image: 0 is perfect, 1 no better than the mean. */
  readonly ratio: number;
}

/** Row i of `reconstructed` is G(E(x)) of row i of `images`, both [N, pixels]. */
export function reconstructionError(images: Matrix, reconstructed: Matrix): ReconstructionError {
  requirePair(images, reconstructed, 1);
  const { rows, columns, values } = images;
  if (rows !== reconstructed.rows) throw new Error(`${rows} images, ${reconstructed.rows} back`);
  const mean = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) {
    mean[i % columns] = (mean[i % columns] ?? 0) + (values[i] ?? 0) / rows;
  }
  let squared = 0;
  let absolute = 0;
  let spread = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = (values[i] ?? 0) - (reconstructed.values[i] ?? 0);
    squared += difference * difference;
    absolute += Math.abs(difference);
    spread += ((values[i] ?? 0) - (mean[i % columns] ?? 0)) ** 2;
  }
  return {
    meanSquared: squared / values.length,
    meanAbsolute: absolute / values.length,
    ratio: squared / spread,
  };
}
