// Where points land: the parts of generated views that the landing plot draws.

import type { ViewData } from '../../../lib/schema/views';

const NOTHING = new Float32Array();

/** x0, y0, x1, y1, … of the samples of a point model; empty for anything else. */
export const samplesXy = (view: ViewData | null): Float32Array =>
  view?.kind === 'field' ? (view.clouds[0]?.xy ?? NOTHING) : NOTHING;

export const extentOf = (view: ViewData | null): number =>
  view?.kind === 'field' ? view.extent : 1;
