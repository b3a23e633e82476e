// What pictures of points have in common: how many to draw, where they come from, and their way back from the backend.

import type { Tensor } from '@tensorflow/tfjs-core';
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
