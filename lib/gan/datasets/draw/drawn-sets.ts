// The registry of drawn image sets, in the order that the page lists them. The code that draws one is fetched when it is opened:
// most runs never need it.

import type { DrawnImages, DrawnSetInfo } from './drawn-images';
import { FACES_SET } from './faces/faces-set';
import { SHAPES_SET } from './shapes-set';

export interface DrawnSet {
  readonly info: DrawnSetInfo;
  open(): Promise<DrawnImages>;
}

export const DRAWN_SETS: readonly DrawnSet[] = [
  { info: SHAPES_SET, open: async () => (await import('./shapes')).shapes },
  { info: FACES_SET, open: async () => (await import('./faces/faces')).faces },
];
