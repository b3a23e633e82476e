// Draws the plane: heat map, latent grid, clouds, arrows, axes. Which layers show is the caller's choice.

import type { FieldView } from '../../../lib/schema/views';
import { hasField } from './field-reading';
import type { PaintStyle } from './figure';
import { axisMargins, EVERY_X, paintAxisX, paintAxisY } from './paint-axes';
import { paintHalfLine, paintHeat } from './paint-heat';
import { paintArrows, paintCloud, paintManifold } from './paint-points';
import type { Palette } from './palette';
import { type PlotFrame, squareFrame, squareHeight } from './plot-frame';
import type { Size } from './use-size';

export const FIELD_LAYERS = ['real', 'fake', 'heat', 'manifold', 'arrows'] as const;
export type FieldLayer = (typeof FIELD_LAYERS)[number];
export type LayerSet = Readonly<Record<FieldLayer, boolean>>;

export const ALL_LAYERS: LayerSet = {
  real: true,
  fake: true,
  heat: true,
  manifold: true,
  arrows: true,
};

/** The layers that a view has anything for. */
export function layersOf(view: FieldView): readonly FieldLayer[] {
  const present: LayerSet = {
    real: view.clouds.some(({ role }) => role === 'real'),
    fake: view.clouds.some(({ role }) => role !== 'real'),
    heat: hasField(view),
    manifold: view.manifold !== undefined,
    arrows: view.arrows.length > 0,
  };
  return FIELD_LAYERS.filter((layer) => present[layer]);
}

export interface FieldPaint {
  readonly layers: LayerSet;
  readonly axes: boolean;
}

const BARE_MARGINS = { left: 0, right: 0, top: 0, bottom: 0 };

/** The height at which the plane fills a width. */
export function fieldHeight(width: number, palette: Palette, axes: boolean): number {
  return squareHeight(width, axes ? axisMargins(palette) : BARE_MARGINS);
}

export const fieldFrame = (
  view: FieldView,
  room: Size,
  palette: Palette,
  axes: boolean,
): PlotFrame => squareFrame(room, axes ? axisMargins(palette) : BARE_MARGINS, view.extent);

export function paintField(
  context: CanvasRenderingContext2D,
  view: FieldView,
  room: Size,
  { palette }: PaintStyle,
  { layers, axes }: FieldPaint,
): void {
  const frame = fieldFrame(view, room, palette, axes);
  context.save();
  context.beginPath();
  context.rect(frame.left, frame.top, frame.width, frame.height);
  context.clip();
  if (layers.heat && hasField(view)) {
    paintHeat(context, view, frame, palette);
    if (axes) paintHalfLine(context, view, frame, palette);
  }
  if (layers.manifold && view.manifold) paintManifold(context, view.manifold, frame, palette);
  for (const cloud of view.clouds) {
    if (!(cloud.role === 'real' ? layers.real : layers.fake)) continue;
    paintCloud(context, cloud, frame, palette);
  }
  if (layers.arrows) paintArrows(context, view, frame, palette);
  context.restore();
  if (!axes) return;
  paintAxisX(context, frame, palette);
  // Both axes of a plane carry the same figures.
  paintAxisY(context, frame, palette, { every: EVERY_X });
}
