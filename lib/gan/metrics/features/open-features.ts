// Which features measure which data: the shipped network of an embedded set, the random map for everything else. Names are
// known before anything is loaded.

import type { DataRef } from '../../../schema/data';
import { PlaygroundError } from '../../../schema/errors';
import { sha256Hex } from '../../sha256';
import { networkFeatures } from './feature-network';
import type { FeatureSet } from './feature-set';
import { decodeFeatureNetwork } from './feature-weights';
import { randomFeatures } from './random-features';
import { SHIPPED_FEATURES, type ShippedFeatures } from './shipped';

/** Data sets of the same kind of picture as an embedded one: handwritten digits on a dark ground, framed as in MNIST. */
const ALIKE: Readonly<Record<string, string>> = { mnist: 'digits' };

/** The shipped network for these data; null where there is none. */
export function shippedFeaturesFor(ref: DataRef): ShippedFeatures | null {
  if (ref.kind !== 'builtin') return null;
  const dataset = ALIKE[ref.id] ?? ref.id;
  return SHIPPED_FEATURES.find((entry) => entry.dataset === dataset) ?? null;
}

/**
 * Opens the features for these data on the current backend; the caller disposes them.
 * @param readBytes gives a file below public/features
 * @throws PlaygroundError data.* or checkpoint.* for a file that is missing or damaged
 */
export async function openFeatures(
  ref: DataRef,
  channels: 1 | 3,
  readBytes: (path: string) => Promise<Uint8Array>,
): Promise<FeatureSet> {
  const shipped = shippedFeaturesFor(ref);
  if (shipped === null) return randomFeatures(channels);
  const { path, sha256: expected } = shipped.file;
  const bytes = await readBytes(path);
  const actual = sha256Hex(bytes);
  if (actual !== expected) {
    throw new PlaygroundError('data.checksum', { name: path, expected, actual });
  }
  return networkFeatures(decodeFeatureNetwork(bytes));
}
