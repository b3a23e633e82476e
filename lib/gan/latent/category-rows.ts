// Rows of a latent with another category: the same z asked for one class after the other, or for mixtures of two.

import { add, broadcastTo, mul, reshape, type Tensor2D, tensor } from '@tensorflow/tfjs-core';
import type { CategoryLatent, LatentControl, LatentPart } from '../../schema/latents';
import { latentPart } from './latent-rows';

export type CategoryPart = LatentPart<CategoryLatent>;

/** The part of the category with this id. */
export function categoryPart(controls: readonly LatentControl[], id: string): CategoryPart {
  const { control, offset, width } = latentPart(controls, id);
  if (control.kind !== 'category') throw new Error(`${id} is a ${control.kind}, not a category`);
  return { control, offset, width };
}

/** The category that a row is all of; -1 for a mixture. */
export const categoryOf = (
  row: readonly number[],
  { offset, width }: Pick<LatentPart, 'offset' | 'width'>,
): number => row.slice(offset, offset + width).indexOf(1);

/** All of category `value`, [width]. */
export const oneHot = (width: number, value: number): readonly number[] =>
  Array.from({ length: width }, (_, i) => (i === value ? 1 : 0));

/** `steps` mixtures from one category to another, both ends included, [steps][width]; each adds up to 1. */
export const mixtures = (
  width: number,
  from: number,
  to: number,
  steps: number,
): readonly (readonly number[])[] =>
  Array.from({ length: steps }, (_, step) => {
    const share = step / (steps - 1);
    return Array.from(
      { length: width },
      (_, i) => (i === from ? 1 - share : 0) + (i === to ? share : 0),
    );
  });

/**
 * Every row with each of the values in place of a part, such as its category, [rows · values, row width]: first the first row with all values.
 * @param rows [rows, row width]
 * @param values [values][width]
 */
export function rowsForEach(
  rows: Tensor2D,
  { offset, width }: Pick<LatentPart, 'offset' | 'width'>,
  values: readonly (readonly number[])[],
): Tensor2D {
  const [count, rowWidth] = rows.shape;
  const kept = new Float32Array(rowWidth).fill(1).fill(0, offset, offset + width);
  const put = new Float32Array(values.length * rowWidth);
  for (const [i, value] of values.entries()) put.set(value, i * rowWidth + offset);
  const others = mul(reshape(rows, [count, 1, rowWidth]), tensor(kept, [1, 1, rowWidth]));
  const all = add(
    broadcastTo(others, [count, values.length, rowWidth]),
    tensor(put, [1, values.length, rowWidth]),
  );
  return reshape(all, [count * values.length, rowWidth]);
}
