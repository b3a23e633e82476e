// Draws the pad: axes through the origin, the points so far, and the ring of the brush.

import { DRAWN_EXTENT } from '../../../lib/schema/data';
import type { PaintStyle } from '../views/figure';
import { axisMargins, EVERY_X, paintAxisX, paintAxisY } from '../views/paint-axes';
import { paintCloud } from '../views/paint-points';
import { squareFrame, toPixelX, toPixelY } from '../views/plot-frame';
import type { Size } from '../views/use-size';

export interface DrawingPaint {
  readonly points: readonly number[];
  readonly cursor: { readonly x: number; readonly y: number } | null;
  /** Of the brush or eraser, in units of the plane. */
  readonly radius: number;
}

export function paintDrawing(
  context: CanvasRenderingContext2D,
  room: Size,
  { palette }: PaintStyle,
  { points, cursor, radius }: DrawingPaint,
): void {
  const frame = squareFrame(room, axisMargins(palette), DRAWN_EXTENT);
  context.fillStyle = palette.inset;
  context.fillRect(frame.left, frame.top, frame.width, frame.height);
  context.fillStyle = palette.line;
  context.fillRect(Math.round(toPixelX(frame, 0)), frame.top, 1, frame.height);
  context.fillRect(frame.left, Math.round(toPixelY(frame, 0)), frame.width, 1);
  paintAxisX(context, frame, palette);
  paintAxisY(context, frame, palette, { every: EVERY_X });
  paintCloud(context, { role: 'real', label: '', xy: Float32Array.from(points) }, frame, palette);
  if (cursor === null) return;
  const ring = Math.max(4, (radius / (2 * DRAWN_EXTENT)) * frame.width);
  const x = toPixelX(frame, cursor.x);
  const y = toPixelY(frame, cursor.y);
  context.beginPath();
  context.arc(x, y, ring, 0, 2 * Math.PI);
  context.moveTo(x - 3, y);
  context.lineTo(x + 3, y);
  context.moveTo(x, y - 3);
  context.lineTo(x, y + 3);
  context.strokeStyle = palette.ink;
  context.lineWidth = palette.strokeScale;
  context.stroke();
}
