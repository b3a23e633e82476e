// A person's picture as a network should read it: alone, or among real samples where batch norm would else normalise it by itself, so
// that every picture looked alike.

import { concat, slice, type Tensor } from '@tensorflow/tfjs-core';
import type { ViewContext } from '../architecture';
import type { TwoPlayerGame } from '../training/two-player';

/** Real samples beside the picture; the batch of a small run. */
const COMPANY = 63;

/** The picture first, [1 or 1 + COMPANY, …]. */
export function pictureAmongReals<P>({ d }: TwoPlayerGame, context: ViewContext<P>): Tensor {
  const picture = context.picture();
  return d.couplesSamples ? concat([picture, context.fixedReals(COMPANY)], 0) : picture;
}

/** What was found of the picture, [1, …]. */
export const ofPicture = (found: Tensor): Tensor => slice(found, 0, 1);
