// The registry of drawn image sets, in the order that the page lists them.

import type { DrawnImages } from './drawn-images';
import { faces } from './faces/faces';
import { shapes } from './shapes';

export const DRAWN_SETS = [shapes, faces] as const satisfies readonly DrawnImages[];

export type DrawnSetId = (typeof DRAWN_SETS)[number]['id'];
