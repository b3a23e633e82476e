// Which labels belong to which images, in any order and mixture of files: by equal count first; where several fit, by what
// is left of their names without words like "images" and "labels" ("train-images" and "train-labels", "x_test" and "y_test").

import { PlaygroundError } from '../../../schema/errors';
import type { NumericArray } from './numeric-array';

export interface ImagesWithLabels {
  readonly images: NumericArray;
  readonly labels: NumericArray | null;
}

export interface Pairing {
  readonly pairs: readonly ImagesWithLabels[];
  /** Label arrays that no images wanted. */
  readonly unused: readonly NumericArray[];
}

const ROLE_WORDS =
  /^(x|y|images?|imgs?|labels?|targets?|classes|data|fine|idx[0-9]*|ubyte|npy|gz|arr)$/;
const LABEL_WORDS = /(^|[^a-z])(y|labels?|targets?|class(es)?)([^a-z]|$)/i;

/** What is left of a name when the words that tell images from labels are gone. */
const groupOf = (name: string): string =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !ROLE_WORDS.test(word))
    .join(' ');

const countOf = (array: NumericArray): number => array.shape[0] ?? 0;

/** The one that fits best, or null when the names do not tell. */
function best(images: NumericArray, fitting: readonly NumericArray[]): NumericArray | null {
  const sameGroup = fitting.filter(({ name }) => groupOf(name) === groupOf(images.name));
  for (const choice of [fitting, sameGroup, fitting.filter(({ name }) => LABEL_WORDS.test(name))]) {
    const [only] = choice;
    if (only !== undefined && choice.length === 1) return only;
  }
  const named = sameGroup.filter(({ name }) => LABEL_WORDS.test(name));
  return named.length === 1 ? (named[0] ?? null) : null;
}

const names = (arrays: readonly NumericArray[]): string =>
  arrays.map(({ name }) => name).join(', ');

/**
 * @param images at least one array of pictures
 * @param labels arrays that may be their labels
 * @throws PlaygroundError data.labelCount when labels are left that fit no images; data.combination when some images have
 *   labels and others not, or when several label arrays fit
 */
export function pairArrays(
  images: readonly NumericArray[],
  labels: readonly NumericArray[],
): Pairing {
  const left = new Set(labels);
  const pairs = images.map((array): ImagesWithLabels => {
    const fitting = [...left].filter((candidate) => countOf(candidate) === countOf(array));
    const chosen = best(array, fitting);
    if (chosen === null && fitting.length > 0) {
      const problem = `several label arrays have as many entries as "${array.name}" has pictures; keep one of them`;
      throw new PlaygroundError('data.combination', { names: names(fitting), problem });
    }
    if (chosen !== null) left.delete(chosen);
    return { images: array, labels: chosen };
  });
  const without = pairs.filter((pair) => pair.labels === null).map((pair) => pair.images);
  const [lonelyImages] = without;
  const [lonelyLabels] = left;
  if (lonelyImages !== undefined && lonelyLabels !== undefined) {
    throw new PlaygroundError('data.labelCount', {
      images: countOf(lonelyImages),
      labels: countOf(lonelyLabels),
    });
  }
  if (without.length > 0 && without.length < pairs.length) {
    const problem = `the labels of ${names(without)} are missing`;
    throw new PlaygroundError('data.combination', { names: names(images), problem });
  }
  return { pairs, unused: [...left] };
}
