// Images of noise, so that a speed measurement depends on no file. Never for judging quality.

import type { DecodedImages } from '../lib/gan/datasets/decode/decoded-images';
import { fingerprint } from '../lib/gan/datasets/decode/fingerprint';
import type { ImageSource } from '../lib/gan/datasets/source';
import { createStream } from '../lib/gan/rng';
import type { DataRef } from '../lib/schema/data';

const COUNT = 1024;

/** The same bytes for the same size and channels. */
function noise(size: 28 | 32 | 64, channels: 1 | 3) {
  const random = createStream(1, 'synthetic images');
  const pixels = Uint8Array.from({ length: COUNT * size * size * channels }, () =>
    random.integer(256),
  );
  return { size, channels, count: COUNT, pixels, labels: null, classes: [] } as const;
}

/** As a person's own set, for an experiment of the command line. */
export function syntheticImages(
  size: 28 | 32 | 64,
  channels: 1 | 3,
): { readonly sha256: string; readonly images: DecodedImages; readonly ref: DataRef } {
  const images = { ...noise(size, channels), name: 'synthetic', notes: [] };
  const sha256 = fingerprint(images);
  return {
    sha256,
    images,
    ref: { kind: 'own', name: images.name, sha256, size, channels, count: COUNT, classes: [] },
  };
}

/** As a source of batches. */
export const syntheticSource = (size: 28 | 32 | 64, channels: 1 | 3): ImageSource => ({
  kind: 'images',
  ...noise(size, channels),
  total: COUNT,
  factors: [],
  factorValues: null,
});
