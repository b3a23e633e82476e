// What pictures of points have in common: how many to draw, where they come from, and their way back from the backend.

import { type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { integer } from '../../schema/params';
import type { ViewContext } from '../architecture';
import type { PointSource } from '../datasets/source';

export const POINTS = integer({
  label: 'Points',
  help: 'How many real and how many generated points to draw.',
  group: 'model',
  live: true,
  default: 500,
  min: 10,
  max: 4000,
  scale: 'log',
});

/** The values; the tensor is disposed. */
export async function read(tensor: Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
}

export function pointSource<P>(context: ViewContext<P>): PointSource {
  if (context.source.kind !== 'points') throw new Error('the theatre shows points only');
  return context.source;
}

/** Cell centres of a square grid, row 0 at the bottom, [resolution², 2]. */
export function gridPoints(extent: number, resolution: number): Tensor2D {
  const at = (i: number) => extent * ((2 * i + 1) / resolution - 1);
  const xy = new Float32Array(2 * resolution ** 2);
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      xy.set([at(column), at(row)], 2 * (row * resolution + column));
    }
  }
  return tensor2d(xy, [resolution ** 2, 2]);
}
