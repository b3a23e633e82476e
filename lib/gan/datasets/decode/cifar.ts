// CIFAR's binary batches: records of one label (two in CIFAR-100: coarse, fine) and 3 × 32 × 32 bytes, red plane first.
// The files have no mark; they are known by their length and by labels that are small enough in every record.
// Source: "The CIFAR-10 dataset" (Krizhevsky), section "Binary version".

import { PlaygroundError } from '../../../schema/errors';
import type { NumericArray } from './numeric-array';

const PIXEL_BYTES = 3 * 32 * 32;

interface Variant {
  readonly name: string;
  /** One more than the largest value of each label byte; the last one is the label used. */
  readonly labelLimits: readonly number[];
  /** Names of the classes, or null where the numbers have to do. */
  readonly classes: readonly string[] | null;
}

/** Krizhevsky 2009, in the order of the labels. */
export const CIFAR10_CLASSES = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

const VARIANTS: readonly Variant[] = [
  {
    name: 'CIFAR-10',
    labelLimits: [10],
    classes: CIFAR10_CLASSES,
  },
  { name: 'CIFAR-100', labelLimits: [20, 100], classes: null },
];

export interface CifarBatch {
  /** [N, 3, 32, 32]. */
  readonly images: NumericArray;
  /** [N]. */
  readonly labels: NumericArray;
  readonly classes: readonly string[] | null;
}

function variantOf(bytes: Uint8Array): Variant | undefined {
  return VARIANTS.find(({ labelLimits }) => {
    const record = labelLimits.length + PIXEL_BYTES;
    if (bytes.length === 0 || bytes.length % record !== 0) return false;
    for (let at = 0; at < bytes.length; at += record) {
      if (labelLimits.some((limit, i) => (bytes[at + i] as number) >= limit)) return false;
    }
    return true;
  });
}

export function isCifar(bytes: Uint8Array): boolean {
  return variantOf(bytes) !== undefined;
}

/**
 * @param name of the file, for messages
 * @throws PlaygroundError data.malformed when the length or a label fits no variant
 */
export function decodeCifar(name: string, bytes: Uint8Array): CifarBatch {
  const variant = variantOf(bytes);
  if (variant === undefined) {
    const problem = 'it must be whole records of 3,073 bytes, each beginning with a label below 10';
    throw new PlaygroundError('data.malformed', { format: 'CIFAR-10', problem });
  }
  const skip = variant.labelLimits.length;
  const record = skip + PIXEL_BYTES;
  const count = bytes.length / record;
  const pixels = new Uint8Array(count * PIXEL_BYTES);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * record;
    labels[i] = bytes[at + skip - 1] as number;
    pixels.set(bytes.subarray(at + skip, at + record), i * PIXEL_BYTES);
  }
  return {
    images: { name, shape: [count, 3, 32, 32], values: pixels, isBoolean: false },
    labels: { name, shape: [count], values: labels, isBoolean: false },
    classes: variant.classes,
  };
}
