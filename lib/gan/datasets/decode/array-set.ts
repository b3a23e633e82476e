// Arrays from IDX, NPY, NPZ and CIFAR files as one set: images found, paired with their labels, brought to one size, joined
// in the order of their names.

import { PlaygroundError } from '../../../schema/errors';
import { type ArrayPixels, pixelsOfArray, roleOf } from './array-images';
import type { CifarBatch } from './cifar';
import type { DecodedImages, PictureSide } from './decoded-images';
import { checkSetSize } from './image-set';
import { type ClassLabels, indexLabels } from './labels';
import type { NumericArray } from './numeric-array';
import { type ImagesWithLabels, pairArrays } from './pair-arrays';

export interface FoundArrays {
  readonly arrays: readonly NumericArray[];
  readonly batches: readonly CifarBatch[];
}

const names = (arrays: readonly NumericArray[]): string =>
  arrays.map(({ name }) => name).join(', ');

interface Roles {
  readonly images: readonly NumericArray[];
  readonly labels: readonly NumericArray[];
  readonly others: readonly NumericArray[];
}

function rolesOf(arrays: readonly NumericArray[]): Roles {
  const withRole = (role: string) => arrays.filter((array) => roleOf(array) === role);
  const [pictures, rows] = [withRole('pictures'), withRole('rows')];
  return pictures.length > 0
    ? { images: pictures, labels: withRole('labels'), others: [...withRole('other'), ...rows] }
    : { images: rows, labels: withRole('labels'), others: withRole('other') };
}

/** Every set as pixels; the first decides size and colours, the others must agree. */
function joinPixels(pairs: readonly ImagesWithLabels[], size: PictureSide): ArrayPixels {
  const parts = pairs.map(({ images }) => pixelsOfArray(images, size));
  const [first] = parts;
  if (first === undefined) throw new Error('no arrays to join');
  for (const [i, part] of parts.entries()) {
    if (part.size === first.size && part.channels === first.channels) continue;
    const shape = (p: ArrayPixels) => `${p.size} × ${p.size} × ${p.channels}`;
    const problem = `"${pairs[i]?.images.name}" has pictures of ${shape(part)}, the first file ${shape(first)}`;
    throw new PlaygroundError('data.combination', {
      names: names(pairs.map((p) => p.images)),
      problem,
    });
  }
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  checkSetSize(count, first.size, first.channels);
  const pixels = new Uint8Array(count * first.size * first.size * first.channels);
  let at = 0;
  for (const part of parts) {
    pixels.set(part.pixels, at);
    at += part.pixels.length;
  }
  const notes = parts.flatMap((part) => part.notes);
  if (parts.length > 1)
    notes.push(`${parts.length} arrays were joined: ${names(pairs.map((p) => p.images))}`);
  return { size: first.size, channels: first.channels, count, pixels, notes };
}

/** CIFAR's class numbers by their names; numbers stay where a set has none. */
function nameClasses(found: ClassLabels, classNames: readonly string[] | null): ClassLabels {
  if (classNames === null) return found;
  return { ...found, classes: found.classes.map((value) => classNames[Number(value)] ?? value) };
}

function pairAll({ arrays, batches }: FoundArrays): {
  pairs: readonly ImagesWithLabels[];
  notes: readonly string[];
} {
  if (batches.length > 0) {
    if (arrays.length > 0) {
      const problem = 'CIFAR batches bring their own labels and cannot be mixed with other arrays';
      throw new PlaygroundError('data.combination', { names: names(arrays), problem });
    }
    return { pairs: batches, notes: [] };
  }
  const { images, labels, others } = rolesOf(arrays);
  if (images.length === 0) {
    const [odd] = others;
    if (odd !== undefined) pixelsOfArray(odd, 28);
    const problem = 'they hold labels but no images; add the file with the images';
    throw new PlaygroundError('data.combination', { names: names(labels), problem });
  }
  const { pairs, unused } = pairArrays(images, labels);
  const left = [...unused, ...others];
  return { pairs, notes: left.length > 0 ? [`not used: ${names(left)}`] : [] };
}

/**
 * @param found at least one array or batch
 * @throws PlaygroundError with a data. code
 */
export function decodeArrays(found: FoundArrays, size: PictureSide): DecodedImages {
  const { pairs, notes } = pairAll(found);
  const joined = joinPixels(pairs, size);
  const labelArrays = pairs.flatMap(({ labels }) => (labels === null ? [] : [labels]));
  const labels =
    labelArrays.length === 0
      ? null
      : nameClasses(indexLabels(labelArrays), found.batches[0]?.classes ?? null);
  return {
    size: joined.size,
    channels: joined.channels,
    count: joined.count,
    pixels: joined.pixels,
    labels: labels?.labels ?? null,
    classes: labels?.classes ?? [],
    name: pairs[0]?.images.name ?? '',
    notes: [...joined.notes, ...notes],
  };
}
