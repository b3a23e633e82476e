// The latents behind pictures that are picked on the stage: the run's fixed rows in order, unless the picture says otherwise, as
// one of classes side by side does.

import type { LatentRequest } from '../../../lib/schema/latents';
import type { ViewData } from '../../../lib/schema/views';

/** What to ask for to get the whole row behind picture `index`. */
export function pickedRow(view: ViewData | null, index: number): LatentRequest {
  if (view?.kind === 'images' && view.latents !== undefined) {
    const width = view.latents.length / view.count;
    return { kind: 'vectors', z: [[...view.latents.slice(index * width, (index + 1) * width)]] };
  }
  return { kind: 'fixed', first: index, count: 1 };
}

/** The same for the first `dim` numbers of the row alone, which are z. */
export const zOf = (request: LatentRequest, dim: number): LatentRequest =>
  request.kind === 'vectors'
    ? { ...request, z: request.z.map((row) => row.slice(0, dim)) }
    : request;
