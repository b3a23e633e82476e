// Draws a view into a small square without axes or words.

import { assertNever } from '../../../lib/schema/errors';
import type { HistogramView, ImagesView, ViewData } from '../../../lib/schema/views';
import type { PaintStyle } from '../views/figure';
import { layoutGrid } from '../views/grid-layout';
import { densityTop } from '../views/paint-histogram';
import { paintCloud } from '../views/paint-points';
import { paintSheet } from '../views/paint-sheet';
import type { Palette } from '../views/palette';
import { squareFrame } from '../views/plot-frame';
import type { Size } from '../views/use-size';

const NO_MARGINS = { left: 0, right: 0, top: 0, bottom: 0 };

export function paintThumbnail(
  context: CanvasRenderingContext2D,
  view: ViewData,
  room: Size,
  { palette }: PaintStyle,
): void {
  switch (view.kind) {
    case 'images':
      paintMosaic(context, view, room);
      return;
    case 'field':
      for (const cloud of view.clouds) {
        paintCloud(context, cloud, squareFrame(room, NO_MARGINS, 1.05 * view.extent), palette);
      }
      return;
    case 'histogram':
      paintSilhouette(context, view, room, palette);
      return;
    case 'curve':
    case 'table':
    case 'matrix':
      // No data set looks like this.
      return;
    default:
      assertNever(view);
  }
}

/** As many whole pictures as fit, two by two, else one. */
function paintMosaic(context: CanvasRenderingContext2D, view: ImagesView, room: Size): void {
  const { a: ratio } = context.getTransform();
  const side = Math.floor(room.width * ratio);
  const across = 2 * view.width <= side && view.count >= 4 ? 2 : 1;
  const layout = layoutGrid({
    count: across * across,
    width: view.width,
    height: view.height,
    columns: across,
    roomWidth: side,
    roomHeight: side,
    gap: 0,
    captionHeight: 0,
    reflow: false,
    maxScale: side,
  });
  const spare = Math.max(0, Math.floor((side - layout.width) / 2));
  context.setTransform(1, 0, 0, 1, spare, spare);
  paintSheet(context, view, layout);
}

function paintSilhouette(
  context: CanvasRenderingContext2D,
  view: HistogramView,
  { width, height }: Size,
  palette: Palette,
): void {
  const top = densityTop(view);
  for (const { role, density } of view.bars) {
    const step = width / density.length;
    context.fillStyle = palette.roles[role];
    density.forEach((value, bin) => {
      const tall = (0.92 * height * value) / top;
      context.fillRect(bin * step, height - tall, step + 0.25, tall);
    });
  }
}
