// Draws whole rows of a run's latent: z from its prior, categories as one-hot parts, continuous codes evenly from their range.

import {
  type LatentControl,
  type LatentPart,
  latentParts,
  latentRowWidth,
} from '../../schema/latents';
import type { RandomStream } from '../rng';
import { SAMPLE_PRIOR } from './prior';

/** How categories come: at random, or in turn, so that any run of rows has all of them about equally often. */
export type CategoryOrder = 'random' | 'inTurn';

/** Fills one control's columns of `rows`. */
function fillPart(
  { control, offset, width }: LatentPart,
  rows: Float32Array,
  rowWidth: number,
  random: RandomStream,
  order: CategoryOrder,
): void {
  const count = rows.length / rowWidth;
  switch (control.kind) {
    case 'gaussian': {
      const z = SAMPLE_PRIOR[control.prior](random, count, width);
      for (let row = 0; row < count; row++) {
        rows.set(z.subarray(row * width, (row + 1) * width), row * rowWidth + offset);
      }
      return;
    }
    case 'category':
      for (let row = 0; row < count; row++) {
        const value = order === 'random' ? random.integer(width) : row % width;
        rows[row * rowWidth + offset + value] = 1;
      }
      return;
    case 'code':
      for (let row = 0; row < count; row++) {
        for (let k = 0; k < width; k++) {
          rows[row * rowWidth + offset + k] = random.uniformBetween(control.low, control.high);
        }
      }
      return;
  }
}

/** `count` rows, [count, latentRowWidth(controls)]; every control in turn draws its part of all rows. */
export function drawLatentRows(
  controls: readonly LatentControl[],
  random: RandomStream,
  count: number,
  order: CategoryOrder = 'random',
): Float32Array {
  const [only, ...others] = controls;
  // The common case, and one that draws tens of thousands of numbers per step: no copy.
  if (only?.kind === 'gaussian' && others.length === 0) {
    return SAMPLE_PRIOR[only.prior](random, count, only.dim);
  }
  const rowWidth = latentRowWidth(controls);
  const rows = new Float32Array(count * rowWidth);
  for (const part of latentParts(controls)) fillPart(part, rows, rowWidth, random, order);
  return rows;
}

/** The part of a control, by its id. */
export function latentPart(controls: readonly LatentControl[], id: string): LatentPart {
  const found = latentParts(controls).find(({ control }) => control.id === id);
  if (found === undefined) throw new Error(`no latent ${id}`);
  return found;
}
