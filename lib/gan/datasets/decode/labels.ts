// Label numbers of any kind as class indices 0, 1, 2, …: the classes are the distinct values in increasing order, named by
// their values, so that EMNIST's letters 1 to 26 are 26 classes and not 27.

import { PlaygroundError } from '../../../schema/errors';
import { MAX_CLASSES } from './limits';
import type { NumericArray } from './numeric-array';

export interface ClassLabels {
  /** [N] indices into `classes`. */
  readonly labels: Uint8Array;
  readonly classes: readonly string[];
}

/** @throws PlaygroundError data.tooLarge */
export function checkClassCount(count: number): void {
  if (count <= MAX_CLASSES) return;
  throw new PlaygroundError('data.tooLarge', {
    what: 'The number of classes',
    value: count,
    limit: MAX_CLASSES,
  });
}

/**
 * @param arrays label arrays in the order of their images
 * @throws PlaygroundError data.malformed for labels that are not whole numbers, data.tooLarge for too many classes
 */
export function indexLabels(arrays: readonly NumericArray[]): ClassLabels {
  const distinct = new Set<number>();
  let total = 0;
  for (const { name, values } of arrays) {
    total += values.length;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (!Number.isSafeInteger(value)) {
        const problem = `its labels must be whole numbers, but one of them is ${value}`;
        throw new PlaygroundError('data.malformed', { format: `array "${name}"`, problem });
      }
      distinct.add(value);
    }
    checkClassCount(distinct.size);
  }
  const sorted = [...distinct].sort((a, b) => a - b);
  const indexOf = new Map(sorted.map((value, index) => [value, index]));
  const labels = new Uint8Array(total);
  let at = 0;
  for (const { values } of arrays) {
    for (let i = 0; i < values.length; i++)
      labels[at++] = indexOf.get(values[i] as number) as number;
  }
  return { labels, classes: sorted.map(String) };
}
