// One picture out of a sheet, sharing its bytes.

import type { ImagesView, ViewData } from '../../../lib/schema/views';

/** Null for views without such a picture. */
export function pictureAt(view: ViewData | null, index: number): ImagesView | null {
  if (view?.kind !== 'images' || index < 0 || index >= view.count) return null;
  const area = view.width * view.height * view.channels;
  return {
    ...view,
    count: 1,
    columns: 1,
    captions: view.captions.slice(index, index + 1),
    pixels: view.pixels.subarray(index * area, (index + 1) * area),
  };
}
