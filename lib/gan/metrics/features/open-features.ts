// Which features measure which data: the shipped network of an embedded set, the random map for everything else, or weights
// that a person brings or had trained.

import type { DataRef } from '../../../schema/data';
import { PlaygroundError } from '../../../schema/errors';
import type { FeatureSummary } from '../../../schema/metrics';
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

/** Weights in the file format of feature networks, under the name that their figures carry. */
export interface GivenFeatures {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The sentences of the readers speak of saved runs; of this file only what is wrong with it counts. */
function problemOf({ code, details }: PlaygroundError): string {
  const facts = details as Readonly<Record<string, unknown>>;
  switch (code) {
    case 'checkpoint.malformed':
      return String(facts.problem);
    case 'checkpoint.mismatch':
      return `${facts.what} should be ${facts.expected} but is ${facts.actual}`;
    case 'checkpoint.truncated':
      return `it holds ${facts.actualBytes} of ${facts.expectedBytes} bytes`;
    default:
      return 'it states its network wrongly';
  }
}

/**
 * Opens given weights on the current backend; the caller disposes them.
 * @throws PlaygroundError features.malformed
 */
export function openGivenFeatures({ name, bytes }: GivenFeatures): FeatureSet {
  try {
    return { ...networkFeatures(decodeFeatureNetwork(bytes)), name };
  } catch (error) {
    if (!(error instanceof PlaygroundError)) throw error;
    throw new PlaygroundError('features.malformed', { name, problem: problemOf(error) });
  }
}

/**
 * Reads weights that a person brings, and says what they are.
 * @throws PlaygroundError features.malformed
 */
export function describeGivenFeatures(given: GivenFeatures): FeatureSummary {
  const network = openGivenFeatures(given);
  try {
    return summaryOf(network);
  } finally {
    network.dispose();
  }
}

const summaryOf = ({ name, dims, heads }: FeatureSet): FeatureSummary => {
  const [head] = heads;
  return { name, dims, classes: head?.kind === 'category' ? head.values : [], accuracy: null };
};
