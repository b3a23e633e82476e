// Images of noise, so that a speed measurement depends on no file. Never for judging quality.

import { fingerprint } from '../lib/gan/datasets/decode/fingerprint';
import { createStream } from '../lib/gan/rng';
import type { OwnSet } from '../tools/cli/own-data';

const COUNT = 1024;

/** The same bytes for the same size and channels. */
export function syntheticImages(size: 28 | 32 | 64, channels: 1 | 3): OwnSet {
  const random = createStream(1, 'synthetic images');
  const pixels = Uint8Array.from({ length: COUNT * size * size * channels }, () =>
    random.integer(256),
  );
  const images = {
    size,
    channels,
    count: COUNT,
    pixels,
    labels: null,
    classes: [],
    name: 'synthetic',
    notes: [],
  } as const;
  const sha256 = fingerprint(images);
  return {
    sha256,
    images,
    ref: { kind: 'own', name: images.name, sha256, size, channels, count: COUNT, classes: [] },
  };
}
