// A name for the content of an image set: equal sets have equal fingerprints whatever files they came from. It ties a saved
// run to its data. Notes and the set's name do not count; class names do.

import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../../utf8';
import type { DecodedImages } from './decoded-images';

type Content = Pick<DecodedImages, 'size' | 'channels' | 'count' | 'pixels' | 'labels' | 'classes'>;

/** SHA-256 over a line of JSON with the shape, then the pixels, then the labels; 64 hexadecimal digits. */
export function fingerprint({ size, channels, count, pixels, labels, classes }: Content): string {
  const header = JSON.stringify({
    images: 1,
    shape: [count, size, size, channels],
    labelled: labels !== null,
    classes,
  });
  const hash = sha256
    .create()
    .update(encodeUtf8(`${header}\n`))
    .update(pixels);
  const digest = labels === null ? hash.digest() : hash.update(labels).digest();
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
